package io.llmgw.providers.gemini.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.recurring.FrameWords;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A part of the content as it came. It is what its first member of a kind makes it; flags and the
 * signature go with any. Used again for the next event. Not thread-safe.
 */
final class GeminiPart {
  final FrameWords text = new FrameWords();

  /** Whether it belongs to a thought. */
  boolean thought;

  @Nullable String signature;
  @Nullable GeminiCall call;

  /** Type and Base64 of media that came inside the answer; both or none. */
  @Nullable String mediaType;

  @Nullable String mediaData;

  /** The name of a member that is not known here; null for none. */
  @Nullable String otherKind;

  /** The whole part as it came, where it is of a kind that is not known here, or a thought. */
  @Nullable Json raw;

  /** Members beside a call that are not known here. */
  Map<String, Json> besideCall = Map.of();

  private boolean hasText;

  void clear() {
    text.clear();
    thought = false;
    signature = null;
    call = null;
    mediaType = null;
    mediaData = null;
    otherKind = null;
    raw = null;
    besideCall = Map.of();
    hasText = false;
  }

  /** Reads the part at the parser; what is none is nothing. */
  void read(JsonParser json, byte[] bytes, int offset) {
    clear();
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    long start = json.currentTokenLocation().getByteOffset();
    String field;
    while ((field = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      switch (field) {
        case "text" -> {
          hasText |= token == JsonToken.VALUE_STRING;
          text.add(json);
        }
        case "thought" -> {
          thought = token == JsonToken.VALUE_TRUE;
          json.skipChildren();
        }
        case "thoughtSignature" -> signature = WireJson.string(json);
        case "functionCall" -> call = GeminiCall.read(json, bytes, offset);
        case "inlineData" -> WireJson.members(json, this::readMedia);
        default -> readOther(field, json, bytes, offset);
      }
    }
    if (needsRaw()) {
      raw = WireJson.between(bytes, offset, start, json.currentLocation().getByteOffset());
    }
  }

  private void readMedia(String field, JsonParser json) {
    switch (field) {
      case "mimeType" -> mediaType = WireJson.string(json);
      case "data" -> mediaData = WireJson.string(json);
      default -> json.skipChildren();
    }
  }

  private void readOther(String field, JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    otherKind = otherKind == null ? field : otherKind;
    if (call == null) {
      json.skipChildren();
      return;
    }
    if (besideCall.isEmpty()) {
      besideCall = new LinkedHashMap<>();
    }
    besideCall.put(field, WireJson.rawValue(json, bytes, offset));
  }

  private boolean needsRaw() {
    if (call != null) {
      return false;
    }
    boolean media = mediaType != null && mediaData != null;
    if (media) {
      return thought;
    }
    return signature != null ? text.isEmpty() && !thought : otherKind != null && !hasText;
  }

  /** Whether it is nothing but text, which another frame may have in its place. */
  boolean isPlainText() {
    return call == null
        && signature == null
        && otherKind == null
        && mediaType == null
        && mediaData == null
        && !text.isEmpty();
  }

  /** What it is called among the items that are kept as they are. */
  String kind() {
    if (otherKind != null && !otherKind.isEmpty()) {
      return otherKind;
    }
    return mediaData == null ? "text" : "inlineData";
  }
}
