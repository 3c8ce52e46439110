package io.llmgw.core.retry;

import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.reaction.Repeat;

/**
 * Whether a failed attempt may be made again at the same target: what the table says of its kind,
 * unless the provider, the bill or the status know better.
 */
public final class Repetition {
  private static final int MISDIRECTED = 421;

  private Repetition() {}

  /**
   * The decision for one failure.
   *
   * @param possiblyBilled whether the attempt ended where the provider may charge for it
   */
  static Repeat of(LlmException error, boolean possiblyBilled, Reactions table) {
    if (error instanceof StreamInterruptedException || !error.isRetryable()) {
      return Repeat.NEVER;
    }
    Repeat row = table.of(error.kind()).repeat();
    if (row == Repeat.SAFE && error.httpStatus() == MISDIRECTED) {
      row = Repeat.SAFE_ONCE; // where another connection did not help, a third one will not
    }
    if (row == Repeat.NEVER && isAskedFor(error)) {
      row = Repeat.SAFE;
    }
    return possiblyBilled && row != Repeat.NEVER ? Repeat.AMBIGUOUS : row;
  }

  /** The provider's own word, {@code x-should-retry: true}, on what is final otherwise. */
  public static boolean isAskedFor(LlmException error) {
    return error.httpStatus() != 0 && error.isRetryable() && !error.kind().isRetryable();
  }
}
