package io.llmgw.cache.entry;

/**
 * The moment at which an answer was asked for. Of two answers to the same question the one knows
 * better that was asked for later, whichever of them came first.
 *
 * @param nanos the reading of the clock
 * @param number by which those of one process are told apart that have the same reading; 0 for what
 *     was asked for by another one
 */
public record Asking(long nanos, long number) {
  /** Whether this was before the other one. */
  public boolean isBefore(Asking other) {
    long ahead = other.nanos - nanos;
    return ahead == 0 ? number < other.number : ahead > 0;
  }
}
