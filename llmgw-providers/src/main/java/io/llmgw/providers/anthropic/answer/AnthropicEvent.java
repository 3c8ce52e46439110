package io.llmgw.providers.anthropic.answer;

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
final class AnthropicEvent {
  /** The type of most events. */
  static final String BLOCK_DELTA = "content_block_delta";

  // Anthropic pads with blanks, not with a string.
  private static final int NO_PADDING = -1;

  final AnthropicDelta delta = new AnthropicDelta();

  /** The usage of all events so far. */
  final AnthropicUsage usage = new AnthropicUsage();

  @Nullable AnthropicMessage message;
  @Nullable AnthropicBlock block;
  int index;

  /** Whether this event says something of the usage. */
  boolean hasUsage;

  /** Whether there is an error in it, whatever it calls itself. */
  boolean hasError;

  private final RecurringFrame recurring = new RecurringFrame();
  private boolean object;
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
    FrameWords words = hasUsage ? null : delta.words();
    if (words != null) {
      recurring.learn(frame, words, NO_PADDING);
    }
  }

  private void parse(Frame frame) {
    delta.clear();
    message = null;
    block = null;
    index = 0;
    hasUsage = false;
    hasError = false;
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
        case "type" -> type = WireJson.word(json, BLOCK_DELTA);
        case "index" -> index = WireJson.index(json, 0);
        case "delta" -> delta.read(json, bytes, offset);
        case "content_block" -> block = AnthropicBlock.read(json, bytes, offset);
        case "message" -> readMessage(json, bytes, offset);
        case "usage" -> hasUsage |= usage.read(json, bytes, offset);
        case "error" -> {
          hasError = token == JsonToken.START_OBJECT || token == JsonToken.VALUE_STRING;
          json.skipChildren();
        }
        default -> json.skipChildren();
      }
    }
  }

  private void readMessage(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    AnthropicMessage read = new AnthropicMessage();
    read.read(json, bytes, offset, usage);
    usage.outputHasOnlyBegun();
    hasUsage |= read.hasUsage;
    message = read;
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
