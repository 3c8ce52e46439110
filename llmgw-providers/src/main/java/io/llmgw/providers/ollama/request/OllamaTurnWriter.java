package io.llmgw.providers.ollama.request;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolCall;
import io.llmgw.providers.json.ProviderFields;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.media.ModelMedia;
import io.llmgw.providers.wire.WireCall;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the model's own turns. Thoughts go back, which of them count is for the template of the
 * model to say; those of a provider that signs them are of no use elsewhere. Not thread-safe.
 */
final class OllamaTurnWriter {
  private final JsonGenerator json;
  private final WireCall call;
  private boolean reasoningLeftOut;
  private boolean itemsLeftOut;
  private boolean fieldsLeftOut;
  private boolean mediaLeftOut;

  OllamaTurnWriter(JsonGenerator json, WireCall call) {
    this.json = json;
    this.call = call;
  }

  void write(Message message) {
    StringBuilder text = new StringBuilder();
    StringBuilder thoughts = new StringBuilder(0);
    for (Part part : message.parts()) {
      if (part instanceof Part.Text said) {
        text.append(said.text());
      } else if (part instanceof Part.Refusal refusal) {
        text.append(refusal.text());
      } else if (part instanceof Part.Reasoning thought) {
        if (call.provider().equals(thought.provider())) {
          thoughts.append(thought.text());
        } else {
          reasoningLeftOut = true;
        }
      } else if (part instanceof ProviderItem) {
        itemsLeftOut = true;
      } else if (ModelMedia.is(part)) {
        mediaLeftOut = true;
      } else if (!(part instanceof ToolCall)) {
        throw call.unsupported(part, Role.ASSISTANT);
      }
    }
    json.writeStartObject();
    json.writeStringProperty("role", "assistant");
    json.writeStringProperty("content", text.toString());
    if (thoughts.length() > 0) {
      json.writeStringProperty("thinking", thoughts.toString());
    }
    writeCalls(message.toolCalls());
    json.writeEndObject();
  }

  private void writeCalls(List<ToolCall> calls) {
    if (calls.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("tool_calls");
    for (ToolCall toolCall : calls) {
      write(toolCall);
    }
    json.writeEndArray();
  }

  private void write(ToolCall toolCall) {
    json.writeStartObject();
    json.writeStringProperty("id", toolCall.id());
    json.writeStringProperty("type", "function");
    json.writeObjectPropertyStart("function");
    json.writeStringProperty("name", toolCall.name());
    if (toolCall.arguments().isObject()) {
      json.writeName("arguments");
      WireJson.write(json, toolCall.arguments());
    } else {
      json.writeObjectPropertyStart("arguments");
      json.writeStringProperty("INVALID_JSON", toolCall.arguments().text());
      json.writeEndObject();
      call.note("arguments of a tool call that are no JSON object were sent as one with them");
    }
    json.writeEndObject();
    fieldsLeftOut |= ProviderFields.write(json, call.provider(), toolCall.providerFields());
    json.writeEndObject();
  }

  void noteWhatWasLeftOut() {
    if (reasoningLeftOut) {
      call.note("reasoning of another provider than " + call.provider() + " was left out");
    }
    if (itemsLeftOut) {
      call.note("items of earlier turns were left out: " + call.provider() + " takes none");
    }
    if (mediaLeftOut) {
      call.note(ModelMedia.remark(call));
    }
    if (fieldsLeftOut) {
      call.note(ProviderFields.remark(call.provider()));
    }
  }
}
