package io.llmgw.providers.cohere.request;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolCall;
import io.llmgw.providers.cohere.answer.CohereItems;
import io.llmgw.providers.json.ProviderFields;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.media.ModelMedia;
import io.llmgw.providers.wire.WireCall;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the model's own turns. Text beside calls of tools is what it planned to do with them. Its
 * thoughts, what only the provider understands, and what its text rests on go back to it, and to
 * nobody else. Not thread-safe.
 */
final class CohereTurnWriter {
  private final JsonGenerator json;
  private final WireCall call;
  private final CoherePartWriter parts;
  private boolean reasoningLeftOut;
  private boolean itemsLeftOut;
  private boolean fieldsLeftOut;
  private boolean emptyLeftOut;
  private boolean mediaLeftOut;

  CohereTurnWriter(JsonGenerator json, WireCall call, CoherePartWriter parts) {
    this.json = json;
    this.call = call;
    this.parts = parts;
  }

  void write(Message message) {
    List<ToolCall> calls = message.toolCalls();
    String words = words(message);
    boolean blocks = hasBlocks(message);
    if (calls.isEmpty() && words.isEmpty() && !blocks) {
      emptyLeftOut = true; // refused by the provider, as when a model has nothing to say
      return;
    }
    json.writeStartObject();
    json.writeStringProperty("role", "assistant");
    if (!calls.isEmpty() && !words.isEmpty()) {
      json.writeStringProperty("tool_plan", words);
    }
    writeContent(message, calls.isEmpty() ? words : "", blocks);
    if (!calls.isEmpty()) {
      writeCalls(calls);
    }
    writeCitations(message);
    json.writeEndObject();
  }

  /** All that it said in words; what it said in other ways stands apart. */
  private String words(Message message) {
    StringBuilder words = new StringBuilder();
    for (Part part : message.parts()) {
      if (part instanceof Part.Text text) {
        words.append(text.text());
      } else if (part instanceof Part.Refusal refusal) {
        words.append(refusal.text());
      } else if (part instanceof Part.Reasoning reasoning) {
        reasoningLeftOut |= !isOwn(reasoning);
      } else if (part instanceof ProviderItem item) {
        itemsLeftOut |= !isOwn(item);
      } else if (ModelMedia.is(part)) {
        mediaLeftOut = true;
      } else if (!(part instanceof ToolCall)) {
        throw call.unsupported(part, Role.ASSISTANT);
      }
    }
    return words.toString();
  }

  private boolean hasBlocks(Message message) {
    for (Part part : message.parts()) {
      if (isBlock(part)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is a block of content beside those of text. */
  private boolean isBlock(Part part) {
    if (part instanceof Part.Reasoning reasoning) {
      return isOwn(reasoning);
    }
    return part instanceof ProviderItem item
        && isOwn(item)
        && !CohereItems.isBesideContent(item)
        && item.json().isObject();
  }

  private boolean isOwn(Part.Reasoning reasoning) {
    return call.provider().equals(reasoning.provider());
  }

  private boolean isOwn(ProviderItem item) {
    return item.provider().equals(call.provider());
  }

  /**
   * Writes the content, if there is any: a string where it is words alone.
   *
   * @param words those that are part of it
   */
  private void writeContent(Message message, String words, boolean blocks) {
    if (!blocks) {
      if (!words.isEmpty()) {
        json.writeStringProperty("content", words);
      }
      return;
    }
    json.writeArrayPropertyStart("content");
    for (Part part : message.parts()) {
      if (part instanceof Part.Reasoning reasoning && isBlock(part)) {
        writeThoughts(reasoning.text());
      } else if (part instanceof ProviderItem item && isBlock(part)) {
        WireJson.write(json, item.json());
      } else if (!words.isEmpty() && part instanceof Part.Text text && !text.text().isEmpty()) {
        parts.writeText(text.text());
      } else if (!words.isEmpty() && part instanceof Part.Refusal refusal) {
        parts.writeText(refusal.text());
      }
    }
    json.writeEndArray();
  }

  private void writeThoughts(String text) {
    json.writeStartObject();
    json.writeStringProperty("type", "thinking");
    json.writeStringProperty("thinking", text);
    json.writeEndObject();
  }

  private void writeCalls(List<ToolCall> calls) {
    json.writeArrayPropertyStart("tool_calls");
    for (ToolCall toolCall : calls) {
      json.writeStartObject();
      json.writeStringProperty("id", toolCall.id());
      json.writeStringProperty("type", "function");
      json.writeObjectPropertyStart("function");
      json.writeStringProperty("name", toolCall.name());
      json.writeStringProperty("arguments", toolCall.arguments().text());
      json.writeEndObject();
      fieldsLeftOut |= ProviderFields.write(json, call.provider(), toolCall.providerFields());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeCitations(Message message) {
    for (Part part : message.parts()) {
      if (part instanceof ProviderItem item
          && isOwn(item)
          && item.type().equals(CohereItems.CITATIONS)
          && item.json().isValid()) {
        json.writeName(CohereItems.CITATIONS);
        WireJson.write(json, item.json());
        return;
      }
    }
  }

  /** Remarks on what has no place in these turns. */
  void noteWhatWasLeftOut() {
    if (reasoningLeftOut) {
      call.note("reasoning of another provider than " + call.provider() + " was left out");
    }
    if (itemsLeftOut) {
      call.note("items of another provider than " + call.provider() + " were left out");
    }
    if (fieldsLeftOut) {
      call.note(ProviderFields.remark(call.provider()));
    }
    if (mediaLeftOut) {
      call.note(ModelMedia.remark(call));
    }
    if (emptyLeftOut) {
      call.note("an empty message of the assistant was left out");
    }
  }
}
