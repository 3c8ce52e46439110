package io.llmgw.providers.bedrock.answer;

import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.recurring.FrameWords;
import io.llmgw.providers.recurring.RecurringFrame;
import io.llmgw.providers.wire.Frame;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One event of a stream. Read completely before any of it counts; used again for the next event.
 * Not thread-safe.
 */
final class ConverseEvent {
  private static final int NO_PADDING = -1;

  final ConverseDelta delta = new ConverseDelta();
  final ConverseStop stop = new ConverseStop();

  /** The usage of all events so far. */
  final ConverseUsage usage = new ConverseUsage();

  @Nullable ConverseBlock block;
  int index;

  /** Whether this event says something of the usage. */
  boolean hasUsage;

  private final RecurringFrame recurring = new RecurringFrame();
  private boolean object;
  private boolean errorMember;
  private int padding;

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
    FrameWords words = hasUsage ? null : delta.words();
    if (words != null) {
      recurring.learn(frame, words, padding);
    }
  }

  private void parse(Frame frame) {
    delta.clear();
    stop.clear();
    block = null;
    index = 0;
    hasUsage = false;
    errorMember = false;
    padding = NO_PADDING;
    byte[] bytes = frame.bytes();
    try (JsonParser json = WireJson.parser(bytes, frame.offset(), frame.length())) {
      object = json.nextToken() == JsonToken.START_OBJECT;
      if (object) {
        readMembers(json, bytes, frame.offset());
      } else {
        json.skipChildren();
      }
      json.nextToken(); // refuses whatever follows the value
    }
  }

  private void readMembers(JsonParser json, byte[] bytes, int offset) {
    String name;
    while ((name = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "contentBlockIndex" -> index = WireJson.index(json, 0);
        case "delta" -> delta.read(json, bytes, offset);
        case "start" -> block = ConverseBlock.read(json, bytes, offset);
        case "usage" -> hasUsage |= usage.read(json, bytes, offset);
        case "p" -> {
          padding = token == JsonToken.VALUE_STRING ? WireJson.place(json) : padding;
          json.skipChildren();
        }
        case "error" -> {
          errorMember = token == JsonToken.START_OBJECT || token == JsonToken.VALUE_STRING;
          json.skipChildren();
        }
        default -> {
          if (!stop.read(name, json, bytes, offset)) {
            json.skipChildren();
          }
        }
      }
    }
  }

  /** Whether it is a JSON object. */
  boolean isObject() {
    return object;
  }

  /** Whether there is an error in it, which something in front of the provider may put there. */
  boolean hasError() {
    return errorMember;
  }
}
