package io.llmgw.providers.cohere.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.recurring.FrameWords;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A block of content, or what is added to one. Used again for the next one of a stream. */
final class CohereContent {
  final FrameWords text = new FrameWords();
  final FrameWords thinking = new FrameWords();
  @Nullable String type;

  /** All of it as it came, where it calls itself something that is not known here. */
  @Nullable Json raw;

  /** Fields that are not known here, which a block of an unknown kind may understand. */
  Map<String, Json> unknown = Map.of();

  void clear() {
    text.clear();
    thinking.clear();
    type = null;
    raw = null;
    unknown = Map.of();
  }

  /** Reads the object at the parser, or a text that stands in its place. */
  void read(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      text.add(json);
      return;
    }
    long start = json.currentTokenLocation().getByteOffset();
    String field;
    while ((field = json.nextName()) != null) {
      json.nextToken();
      switch (field) {
        case "type" -> type = WireJson.string(json);
        case "text" -> text.add(json);
        case "thinking" -> thinking.add(json);
        default -> keep(field, json, bytes, offset);
      }
    }
    if (type != null && CohereBlockKind.of(type) == CohereBlockKind.OPAQUE) {
      raw = WireJson.between(bytes, offset, start, json.currentLocation().getByteOffset());
    }
  }

  private void keep(String field, JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    unknown = unknown.isEmpty() ? new LinkedHashMap<>() : unknown;
    unknown.put(field, WireJson.rawValue(json, bytes, offset));
  }

  /** The kind of block that it begins: by its own word, else by what it has. */
  CohereBlockKind kind() {
    CohereBlockKind ofWords = type == null ? kindOfWords() : null;
    return ofWords == null ? CohereBlockKind.of(type) : ofWords;
  }

  /** The kind of block that its words belong to; null where it has none. */
  @Nullable CohereBlockKind kindOfWords() {
    if (text.text() != null) {
      return CohereBlockKind.TEXT;
    }
    return thinking.text() == null ? null : CohereBlockKind.THINKING;
  }
}
