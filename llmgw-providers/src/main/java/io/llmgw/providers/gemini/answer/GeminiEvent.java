package io.llmgw.providers.gemini.answer;

import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.recurring.FrameNumbers;
import io.llmgw.providers.recurring.RecurringFrame;
import io.llmgw.providers.wire.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One GenerateContentResponse: an event of a stream, or all of an answer. Read completely before
 * any of it counts; used again for the next event. Of several candidates the first is read. Not
 * thread-safe.
 */
final class GeminiEvent {
  // Neither API pads its events.
  private static final int NO_PADDING = -1;
  private static final FrameNumbers NO_COUNTS = new FrameNumbers();

  /** The usage of all events so far. */
  final GeminiUsage usage;

  /** What belongs to the answer beside its parts. */
  final GeminiRemarks remarks = new GeminiRemarks();

  @Nullable String id;
  @Nullable String model;

  /** Whether it says something of the usage. */
  boolean hasUsage;

  /** Whether there is an error in it. */
  boolean hasError;

  /** Whether it has a member that makes it an answer. */
  boolean hasAnswer;

  private final RecurringFrame recurring = new RecurringFrame();
  private final List<GeminiPart> parts = new ArrayList<>(1);
  private int partCount;
  private int reports;
  private boolean object;

  GeminiEvent(GeminiUsage usage) {
    this.usage = usage;
  }

  /**
   * Reads the next event.
   *
   * @throws tools.jackson.core.JacksonException when it is not JSON; what was read does not count
   */
  void read(Frame frame) {
    if (recurring.repeats(frame)) {
      if (hasUsage) {
        usage.readAgain();
      }
      return;
    }
    recurring.forget();
    try (JsonParser json = WireJson.parser(frame.bytes(), frame.offset(), frame.length())) {
      json.nextToken();
      read(json, frame.bytes(), frame.offset());
      json.nextToken(); // refuses whatever follows the value
    }
    boolean onlyText = partCount == 1 && parts.get(0).isPlainText();
    FrameNumbers counts = hasUsage ? usage.numbers() : NO_COUNTS;
    boolean known = reports <= 1 && counts.isComplete();
    if (onlyText && known && !hasError && remarks.isEmpty()) {
      recurring.learn(frame, parts.get(0).text, NO_PADDING, counts);
    }
  }

  /** Reads the value at the parser. */
  void read(JsonParser json, byte[] bytes, int offset) {
    partCount = 0;
    hasUsage = false;
    hasError = false;
    hasAnswer = false;
    reports = 0;
    remarks.clear();
    object = json.currentToken() == JsonToken.START_OBJECT;
    if (object) {
      readMembers(json, bytes, offset);
    } else {
      json.skipChildren();
    }
  }

  private void readMembers(JsonParser json, byte[] bytes, int offset) {
    String name;
    while ((name = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "candidates" -> readCandidates(json, bytes, offset);
        case "usageMetadata" -> {
          hasAnswer = true;
          hasUsage |= usage.read(json);
          reports++;
        }
        case "promptFeedback" -> {
          hasAnswer = true;
          remarks.readFeedback(json, bytes, offset);
        }
        case "responseId" -> id = again(json, id);
        case "modelVersion" -> model = again(json, model);
        case "error" -> {
          hasError = token == JsonToken.START_OBJECT || token == JsonToken.VALUE_STRING;
          json.skipChildren();
        }
        default -> json.skipChildren();
      }
    }
  }

  /** Every event says the same again, which shall not cost anything. */
  private static @Nullable String again(JsonParser json, @Nullable String known) {
    String said = known == null ? WireJson.string(json) : WireJson.word(json, known);
    return said == null || said.isEmpty() ? known : said;
  }

  private void readCandidates(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    hasAnswer = true;
    boolean taken = false;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT && !taken) {
        taken = readCandidate(json, bytes, offset);
      } else {
        json.skipChildren();
      }
    }
  }

  /**
   * Whether it is the first one: its number may stand behind its parts, which then do not count.
   */
  private boolean readCandidate(JsonParser json, byte[] bytes, int offset) {
    int before = partCount;
    boolean another = false;
    String name;
    while ((name = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "index" -> another = WireJson.index(json, 0) > 0;
        case "content" -> {
          if (token == JsonToken.START_OBJECT) {
            readContent(json, bytes, offset);
          } else {
            json.skipChildren();
          }
        }
        default -> remarks.read(name, json, bytes, offset);
      }
    }
    if (another) {
      partCount = before;
      remarks.clearAnswer();
    }
    return !another;
  }

  private void readContent(JsonParser json, byte[] bytes, int offset) {
    String name;
    while ((name = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      if (!name.equals("parts") || token != JsonToken.START_ARRAY) {
        json.skipChildren();
        continue;
      }
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (partCount == parts.size()) {
          parts.add(new GeminiPart());
        }
        parts.get(partCount++).read(json, bytes, offset);
      }
    }
  }

  /** Whether it is a JSON object. */
  boolean isObject() {
    return object;
  }

  /** How many parts it has. */
  int parts() {
    return partCount;
  }

  /** One of its parts, from 0. */
  GeminiPart part(int number) {
    return parts.get(number);
  }
}
