package io.llmgw.providers.responses.request;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.json.Json;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.json.ProviderFields;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.media.MediaBytes;
import io.llmgw.providers.media.ModelMedia;
import io.llmgw.providers.responses.answer.ResponsesItems;
import io.llmgw.providers.wire.WireCall;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the model's own turns. What only the provider understands goes back unchanged and in its
 * place, and to nobody else. Not thread-safe.
 */
final class ModelTurnWriter {
  private static final Set<String> WRITTEN_HERE = Set.of("type", "role", "content");

  private final JsonGenerator json;
  private final WireCall call;
  private final Dialect dialect;
  private final Set<String> remarks;
  private final boolean isStored;

  /**
   * A writer of turns.
   *
   * @param remarks takes what is to be said of what was left out
   */
  ModelTurnWriter(JsonGenerator json, WireCall call, Dialect dialect, Set<String> remarks) {
    this.json = json;
    this.call = call;
    this.dialect = dialect;
    this.remarks = remarks;
    Json store = call.request().content().extraBody().get("store");
    this.isStored = store != null && store.text().equals("true");
  }

  void write(List<Part> parts) {
    for (int i = 0; i < parts.size(); ) {
      Part part = parts.get(i);
      if (isSaid(part)) {
        i = writeMessage(parts, i);
        continue;
      }
      if (part instanceof ToolCall toolCall) {
        writeCall(toolCall);
      } else if (part instanceof Part.Image image && isImage(parts, i + 1)) {
        i++;
        writeImage(image, item(parts, i));
      } else if (part instanceof ProviderItem item) {
        writeItem(item);
      } else if (part instanceof Part.Reasoning) {
        if (!isInItem(parts, i)) {
          remarkReasoning();
        }
      } else if (ModelMedia.is(part)) {
        remarks.add(ModelMedia.remark(call));
      } else {
        throw call.unsupported(part, Role.ASSISTANT);
      }
      i++;
    }
  }

  private static boolean isSaid(Part part) {
    return part instanceof Part.Text || part instanceof Part.Refusal;
  }

  /**
   * Writes what was said up to the next item as one message.
   *
   * @return the place behind it
   */
  private int writeMessage(List<Part> parts, int from) {
    int to = from;
    while (to < parts.size() && (isSaid(parts.get(to)) || isAnnotations(parts.get(to)))) {
      to++;
    }
    ProviderItem fields = to < parts.size() && isMessage(parts.get(to)) ? item(parts, to) : null;
    json.writeStartObject();
    if (fields == null) {
      json.writeStringProperty("role", "assistant");
      writeWords(parts.subList(from, to));
    } else {
      json.writeStringProperty("type", ResponsesItems.MESSAGE);
      json.writeStringProperty("role", "assistant");
      for (Map.Entry<String, @Nullable Object> field : fields.json().asObject().entrySet()) {
        if (!WRITTEN_HERE.contains(field.getKey())) {
          json.writeName(field.getKey());
          WireJson.write(json, Json.ofValue(field.getValue()));
        }
      }
      json.writeArrayPropertyStart("content");
      writeParts(parts.subList(from, to), true);
      json.writeEndArray();
    }
    json.writeEndObject();
    return fields == null ? to : to + 1;
  }

  private static ProviderItem item(List<Part> parts, int at) {
    return (ProviderItem) parts.get(at);
  }

  private boolean isAnnotations(Part part) {
    return part instanceof ProviderItem item
        && isOwn(item)
        && item.type().equals(ResponsesItems.ANNOTATIONS);
  }

  private boolean isMessage(Part part) {
    return part instanceof ProviderItem item
        && isOwn(item)
        && item.type().equals(ResponsesItems.MESSAGE)
        && ResponsesItems.isItem(item);
  }

  private boolean isOwn(ProviderItem item) {
    return item.provider().equals(call.provider());
  }

  /** A message that is no item of the provider's: what was said, and nothing beside it. */
  private void writeWords(List<Part> parts) {
    json.writeName("content");
    if (parts.size() == 1 && parts.get(0) instanceof Part.Text only) {
      json.writeString(only.text());
      return;
    }
    json.writeStartArray();
    writeParts(parts, false);
    json.writeEndArray();
  }

