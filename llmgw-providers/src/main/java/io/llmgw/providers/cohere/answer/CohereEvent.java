package io.llmgw.providers.cohere.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.recurring.FrameWords;
import io.llmgw.providers.recurring.RecurringFrame;
import io.llmgw.providers.wire.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One event of a stream. Read completely before any of it counts; used again for the next event.
 * Not thread-safe.
 */
final class CohereEvent {
  /** The type of most events. */
  static final String CONTENT_DELTA = "content-delta";

  // The provider pads nothing.
  private static final int NO_PADDING = -1;

  final CohereContent content = new CohereContent();
  final CohereCall call = new CohereCall();
  final FrameWords plan = new FrameWords();
  private final List<FrameWords> words =
      List.of(content.text, content.thinking, plan, call.arguments);

  /** The usage of all events so far. */
  final CohereUsage usage = new CohereUsage();

  int index;
  @Nullable String id;
  @Nullable String finishReason;
  @Nullable Json citation;
  @Nullable Json logprobs;

  /** What went wrong while the answer was written: a text, mostly. */
  @Nullable Json failure;

  /** Whether there is an error in it, whatever it calls itself. */
  boolean hasError;

  private final RecurringFrame recurring = new RecurringFrame();
  private boolean object;
  private boolean counted;
  private @Nullable String type;

  /**
   * Reads the next event.
   *
   * @throws tools.jackson.core.JacksonException when it is not JSON; what was read does not count
   */
  void read(Frame frame) {
    if (recurring.repeats(frame)) {
      return;
    }
    recurring.forget();
    parse(frame);
    // Usage adds up, so that what was read of it depends on more than this event.
    FrameWords first = counted ? null : FrameWords.first(words);
    if (first != null) {
      recurring.learn(frame, first, NO_PADDING);
    }
  }

  private void parse(Frame frame) {
    content.clear();
    call.clear();
    plan.clear();
    index = 0;
    id = null;
    finishReason = null;
    citation = null;
    logprobs = null;
    failure = null;
    hasError = false;
    counted = false;
    type = null;
    byte[] bytes = frame.bytes();
    int offset = frame.offset();
    object =
        WireJson.object(bytes, offset, frame.length(), json -> readMembers(json, bytes, offset));
    if (type == null) {
      type = frame.name();
    }
  }

  private void readMembers(JsonParser json, byte[] bytes, int offset) {
    String name;
    while ((name = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "type" -> type = WireJson.word(json, CONTENT_DELTA);
        case "index" -> index = WireJson.index(json, 0);
        case "id" -> id = WireJson.string(json);
        case "delta" -> readDelta(json, bytes, offset);
        case "logprobs" -> logprobs = object(json, bytes, offset);
        case "error" -> {
          hasError = token == JsonToken.START_OBJECT || token == JsonToken.VALUE_STRING;
          json.skipChildren();
        }
        default -> json.skipChildren();
      }
    }
  }

  private void readDelta(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    String field;
    while ((field = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      switch (field) {
        case "message" -> readMessage(json, bytes, offset);
        case "finish_reason" -> finishReason = WireJson.string(json);
        case "usage" -> {
          counted = true;
          usage.read(json);
        }
        case "error" -> {
          Json said = WireJson.rawValue(json, bytes, offset);
          failure = token == JsonToken.VALUE_NULL ? failure : said;
        }
        default -> json.skipChildren();
      }
    }
  }

  /** What is an array where a message begins is an object where it goes on. */
  private void readMessage(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    String field;
    while ((field = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      if (token == JsonToken.START_ARRAY) {
        json.skipChildren();
        continue;
      }
      switch (field) {
        case "content" -> content.read(json, bytes, offset);
        case "tool_plan" -> plan.add(json);
        case "tool_calls" -> call.read(json, bytes, offset);
        case "citations" -> citation = object(json, bytes, offset);
        default -> json.skipChildren();
      }
    }
  }

  private static @Nullable Json object(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      return WireJson.rawValue(json, bytes, offset);
    }
    json.skipChildren();
    return null;
  }

  /** Whether it is a JSON object. */
  boolean isObject() {
    return object;
  }

  /** What it calls itself, else what the framing calls it; empty when it has no name. */
  String type() {
    return type == null ? "" : type;
  }
}
