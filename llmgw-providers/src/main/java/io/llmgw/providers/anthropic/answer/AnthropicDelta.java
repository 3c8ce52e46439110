package io.llmgw.providers.anthropic.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.recurring.FrameWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What an event adds to a block or to the message. Told apart by its fields: what they are called
 * says more than its type, which hosts make up. Used again for the next event. Not thread-safe.
 */
final class AnthropicDelta {
  final FrameWords text = new FrameWords();
  final FrameWords thinking = new FrameWords();
  final FrameWords json = new FrameWords();
  private final List<FrameWords> words = List.of(text, thinking, json);
  @Nullable String signature;
  @Nullable Json citation;
  final AnthropicStop stop = new AnthropicStop();

  /** Fields that are not known here, which a block of an unknown kind may understand. */
  Map<String, Json> unknown = Map.of();

  void clear() {
    words.forEach(FrameWords::clear);
    signature = null;
    citation = null;
    stop.clear();
    unknown = Map.of();
  }

  /** The first words in it; null for none. */
  @Nullable FrameWords words() {
    return FrameWords.first(words);
  }

  /** Reads the object at the parser. */
  void read(JsonParser parser, byte[] bytes, int offset) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    String field;
    while ((field = parser.nextName()) != null) {
      JsonToken token = parser.nextToken();
      switch (field) {
        case "type" -> parser.skipChildren();
        case "text" -> text.add(parser);
        case "thinking" -> thinking.add(parser);
        case "signature" -> signature = WireJson.string(parser);
        case "partial_json" -> json.add(parser);
        case "citation" -> citation = WireJson.rawValue(parser, bytes, offset);
        default -> {
          if (token == JsonToken.VALUE_NULL) {
            continue;
          }
          if (!stop.read(field, parser, bytes, offset)) {
            unknown = unknown.isEmpty() ? new LinkedHashMap<>() : unknown;
            unknown.put(field, WireJson.rawValue(parser, bytes, offset));
          }
        }
      }
    }
  }
}
