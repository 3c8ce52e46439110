package io.llmgw.providers.gemini.answer;

import io.llmgw.providers.json.WireJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A call of a function as it came: all of it, its beginning, a piece, or its end. */
final class GeminiCall {
  @Nullable String name;
  @Nullable String id;

  /** The arguments as they were written; null for none. */
  @Nullable String arguments;

  /** Pieces of arguments, each for a place. */
  final List<ArgumentPiece> pieces = new ArrayList<>(0);

  /** Whether more of it follows in a part of its own. */
  boolean continues;

  private GeminiCall() {}

  /** Reads the call at the parser, null when there is none. */
  static @Nullable GeminiCall read(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    GeminiCall call = new GeminiCall();
    String field;
    while ((field = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      switch (field) {
        case "name" -> call.name = WireJson.string(json);
        case "id" -> call.id = WireJson.scalar(json);
        case "willContinue" -> {
          call.continues = token == JsonToken.VALUE_TRUE;
          json.skipChildren();
        }
        case "partialArgs" -> call.readPieces(json);
        case "args" -> {
          if (token == JsonToken.VALUE_NULL) {
            continue;
          }
          call.arguments =
              token == JsonToken.VALUE_STRING
                  ? json.getString() // gateways that have arguments as text, as other protocols do
                  : WireJson.raw(json, bytes, offset);
        }
        default -> json.skipChildren();
      }
    }
    return call;
  }

  private void readPieces(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      ArgumentPiece piece = ArgumentPiece.read(json);
      if (piece != null) {
        pieces.add(piece);
      }
    }
  }

  /** Whether a name says what is called. */
  boolean isNamed() {
    return name != null && !name.isEmpty();
  }

  /** Whether there is nothing in it, which ends the call before. */
  boolean isEmpty() {
    return !isNamed() && arguments == null && pieces.isEmpty() && id == null;
  }
}
