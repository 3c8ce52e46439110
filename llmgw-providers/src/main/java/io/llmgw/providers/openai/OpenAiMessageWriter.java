package io.llmgw.providers.openai;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.providers.wire.ProviderFields;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireJson;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes the conversation of one request. Not thread-safe. */
final class OpenAiMessageWriter {
  private final JsonGenerator json;
  private final WireCall call;
  private final OpenAiPartWriter parts;
  private boolean reasoningLeftOut;
  private boolean detailsWritten;

  OpenAiMessageWriter(JsonGenerator json, WireCall call) {
    this.json = json;
    this.call = call;
    this.parts = new OpenAiPartWriter(json, call);
  }

  void write(List<Message> messages) {
    json.writeArrayPropertyStart("messages");
    for (Message message : messages) {
      if (message.role() == Role.TOOL) {
        writeResults(message);
      } else {
        writeMessage(message);
      }
    }
    json.writeEndArray();
    if (reasoningLeftOut) {
      call.note(
          "reasoning of earlier turns was left out: " + call.provider() + " has no place for it");
    }
  }

  /** Each result is a message of its own, with the id of its call. */
  private void writeResults(Message message) {
    for (Part part : message.parts()) {
      if (part instanceof ToolResult result) {
        json.writeStartObject();
        json.writeStringProperty("role", "tool");
        json.writeStringProperty("tool_call_id", result.callId());
        json.writeName("content");
        parts.writeResult(result.content());
        json.writeEndObject();
      }
    }
  }

  private void writeMessage(Message message) {
    json.writeStartObject();
    json.writeStringProperty("role", word(message.role()));
    if (message.name() != null) {
      json.writeStringProperty("name", message.name());
    }
    if (message.role() == Role.ASSISTANT) {
      writeAnswer(message);
    } else {
      json.writeName("content");
      parts.writeContent(message);
    }
    json.writeEndObject();
  }

  private static String word(Role role) {
    return switch (role) {
      case SYSTEM -> "system";
      case DEVELOPER -> "developer";
      case USER -> "user";
      case ASSISTANT -> "assistant";
      case TOOL -> "tool";
    };
  }

  private void writeAnswer(Message message) {
    detailsWritten = false;
    StringBuilder refusal = null;
    boolean hasText = false;
    boolean hasCalls = false;
    for (Part part : message.parts()) {
      if (part instanceof Part.Text) {
        hasText = true;
      } else if (part instanceof ToolCall) {
        hasCalls = true;
      } else if (part instanceof Part.Refusal said) {
        refusal = (refusal == null ? new StringBuilder() : refusal).append(said.text());
      } else if (part instanceof Part.Reasoning) {
        reasoningLeftOut = true;
      } else if (part instanceof ProviderItem item) {
        writeItem(item);
      } else {
        throw call.unsupported(part, Role.ASSISTANT);
      }
    }
    if (hasText) {
      json.writeStringProperty("content", message.text());
    } else if (hasCalls || refusal != null) {
      json.writeNullProperty("content");
    } else {
      json.writeStringProperty("content", ""); // null is for calls and refusals only
    }
    if (refusal != null) {
      json.writeStringProperty("refusal", refusal.toString());
    }
    if (hasCalls) {
      writeCalls(message);
    }
  }

  /** OpenRouter takes its reasoning back, unchanged and in its order; others never see it. */
  private void writeItem(ProviderItem item) {
    boolean ours = item.provider().equals(call.provider());
    if (ours && item.type().equals(ReasoningDetails.TYPE) && !detailsWritten) {
      detailsWritten = true;
      json.writeName(ReasoningDetails.TYPE);
      WireJson.write(json, item.json());
    }
  }

  private void writeCalls(Message message) {
    json.writeArrayPropertyStart("tool_calls");
    for (Part part : message.parts()) {
      if (part instanceof ToolCall toolCall) {
        writeCall(toolCall);
      }
    }
    json.writeEndArray();
  }

  private void writeCall(ToolCall toolCall) {
    json.writeStartObject();
    json.writeStringProperty("id", toolCall.id());
    json.writeStringProperty("type", "function");
    json.writeObjectPropertyStart("function");
    json.writeStringProperty("name", toolCall.name());
    json.writeStringProperty("arguments", toolCall.arguments().text());
    json.writeEndObject();
    ProviderFields.write(json, call.provider(), toolCall.providerFields());
    json.writeEndObject();
  }
}
