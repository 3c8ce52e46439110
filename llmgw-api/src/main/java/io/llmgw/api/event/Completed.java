package io.llmgw.api.event;

import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer is complete; the last event of every stream that did not fail.
 *
 * @param finishReason why it ended
 * @param rawFinishReason why it ended, in the provider's word; null if it said none
 * @param usage what it used in all; entirely unknown leaves the usage that was reported last
 */
public record Completed(FinishReason finishReason, @Nullable String rawFinishReason, Usage usage)
    implements LlmEvent {
  /** Checks for null. */
  public Completed {
    Objects.requireNonNull(finishReason, "finishReason");
    Objects.requireNonNull(usage, "usage");
  }

  /** An end for which the provider has no word of its own. */
  public Completed(FinishReason finishReason, Usage usage) {
    this(finishReason, null, usage);
  }

  @Override
  public boolean isCommitting() {
    return true;
  }
}
