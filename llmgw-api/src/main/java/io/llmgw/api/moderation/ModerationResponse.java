package io.llmgw.api.moderation;

import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import java.util.List;
import java.util.Objects;

/**
 * Verdicts on some texts. Immutable and thread-safe.
 *
 * @param verdicts one for each input, in the order of the inputs
 */
public record ModerationResponse(
    List<ModerationVerdict> verdicts, Usage usage, Served served, ResponseHead head)
    implements LlmResponse {
  /** Copies the list. For engines, and for tests of one's own code. */
  public ModerationResponse {
    verdicts = List.copyOf(verdicts);
    Objects.requireNonNull(usage, "usage");
    Objects.requireNonNull(served, "served");
    Objects.requireNonNull(head, "head");
  }

  /** The verdict on one input; {@code index} counts the inputs from 0. */
  public ModerationVerdict verdict(int index) {
    return verdicts.get(index);
  }

  /** Whether any of the inputs is flagged. */
  public boolean isFlagged() {
    return verdicts.stream().anyMatch(ModerationVerdict::isFlagged);
  }
}
