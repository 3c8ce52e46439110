package io.llmgw.api.chain;

import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.usage.Usage;

/** How a stream ended: one of three ways, each exactly once. */
public sealed interface Outcome {
  /** The tokens it took, as far as known. */
  Usage usage();

  /**
   * The answer is complete.
   *
   * @param completed the final event
   */
  record Success(Completed completed) implements Outcome {
    @Override
    public Usage usage() {
      return completed.usage();
    }
  }

  /**
   * It failed.
   *
   * @param error why
   * @param usage the last usage that was seen before
   */
  record Failure(LlmException error, Usage usage) implements Outcome {}

  /**
   * It was ended early.
   *
   * @param reason by whom
   * @param usage the last usage that was seen before
   */
  record Cancelled(Reason reason, Usage usage) implements Outcome {}
}
