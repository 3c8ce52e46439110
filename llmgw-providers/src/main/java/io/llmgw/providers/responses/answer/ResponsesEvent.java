package io.llmgw.providers.responses.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.recurring.FrameNumbers;
import io.llmgw.providers.recurring.FrameWords;
import io.llmgw.providers.recurring.RecurringFrame;
import io.llmgw.providers.wire.Frame;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One event of a stream. Read completely before any of it counts; used again for the next event.
 * Not thread-safe.
 */
final class ResponsesEvent {
  /** The type of most events. */
  static final String TEXT_DELTA = "response.output_text.delta";

  private static final int NOWHERE = -1;

  /** What it adds to a part or to arguments. */
  final FrameWords delta = new FrameWords();

  /** The place of the item that it is about. */
  int output;

  /** The number of the part of the item. */
  int part;

  /** All of a part or of arguments, at its end; null where that is not told. */
  @Nullable String whole;

  @Nullable ResponsesItem item;
  @Nullable ResponsesBody response;
  @Nullable Json annotation;

  /** Whether there is an error in it, whatever it calls itself. */
  boolean hasError;

  private final Set<Integer> known;
  private final RecurringFrame recurring = new RecurringFrame();
  private boolean object;
  private @Nullable String type;
  private int padding;

  /** Its number among the events, which nobody reads. */
  private final FrameNumbers numbers = new FrameNumbers();

  /**
   * Reads events.
   *
   * @param known places of items that need not be read once more at the end
   */
  ResponsesEvent(Set<Integer> known) {
    this.known = known;
  }

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
    if (!delta.isEmpty() && item == null && response == null && numbers.isComplete()) {
      recurring.learn(frame, delta, padding, numbers);
    }
  }

  private void parse(Frame frame) {
    delta.clear();
    output = 0;
    part = 0;
    whole = null;
    item = null;
    response = null;
    annotation = null;
    hasError = false;
    type = null;
    padding = NOWHERE;
    numbers.clear();
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
        case "type" -> type = WireJson.word(json, TEXT_DELTA);
        case "output_index" -> output = WireJson.index(json, 0);
        case "content_index", "summary_index" -> part = WireJson.index(json, 0);
        case "delta" -> delta.add(json);
        case "text", "refusal", "arguments" -> whole = WireJson.string(json);
        case "item" -> item = ResponsesItem.read(json, bytes, offset);
        case "annotation" -> annotation = WireJson.rawValue(json, bytes, offset);
        case "response" -> {
          if (token == JsonToken.START_OBJECT) {
            response = new ResponsesBody();
            response.read(json, bytes, offset, known);
          } else {
            json.skipChildren();
          }
        }
        case "error" -> {
          hasError = token == JsonToken.START_OBJECT || token == JsonToken.VALUE_STRING;
          json.skipChildren();
        }
        case "obfuscation" -> {
          padding = token == JsonToken.VALUE_STRING ? WireJson.place(json) : padding;
          json.skipChildren();
        }
        case "sequence_number" -> {
          numbers.add(json, 0);
          json.skipChildren();
        }
        default -> json.skipChildren();
      }
    }
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
