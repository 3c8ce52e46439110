package io.llmgw.api.transcription;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says of a transcript besides its text. {@code toString} shows no text.
 *
 * @param language that is spoken, as the provider words it; null if it did not say
 * @param duration of the recording; null if it did not say
 * @param segments passages of the text in their order; empty unless they were asked for
 */
public record TranscriptDetails(
    @Nullable String language, @Nullable Duration duration, List<Segment> segments) {
  /** Nothing was said. */
  public static final TranscriptDetails NONE = new TranscriptDetails(null, null, List.of());

  /** Copies the list. */
  public TranscriptDetails {
    segments = List.copyOf(segments);
  }

  /**
   * A passage. {@code toString} shows no text.
   *
   * @param start from the beginning of the recording
   * @param end from the beginning of the recording; not before the start
   * @param text what is said
   */
  public record Segment(Duration start, Duration end, String text) {
    /** Checks the order of the times. */
    public Segment {
      Objects.requireNonNull(text, "text");
      if (start.isNegative() || end.compareTo(start) < 0) {
        throw new IllegalArgumentException("a segment from " + start + " to " + end);
      }
    }

    /** The same with another text. */
    public Segment withText(String other) {
      return new Segment(start, end, other);
    }

    @Override
    public String toString() {
      return "Segment[" + start + " to " + end + ", " + text.length() + " chars]";
    }
  }
}
