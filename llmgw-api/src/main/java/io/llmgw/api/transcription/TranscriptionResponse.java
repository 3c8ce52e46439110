package io.llmgw.api.transcription;

import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is said in a recording. Immutable and thread-safe; {@code toString} shows no text.
 *
 * @param text all of it; empty where nothing is said
 * @param details what the provider says besides
 */
public record TranscriptionResponse(
    String text, TranscriptDetails details, Usage usage, Served served, ResponseHead head)
    implements LlmResponse {
  /** Checks for null. For engines, and for tests of one's own code. */
  public TranscriptionResponse {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(details, "details");
    Objects.requireNonNull(usage, "usage");
    Objects.requireNonNull(served, "served");
    Objects.requireNonNull(head, "head");
  }

  /** The language that is spoken, as the provider words it; null if it did not say. */
  public @Nullable String language() {
    return details.language();
  }

  /** How long the recording is; null if the provider did not say. */
  public @Nullable Duration duration() {
    return details.duration();
  }

  /** Passages with their times; empty unless they were asked for. */
  public List<TranscriptDetails.Segment> segments() {
    return details.segments();
  }

  @Override
  public String toString() {
    return "TranscriptionResponse["
        + (text.length() + " chars, " + details + ", ")
        + (usage + ", " + served + "]");
  }
}
