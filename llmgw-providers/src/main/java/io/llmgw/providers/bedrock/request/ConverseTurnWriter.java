package io.llmgw.providers.bedrock.request;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolCall;
import io.llmgw.providers.bedrock.answer.ConverseItems;
import io.llmgw.providers.claude.ToolUseId;
import io.llmgw.providers.json.ProviderFields;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.media.ModelMedia;
import io.llmgw.providers.wire.WireCall;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the model's own turns. What it signed and what only the provider understands goes back
 * unchanged and in its place, and to nobody else. Not thread-safe.
 */
final class ConverseTurnWriter {
  private final JsonGenerator json;
  private final WireCall call;
  private final String origin;
  private final ConversePartWriter parts;
  private boolean fieldsLeftOut;

  /**
   * A writer of turns.
   *
   * @param origin who alone is sent again what the model signs
   */
  ConverseTurnWriter(JsonGenerator json, WireCall call, String origin, ConversePartWriter parts) {
    this.origin = origin;
    this.json = json;
    this.call = call;
    this.parts = parts;
  }

  /**
   * Whether a part of the model's turn has a place in it when it is sent to a model of this origin.
   * The provider refuses text of white space alone, and takes media of the user alone (API
   * reference, "Message").
   */
  static boolean goesBack(Part part, String origin) {
    if (part instanceof Part.Reasoning reasoning) {
      return reasoning.signature() != null && origin.equals(reasoning.provider());
    }
    if (part instanceof ProviderItem item) {
      return origin.equals(item.provider())
          && item.json().isObject()
          && !ConverseItems.isBesideContent(item);
    }
    if (part instanceof Part.Text text) {
      return !text.text().isBlank();
    }
    if (ModelMedia.is(part)) {
      return false;
    }
    return !(part instanceof Part.Refusal refusal) || !refusal.text().isBlank();
  }

  /** Writes the blocks of a message. */
  void write(Message message) {
    List<Part> all = message.parts();
    for (int i = 0; i < all.size(); i++) {
      if (goesBack(all.get(i), origin)) {
        write(all.get(i), i + 1 < all.size() ? all.get(i + 1) : null);
      }
    }
  }

  private void write(Part part, @Nullable Part next) {
    if (part instanceof ProviderItem item) {
      WireJson.write(json, item.json());
    } else if (part instanceof Part.Text text) {
      writeText(text.text(), next);
    } else if (part instanceof Part.Refusal refusal) {
      parts.writeText(refusal.text());
    } else if (part instanceof Part.Reasoning reasoning) {
      writeReasoning(reasoning);
    } else if (part instanceof ToolCall toolCall) {
      writeCall(toolCall);
    } else {
      throw call.unsupported(part, Role.ASSISTANT);
    }
  }

  /** What it rests on comes as an item behind it. */
  private void writeText(String text, @Nullable Part next) {
    if (!(next instanceof ProviderItem item)
        || !item.type().equals(ConverseItems.CITATIONS)
        || !item.provider().equals(origin)
        || !item.json().isValid()) {
      parts.writeText(text);
      return;
    }
    json.writeStartObject();
    json.writeObjectPropertyStart("citationsContent");
    json.writeArrayPropertyStart("content");
    parts.writeText(text);
    json.writeEndArray();
    json.writeName("citations");
    WireJson.write(json, item.json());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeReasoning(Part.Reasoning reasoning) {
    json.writeStartObject();
    json.writeObjectPropertyStart("reasoningContent");
    json.writeObjectPropertyStart("reasoningText");
    json.writeStringProperty("text", reasoning.text());
    json.writeStringProperty("signature", reasoning.signature());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeCall(ToolCall toolCall) {
    json.writeStartObject();
    json.writeObjectPropertyStart("toolUse");
    json.writeStringProperty(
        "toolUseId", ToolUseId.of(toolCall.id(), ConversePartWriter.LONGEST_ID));
    json.writeStringProperty("name", toolCall.name());
    if (toolCall.arguments().isObject()) {
      json.writeName("input");
      WireJson.write(json, toolCall.arguments());
    } else {
      json.writeObjectPropertyStart("input");
      // As Anthropic has it, docs "fine-grained tool streaming" at platform.claude.com.
      json.writeStringProperty("INVALID_JSON", toolCall.arguments().text());
      call.note("arguments of a tool call that are no JSON object were sent as one with them");
      json.writeEndObject();
    }
    fieldsLeftOut |= ProviderFields.write(json, origin, toolCall.providerFields());
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Whether it is of the provider, if of another maker's model. */
  private boolean isSignedHere(Part part) {
    return part instanceof Part.Reasoning thought
        && thought.signature() != null
        && thought.provider() != null
        && (thought.provider().equals(call.provider())
            || thought.provider().startsWith(call.provider() + ':'));
  }

  /** Remarks on what has no place in these turns. */
  void noteWhatWasLeftOut(List<Message> conversation) {
    boolean reasoning = false;
    boolean others = false;
    boolean items = false;
    boolean media = false;
    for (Message message : conversation) {
      for (Part part : message.parts()) {
        boolean left = message.role() == Role.ASSISTANT && !goesBack(part, origin);
        boolean signedHere = left && isSignedHere(part);
        others |= signedHere;
        media |= left && ModelMedia.is(part);
        reasoning |= left && !signedHere && part instanceof Part.Reasoning;
        items |= left && part instanceof ProviderItem item && !ConverseItems.isBesideContent(item);
      }
    }
    if (reasoning) {
      call.note("reasoning that " + call.provider() + " did not sign was left out");
    }
    if (others) {
      call.note(
          "reasoning that another maker's model of " + call.provider() + " signed was left out");
    }
    if (items) {
      call.note("items that are no blocks of " + call.provider() + " were left out");
    }
    if (media) {
      call.note(ModelMedia.remark(call));
    }
    if (fieldsLeftOut) {
      call.note(ProviderFields.remark(call.provider()));
    }
  }
}
