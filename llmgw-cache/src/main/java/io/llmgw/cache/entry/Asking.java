package io.llmgw.cache.entry;

/**
 * The moment at which an answer was asked for. Of two answers to the same question the one knows
 * better that was asked for later, whichever of them came first.
 *
 * @param nanos the reading of the clock, by which it is compared with what another process asked
 *     for
 * @param number by which those of one process are in order, whatever its clock does; 0 for what was
 *     asked for by another one
 */
public record Asking(long nanos, long number) {
  /** Whether this was before the other one. */
  public boolean isBefore(Asking other) {
    if (number != 0 && other.number != 0) {
      return number < other.number;
    }
    long ahead = other.nanos - nanos;
    return ahead == 0 ? number < other.number : ahead > 0;
  }
}
