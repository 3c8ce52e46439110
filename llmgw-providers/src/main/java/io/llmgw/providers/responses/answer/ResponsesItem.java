package io.llmgw.providers.responses.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** An item of the output as it came: all of it, or its beginning. */
final class ResponsesItem {
  @Nullable String type;
  @Nullable String id;
  @Nullable String callId;
  @Nullable String name;
  @Nullable String arguments;

  /** What was made, where it is an image: its bytes in Base64; null while there is nothing. */
  @Nullable String result;

  final List<ContentPart> content = new ArrayList<>(1);
  final List<ContentPart> summary = new ArrayList<>(0);

  /**
   * Fields of a message, a call or an image that are not read here, those that name it included.
   */
  Map<String, Json> fields = Map.of();

  /** The whole item, where it is of another kind. */
  @Nullable Json raw;

  private ResponsesItem() {}

  /** Reads the item at the parser, null when there is none. */
  static @Nullable ResponsesItem read(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    long start = json.currentTokenLocation().getByteOffset();
    ResponsesItem item = new ResponsesItem();
    item.readFields(json, bytes, offset);
    if (item.result != null && item.kind() != ItemKind.IMAGE) {
      item.put(ResponsesItems.IMAGE_BYTES, Json.ofValue(item.result));
      item.result = null;
    }
    if (item.isKeptWhole()) {
      item.raw = WireJson.between(bytes, offset, start, json.currentLocation().getByteOffset());
    }
    return item;
  }

  private void readFields(JsonParser json, byte[] bytes, int offset) {
    String field;
    while ((field = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      switch (field) {
        case "type" -> type = WireJson.string(json);
        case "role" -> json.skipChildren();
        case "content" -> readParts(content, json, bytes, offset);
        case "summary" -> readParts(summary, json, bytes, offset);
        case "call_id" -> callId = WireJson.scalar(json);
        case "name" -> name = WireJson.string(json);
        case "arguments" -> {
          if (token == JsonToken.VALUE_STRING) {
            arguments = json.getString();
          } else if (token == JsonToken.VALUE_NULL || isPassed()) {
            json.skipChildren();
          } else {
            arguments = WireJson.raw(json, bytes, offset);
          }
        }
        case ResponsesItems.IMAGE_BYTES -> {
          if (token == JsonToken.VALUE_STRING && !isPassed()) {
            result = json.getString();
          } else {
            keep(field, json, bytes, offset);
          }
        }
        case "id" -> {
          id = token == JsonToken.VALUE_STRING ? json.getString() : null;
          keep(field, json, bytes, offset);
        }
        default -> keep(field, json, bytes, offset);
      }
    }
  }

  /** Whether a value need not be kept apart, since the whole item is kept. */
  private boolean isPassed() {
    return type != null && isKeptWhole();
  }

  private boolean isKeptWhole() {
    return kind() == ItemKind.OPAQUE || kind() == ItemKind.REASONING;
  }

  private void keep(String field, JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() == JsonToken.VALUE_NULL || isPassed()) {
      json.skipChildren();
      return;
    }
    put(field, WireJson.rawValue(json, bytes, offset));
  }

  private void put(String field, Json value) {
    if (fields.isEmpty()) {
      fields = new LinkedHashMap<>();
    }
    fields.put(field, value);
  }

  private void readParts(List<ContentPart> parts, JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      ContentPart part = ContentPart.read(json, bytes, offset);
      if (part != null) {
        parts.add(part);
      }
    }
  }

  ItemKind kind() {
    return ItemKind.of(type);
  }

  /** Fields of a call that only the provider understands; how far it has come is none. */
  Map<String, Json> callFields() {
    if (!fields.containsKey("status")) {
      return fields;
    }
    Map<String, Json> lasting = new LinkedHashMap<>(fields);
    lasting.remove("status");
    return lasting;
  }

  /** A message or an image as it goes back, but for its content, which stands elsewhere. */
  Json withoutContent() {
    StringJoiner item = new StringJoiner(",", "{", "}");
    item.add("\"type\":" + Json.ofValue(type).text());
    fields.forEach((name, value) -> item.add(Json.ofValue(name).text() + ':' + value.text()));
    return Json.ofText(item.toString());
  }

  /** That no image was made goes back as the provider says it. */
  void sayNoImage() {
    if (!fields.containsKey(ResponsesItems.IMAGE_BYTES)) { // one of another form stays as it is
      put(ResponsesItems.IMAGE_BYTES, Json.ofValue(null));
    }
  }

  /** The word for the format of an image; null where there is none. */
  @Nullable String imageFormat() {
    Json format = fields.get("output_format");
    return format != null && format.isValid() && format.value() instanceof String word
        ? word
        : null;
  }
}
