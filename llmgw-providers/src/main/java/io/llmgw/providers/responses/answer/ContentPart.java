package io.llmgw.providers.responses.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A part of an item as it came. */
final class ContentPart {
  @Nullable String type;
  @Nullable String text;
  @Nullable String refusal;
  @Nullable Json annotations;

  /** The whole part, where it is of a kind that is not known here. */
  @Nullable Json raw;

  private ContentPart() {}

  /** Reads the part at the parser, null when there is none. */
  static @Nullable ContentPart read(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    long start = json.currentTokenLocation().getByteOffset();
    ContentPart part = new ContentPart();
    String field;
    while ((field = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      switch (field) {
        case "type" -> part.type = WireJson.string(json);
        case "text" -> part.text = WireJson.string(json);
        case "refusal" -> part.refusal = WireJson.string(json);
        case "annotations" -> {
          if (token == JsonToken.START_ARRAY) {
            Json array = WireJson.rawValue(json, bytes, offset);
            part.annotations = array.text().indexOf('{') < 0 ? null : array;
          } else {
            json.skipChildren();
          }
        }
        default -> json.skipChildren();
      }
    }
    if (!part.isKnown()) {
      part.raw = WireJson.between(bytes, offset, start, json.currentLocation().getByteOffset());
    }
    return part;
  }

  private boolean isKnown() {
    return type == null
        || switch (type) {
          case "output_text", "text", "refusal", "summary_text", "reasoning_text" -> true;
          default -> false;
        };
  }

  /** What it says of a message. */
  PartKind kind() {
    return refusal == null ? PartKind.TEXT : PartKind.REFUSAL;
  }

  /** Its words; null for none. */
  @Nullable String words() {
    return refusal == null ? text : refusal;
  }
}