  private void writeParts(List<Part> parts, boolean annotated) {
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (part instanceof Part.Text text) {
        json.writeStartObject();
        json.writeStringProperty("type", "output_text");
        json.writeStringProperty("text", text.text());
        if (annotated) {
          json.writeName("annotations");
          writeAnnotations(i + 1 < parts.size() ? parts.get(i + 1) : null);
        }
        json.writeEndObject();
      } else if (part instanceof Part.Refusal refusal) {
        json.writeStartObject();
        json.writeStringProperty("type", "refusal");
        json.writeStringProperty("refusal", refusal.text());
        json.writeEndObject();
      } else if (!annotated) {
        remarkItems();
      }
    }
  }

  /** They come as an item behind their text. */
  private void writeAnnotations(@Nullable Part next) {
    if (next instanceof ProviderItem item && item.json().isValid()) {
      WireJson.write(json, item.json());
    } else {
      json.writeStartArray();
      json.writeEndArray();
    }
  }

  private void writeCall(ToolCall toolCall) {
    json.writeStartObject();
    json.writeStringProperty("type", "function_call");
    boolean others =
        ProviderFields.write(
            json, ResponsesItems.fieldOwner(call.provider()), toolCall.providerFields());
    json.writeStringProperty("call_id", dialect.callIds().fit(toolCall.id()));
    json.writeStringProperty("name", toolCall.name());
    json.writeStringProperty("arguments", toolCall.arguments().text());
    json.writeEndObject();
    if (others) {
      remarks.add(ProviderFields.remark(call.provider()));
    }
  }

  /** Whether the part is how the provider made the image before it, which has its bytes. */
  private boolean isImage(List<Part> parts, int at) {
    return at < parts.size()
        && parts.get(at) instanceof ProviderItem item
        && isOwn(item)
        && item.type().equals(ResponsesItems.IMAGE)
        && ResponsesItems.isItem(item)
        && parts.get(at - 1) instanceof Part.Image image
        && image.media() instanceof Media.Bytes;
  }

  private void writeImage(Part.Image image, ProviderItem made) {
    json.writeStartObject();
    for (Map.Entry<String, @Nullable Object> field : made.json().asObject().entrySet()) {
      if (!field.getKey().equals(ResponsesItems.IMAGE_BYTES)) {
        json.writeName(field.getKey());
        WireJson.write(json, Json.ofValue(field.getValue()));
      }
    }
    MediaBytes.write(json, ResponsesItems.IMAGE_BYTES, (Media.Bytes) image.media());
    json.writeEndObject();
  }

  private void writeItem(ProviderItem item) {
    if (!isOwn(item)) {
      remarks.add("items of another provider than " + call.provider() + " were left out");
      return;
    }
    if (ResponsesItems.isRemark(item)) {
      return; // it says something of an answer, and is none of its items
    }
    // A message without content is what is left where its text has been taken out.
    if (!ResponsesItems.isItem(item) || item.type().equals(ResponsesItems.MESSAGE)) {
      remarkItems();
    } else if (isWithoutImage(item)) {
      remarkItems();
    } else if (!goesBack(item)) {
      remarkReasoning();
    } else {
      WireJson.write(json, item.json());
    }
  }

  /** An image that is not there is a name as well. */
  private boolean isWithoutImage(ProviderItem item) {
    return !isStored
        && item.type().equals(ResponsesItems.IMAGE)
        && !item.json().asObject().containsKey(ResponsesItems.IMAGE_BYTES);
  }

  /** Reasoning that holds none of it is a name for what the provider keeps, if it keeps it. */
  private boolean goesBack(ProviderItem item) {
    if (isStored || !item.type().equals(ResponsesItems.REASONING)) {
      return true;
    }
    Map<String, @Nullable Object> reasoning = item.json().asObject();
    boolean shown = reasoning.get("content") instanceof List<?> content && !content.isEmpty();
    return shown || reasoning.get("encrypted_content") != null;
  }

  /**
   * Whether the item that follows holds it once more; what is left out with it is remarked there.
   */
  private boolean isInItem(List<Part> parts, int at) {
    int next = at + 1;
    while (next < parts.size() && parts.get(next) instanceof Part.Reasoning) {
      next++;
    }
    return next < parts.size()
        && parts.get(next) instanceof ProviderItem item
        && isOwn(item)
        && item.type().equals(ResponsesItems.REASONING);
  }

  private void remarkReasoning() {
    remarks.add(
        "reasoning of earlier turns was left out where " + call.provider() + " does not take it");
  }

  private void remarkItems() {
    remarks.add(
        "items of earlier turns were left out where " + call.provider() + " does not take them");
  }
}
