package io.llmgw.core.detect.europe;

import io.llmgw.core.detect.Run;

/** The letter of control of Spanish numbers of persons (Real Decreto 1553/2005): modulo 23. */
public final class SpanishLetter {
  private static final String LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
  private static final String FOREIGN = "XYZ";

  private SpanishLetter() {}

  /** Whether the nine chars from a place on are a number of a citizen: digits and a letter. */
  public static boolean isCitizen(Run run, int from) {
    return run.at(from) <= '9' && isRight(run, from + 8, run.number(from, from + 8));
  }

  /**
   * Whether the nine chars from a place on are a number of a foreigner: X, Y or Z before digits.
   */
  public static boolean isForeigner(Run run, int from) {
    int first = FOREIGN.indexOf(run.at(from));
    return first >= 0
        && isRight(run, from + 8, first * 10_000_000L + run.number(from + 1, from + 8));
  }

  /** Whether the nine chars from a place on are a number of one who has neither: K, L or M. */
  public static boolean isOther(Run run, int from) {
    char first = run.at(from);
    return first >= 'K' && first <= 'M' && isRight(run, from + 8, run.number(from + 1, from + 8));
  }

  private static boolean isRight(Run run, int place, long number) {
    return run.at(place) == LETTERS.charAt((int) (number % LETTERS.length()));
  }
}
