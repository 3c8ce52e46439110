package io.llmgw.api.event;

import io.llmgw.api.transcription.TranscriptDetails;
import java.util.Objects;

/**
 * What the provider says of a transcript besides its text, which comes as {@link TextDelta}.
 *
 * @param details language, duration, passages
 */
public record TranscriptDescribed(TranscriptDetails details) implements ContentEvent {
  /** Checks for null. */
  public TranscriptDescribed {
    Objects.requireNonNull(details, "details");
  }

  /** 0: there is one transcript. */
  @Override
  public int index() {
    return 0;
  }

  @Override
  public boolean isCommitting() {
    return true;
  }
}
