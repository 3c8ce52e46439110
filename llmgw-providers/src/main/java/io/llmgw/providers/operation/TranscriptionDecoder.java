package io.llmgw.providers.operation;

import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.TranscriptDescribed;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.transcription.TranscriptDetails;
import io.llmgw.api.transcription.TranscriptDetails.Segment;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.WholeBody;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one transcript, in the plain or the verbose form. Not thread-safe. */
final class TranscriptionDecoder {
  private static final double NANOS = 1e9;

  /** Longer than any recording, and small enough for nanoseconds. */
  private static final double MOST_SECONDS = 1e8;

  private final AnswerHead head;
  private final OperationUsage usage = new OperationUsage();
  private final List<Segment> segments = new ArrayList<>();
  private @Nullable String text;
  private @Nullable String model;
  private @Nullable String language;
  private @Nullable Duration duration;

  TranscriptionDecoder(AnswerHead head) {
    this.head = head;
  }

  void decode(byte[] bytes, int length, Consumer<LlmEvent> events) {
    WholeBody.read(
        bytes, length, head, (body, at, count) -> WireJson.object(body, at, count, this::read));
    if (text == null) {
      throw WholeAnswer.without("transcript", false, bytes, length, head);
    }
    events.accept(head.started(null, model));
    events.accept(new TextDelta(0, text));
    if (language != null || duration != null || !segments.isEmpty()) {
      TranscriptDetails details = new TranscriptDetails(language, duration, segments);
      events.accept(new TranscriptDescribed(details));
    }
    events.accept(new Completed(FinishReason.STOP, usage.written()));
  }

  private void read(JsonParser json) {
    WireJson.members(
        json,
        (name, value) -> {
          switch (name) {
            case "text" -> text = WireJson.string(value);
            case "model" -> model = WholeAnswer.unlessEmpty(WireJson.string(value));
            case "language" -> language = WholeAnswer.unlessEmpty(WireJson.string(value));
            case "duration" -> duration = time(value);
            case "segments" -> readSegments(value);
            case "usage" -> usage.read(value);
            default -> value.skipChildren();
          }
        });
  }

  private void readSegments(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      readSegment(json);
    }
  }

  private void readSegment(JsonParser json) {
    Passage passage = new Passage();
    WireJson.members(
        json,
        (name, value) -> {
          switch (name) {
            case "start" -> passage.start = time(value);
            case "end" -> passage.end = time(value);
            case "text" -> passage.text = WireJson.string(value);
            default -> value.skipChildren();
          }
        });
    Duration start = passage.start;
    Duration end = passage.end;
    String said = passage.text;
    // What it says is in the transcript too: times that are none are no reason to lose all of it.
    if (start != null && end != null && said != null && end.compareTo(start) >= 0) {
      segments.add(new Segment(start, end, said));
    }
  }

  /** Seconds as a number, or as older models write it, as text; null for what is none. */
  private static @Nullable Duration time(JsonParser json) {
    String written = WireJson.scalar(json);
    if (written == null) {
      return null;
    }
    try {
      double seconds = Double.parseDouble(written);
      return seconds >= 0 && seconds <= MOST_SECONDS
          ? Duration.ofNanos(Math.round(seconds * NANOS))
          : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** A passage while it is read. */
  private static final class Passage {
    private @Nullable Duration start;
    private @Nullable Duration end;
    private @Nullable String text;
  }
}
