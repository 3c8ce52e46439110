package io.llmgw.providers.anthropic.request;

import io.llmgw.api.content.CacheMark;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolCall;
import io.llmgw.providers.anthropic.answer.AnthropicItems;
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
final class AnthropicTurnWriter {
  private final JsonGenerator json;
  private final WireCall call;
  private final TurnOrigin origin;
  private final CacheMarks marks;
  private boolean reasoningLeftOut;
  private boolean itemsLeftOut;
  private boolean fieldsLeftOut;
  private boolean emptyLeftOut;
  private boolean mediaLeftOut;

  AnthropicTurnWriter(JsonGenerator json, WireCall call, TurnOrigin origin, CacheMarks marks) {
    this.origin = origin;
    this.json = json;
    this.call = call;
    this.marks = marks;
  }

  void write(Message message) {
    List<Part> parts = message.parts();
    int last = -1;
    boolean any = false;
    for (int i = 0; i < parts.size(); i++) {
      boolean written = isWritten(parts.get(i));
      any |= written;
      last = written && takesMark(parts.get(i)) ? i : last;
    }
    if (!any) {
      emptyLeftOut = true; // refused by the provider, as when a model has nothing to say
      return;
    }
    json.writeStartObject();
    json.writeStringProperty("role", "assistant");
    json.writeName("content");
    if (message.cacheMark() == null
        && parts.size() == 1
        && parts.get(0) instanceof Part.Text only) {
      json.writeString(only.text());
    } else {
      json.writeStartArray();
      for (int i = 0; i < parts.size(); i++) {
        if (isWritten(parts.get(i))) {
          writePart(parts, i, i == last ? message.cacheMark() : null);
        }
      }
      json.writeEndArray();
    }
    json.writeEndObject();
    if (message.cacheMark() != null && last < 0) {
      call.note("a cache mark was left out: nothing in its message can carry it");
    }
  }

  private boolean isWritten(Part part) {
    boolean written = origin.takesBack(part);
    if (!written && part instanceof ProviderItem item) {
      itemsLeftOut |= !AnthropicItems.isBesideContent(item);
    }
    reasoningLeftOut |= !written && part instanceof Part.Reasoning;
    mediaLeftOut |= !written && ModelMedia.is(part);
    return written;
  }

  /** Blocks that go back unchanged have no place for a mark. */
  private static boolean takesMark(Part part) {
    return part instanceof Part.Text || part instanceof Part.Refusal || part instanceof ToolCall;
  }

  private void writePart(List<Part> parts, int at, @Nullable CacheMark mark) {
    Part part = parts.get(at);
    if (part instanceof ProviderItem item) {
      WireJson.write(json, item.json());
      return;
    }
    json.writeStartObject();
    if (part instanceof Part.Text text) {
      writeText(text.text());
      writeCitations(at + 1 < parts.size() ? parts.get(at + 1) : null);
    } else if (part instanceof Part.Refusal refusal) {
      writeText(refusal.text());
    } else if (part instanceof Part.Reasoning reasoning) {
      json.writeStringProperty("type", "thinking");
      json.writeStringProperty("thinking", reasoning.text());
      if (reasoning.signature() != null) {
        json.writeStringProperty("signature", reasoning.signature());
      }
    } else if (part instanceof ToolCall toolCall) {
      writeCall(toolCall);
    } else {
      throw call.unsupported(part, Role.ASSISTANT);
    }
    marks.write(json, mark);
    json.writeEndObject();
  }

  private void writeText(String text) {
    json.writeStringProperty("type", "text");
    json.writeStringProperty("text", text);
  }

  /** They come as an item behind their text. */
  private void writeCitations(@Nullable Part next) {
    if (next instanceof ProviderItem item
        && item.type().equals(AnthropicItems.CITATIONS)
        && item.provider().equals(origin.name())
        && item.json().isValid()) {
      json.writeName("citations");
      WireJson.write(json, item.json());
    }
  }

  private void writeCall(ToolCall toolCall) {
    json.writeStringProperty("type", "tool_use");
    json.writeStringProperty("id", ToolUseId.of(toolCall.id()));
    json.writeStringProperty("name", toolCall.name());
    if (toolCall.arguments().isObject()) {
      json.writeName("input");
      WireJson.write(json, toolCall.arguments());
    } else {
      json.writeObjectPropertyStart("input");
      // As docs "fine-grained tool streaming" at platform.claude.com has it.
      json.writeStringProperty("INVALID_JSON", toolCall.arguments().text());
      call.note("arguments of a tool call that are no JSON object were sent as one with them");
      json.writeEndObject();
    }
    fieldsLeftOut |= ProviderFields.write(json, origin.name(), toolCall.providerFields());
  }

  /** A turn that is not over goes on where its code runs. */
  void writeContainer(List<Message> conversation) {
    int at = conversation.size() - 1;
    while (at > 0 && conversation.get(at).role() == Role.TOOL) {
      at--;
    }
    for (Part part : conversation.get(at).parts()) {
      if (part instanceof ProviderItem item && item.provider().equals(origin.name())) {
        String id = AnthropicItems.containerId(item);
        if (id != null && !call.request().content().extraBody().containsKey("container")) {
          json.writeStringProperty("container", id);
          return;
        }
      }
    }
  }

  void noteWhatWasLeftOut() {
    if (reasoningLeftOut) {
      call.note(
          origin.signs()
              ? "reasoning that " + call.provider() + " did not sign was left out"
              : "reasoning of another provider than " + call.provider() + " was left out");
    }
    if (itemsLeftOut) {
      call.note("items that are no blocks of " + call.provider() + " were left out");
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
