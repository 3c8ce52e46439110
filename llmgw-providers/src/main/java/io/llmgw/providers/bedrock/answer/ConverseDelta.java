package io.llmgw.providers.bedrock.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.recurring.FrameWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What an event adds to a block. Used again for the next event. Not thread-safe. */
final class ConverseDelta {
  final FrameWords text = new FrameWords();
  final FrameWords thought = new FrameWords();
  final FrameWords input = new FrameWords();
  private final List<FrameWords> words = List.of(text, thought, input);
  @Nullable String signature;
  @Nullable String redacted;
  @Nullable Json citation;
  @Nullable ConverseMedia media;

  /** The rest as it came, which a block of an unknown kind may understand. */
  Map<String, Json> unknown = Map.of();

  void clear() {
    words.forEach(FrameWords::clear);
    signature = null;
    redacted = null;
    citation = null;
    media = null;
    unknown = Map.of();
  }

  /** The first words in it; null for none. */
  @Nullable FrameWords words() {
    return FrameWords.first(words);
  }

  /** Reads the object at the parser. */
  void read(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    String field;
    while ((field = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      switch (field) {
        case "text" -> text.add(json);
        case "reasoningContent" -> readReasoning(json);
        case "toolUse" -> readCall(json);
        case "citation" -> citation = WireJson.rawValue(json, bytes, offset);
        case ConverseItems.IMAGE, ConverseItems.AUDIO, ConverseItems.VIDEO ->
            media = ConverseMedia.read(field, json, bytes, offset);
        default -> {
          if (token == JsonToken.VALUE_NULL) {
            continue;
          }
          unknown = unknown.isEmpty() ? new LinkedHashMap<>() : unknown;
          unknown.put(field, WireJson.rawValue(json, bytes, offset));
        }
      }
    }
  }

  private void readReasoning(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    String field;
    while ((field = json.nextName()) != null) {
      json.nextToken();
      switch (field) {
        case "text" -> thought.add(json);
        case "signature" -> signature = WireJson.string(json);
        case "redactedContent" -> redacted = WireJson.string(json);
        default -> json.skipChildren();
      }
    }
  }

  private void readCall(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    String field;
    while ((field = json.nextName()) != null) {
      json.nextToken();
      if (field.equals("input")) {
        input.add(json);
      } else {
        json.skipChildren();
      }
    }
  }

  /** The kind of block that it belongs to; null where it says nothing that is known here. */
  @Nullable ConverseBlockKind kind() {
    if (text.text() != null || citation != null) {
      return ConverseBlockKind.TEXT;
    }
    if (thought.text() != null || signature != null || redacted != null) {
      return ConverseBlockKind.THOUGHT;
    }
    if (media != null) {
      return ConverseBlockKind.MEDIA;
    }
    return input.text() != null ? ConverseBlockKind.CALL : null;
  }
}
