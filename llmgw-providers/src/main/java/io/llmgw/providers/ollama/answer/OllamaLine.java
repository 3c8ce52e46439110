package io.llmgw.providers.ollama.answer;

import io.llmgw.providers.json.TokenNumber;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.recurring.FrameWords;
import io.llmgw.providers.recurring.RecurringFrame;
import io.llmgw.providers.wire.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One ChatResponse: a line of a stream, or all of an answer. Read completely before any of it
 * counts; used again for the next line. Not thread-safe.
 */
final class OllamaLine {
  private static final int NOWHERE = -1;

  final FrameWords thinking = new FrameWords();
  final FrameWords text = new FrameWords();
  final List<OllamaCall> calls = new ArrayList<>(0);

  @Nullable String model;
  @Nullable String doneReason;

  /** Whether nothing follows. */
  boolean done;

  /** Whether it says that something follows. */
  boolean goesOn;

  /** Whether there is an error in it. */
  boolean hasError;

  /** Whether it has a member that makes it an answer. */
  boolean hasAnswer;

  /** Of the whole answer; said with its end. */
  long inputTokens = TokenNumber.UNKNOWN;

  long outputTokens = TokenNumber.UNKNOWN;

  private final RecurringFrame recurring = new RecurringFrame();
  private int timePlace;
  private boolean object;

  /**
   * Reads the next line.
   *
   * @throws tools.jackson.core.JacksonException when it is not JSON; what was read does not count
   */
  void read(Frame frame) {
    if (recurring.repeats(frame)) {
      return;
    }
    recurring.forget();
    try (JsonParser json = WireJson.parser(frame.bytes(), frame.offset(), frame.length())) {
      json.nextToken();
      read(json, frame.bytes(), frame.offset());
      json.nextToken(); // refuses whatever follows the value
    }
    boolean onlyWords = calls.isEmpty() && thinking.isEmpty() != text.isEmpty();
    if (onlyWords && hasAnswer && !done && !hasError) {
      // The time at which it was written, which nobody reads here, differs as padding does.
      recurring.learn(frame, thinking.isEmpty() ? text : thinking, timePlace);
    }
  }

  /** Reads the value at the parser. */
  void read(JsonParser json, byte[] bytes, int offset) {
    thinking.clear();
    text.clear();
    calls.clear();
    doneReason = null;
    done = false;
    goesOn = false;
    hasError = false;
    hasAnswer = false;
    timePlace = NOWHERE;
    object = WireJson.members(json, (name, value) -> readMember(name, value, bytes, offset));
  }

  private void readMember(String name, JsonParser json, byte[] bytes, int offset) {
    JsonToken token = json.currentToken();
    switch (name) {
      case "model" -> {
        String said = model == null ? WireJson.string(json) : WireJson.word(json, model);
        model = said == null || said.isEmpty() ? model : said;
      }
      case "created_at" -> {
        timePlace = token == JsonToken.VALUE_STRING ? WireJson.place(json) : NOWHERE;
        json.skipChildren();
      }
      case "message" ->
          hasAnswer |=
              WireJson.members(json, (field, value) -> readMessage(field, value, bytes, offset));
      case "done" -> {
        hasAnswer |= token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
        done = token == JsonToken.VALUE_TRUE;
        goesOn = token == JsonToken.VALUE_FALSE;
        json.skipChildren();
      }
      case "done_reason" -> doneReason = WireJson.string(json);
      case "prompt_eval_count" -> inputTokens = TokenNumber.read(json);
      case "eval_count" -> outputTokens = TokenNumber.read(json);
      case "error" -> {
        hasError |= token == JsonToken.START_OBJECT || token == JsonToken.VALUE_STRING;
        json.skipChildren();
      }
      default -> json.skipChildren();
    }
  }

  private void readMessage(String field, JsonParser json, byte[] bytes, int offset) {
    switch (field) {
      case "content" -> text.add(json);
      case "thinking" -> thinking.add(json);
      case "tool_calls" -> {
        if (json.currentToken() != JsonToken.START_ARRAY) {
          json.skipChildren();
          return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
          calls.add(OllamaCall.read(json, bytes, offset));
        }
      }
      default -> json.skipChildren();
    }
  }

  /** Whether it is a JSON object. */
  boolean isObject() {
    return object;
  }
}
