package io.llmgw.providers.ollama.request;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.providers.wire.WireCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the results of tools, each as a message. Older servers know a result by the name of its
 * tool and by its place: results are written in the order of their calls. Not thread-safe.
 */
final class OllamaResultWriter {
  private final JsonGenerator json;
  private final WireCall call;
  private final Map<String, Numbered> calls = new HashMap<>();
  private boolean marksLeftOut;

  OllamaResultWriter(JsonGenerator json, WireCall call, List<Message> conversation) {
    this.json = json;
    this.call = call;
    for (Message message : conversation) {
      for (ToolCall toolCall : message.toolCalls()) {
        calls.put(toolCall.id(), new Numbered(toolCall, calls.size()));
      }
    }
  }

  private record Numbered(ToolCall call, int number) {}

  /**
   * Writes the results of calls that were made at once.
   *
   * @param from where the first message with some of them stands
   * @return where the next message of another kind does
   */
  int write(List<Message> conversation, int from) {
    List<ToolResult> results = new ArrayList<>();
    int next = from;
    while (next < conversation.size() && conversation.get(next).role() == Role.TOOL) {
      for (Part part : conversation.get(next++).parts()) {
        if (part instanceof ToolResult result) {
          results.add(result);
        }
      }
    }
    results.sort(Comparator.comparingInt(this::numberOf));
    results.forEach(this::write);
    return next;
  }

  private int numberOf(ToolResult result) {
    Numbered known = calls.get(result.callId());
    return known == null ? Integer.MAX_VALUE : known.number;
  }

  private void write(ToolResult result) {
    json.writeStartObject();
    json.writeStringProperty("role", "tool");
    json.writeStringProperty("content", text(result));
    @Nullable Numbered known = calls.get(result.callId());
    if (known != null) {
      json.writeStringProperty("tool_name", known.call.name());
    }
    json.writeStringProperty("tool_call_id", result.callId());
    json.writeEndObject();
    marksLeftOut |= result.isError();
  }

  private String text(ToolResult result) {
    StringJoiner text = new StringJoiner("\n");
    for (Part part : result.content()) {
      if (part instanceof Part.Text said) {
        text.add(said.text());
      } else if (part instanceof Part.Structured structured) {
        text.add(structured.json().text());
      } else {
        throw call.unsupported(part, Role.TOOL);
      }
    }
    return text.toString();
  }

  void noteWhatWasLeftOut() {
    if (marksLeftOut) {
      call.note("the mark that a tool failed was left out: " + call.provider() + " has none");
    }
  }
}
