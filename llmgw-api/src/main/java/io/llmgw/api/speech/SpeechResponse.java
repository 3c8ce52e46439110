package io.llmgw.api.speech;

import io.llmgw.api.content.Media;
import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import java.util.Objects;

/**
 * Spoken text. Immutable and thread-safe.
 *
 * @param audio the sound, with the media type that it is written in
 */
public record SpeechResponse(Media.Bytes audio, Usage usage, Served served, ResponseHead head)
    implements LlmResponse {
  /** Checks for null. For engines, and for tests of one's own code. */
  public SpeechResponse {
    Objects.requireNonNull(audio, "audio");
    Objects.requireNonNull(usage, "usage");
    Objects.requireNonNull(served, "served");
    Objects.requireNonNull(head, "head");
  }
}
