package io.llmgw.providers.responses.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  final List<ContentPart> content = new ArrayList<>(1);
  final List<ContentPart> summary = new ArrayList<>(0);

  /** Fields of a message or a call that are not read here, those that name it included. */
  Map<String, Json> fields = Map.of();

  /** The whole item, unless it is a message or a call. */
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
    if (fields.isEmpty()) {
      fields = new LinkedHashMap<>();
    }
    fields.put(field, WireJson.rawValue(json, bytes, offset));
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

  /** A message as it goes back, but for its content, which stands elsewhere. */
  Json withoutContent() {
    StringBuilder message = new StringBuilder("{\"type\":\"" + ResponsesItems.MESSAGE + '"');
    fields.forEach(
        (name, value) ->
            message.append(',').append(Json.ofValue(name).text()).append(':').append(value.text()));
    return Json.ofText(message.append('}').toString());
  }
}
