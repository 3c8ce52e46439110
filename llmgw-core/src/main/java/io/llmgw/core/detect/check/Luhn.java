package io.llmgw.core.detect.check;

import io.llmgw.core.detect.Run;

/** The check digit of cards and many other numbers (ISO/IEC 7812-1, annex B). */
public final class Luhn {
  private Luhn() {}

  /** Whether the last digit of all is right. */
  public static boolean isValid(Run run) {
    return isValid(run, 0, run.length());
  }

  /** Whether the last of these digits is right. */
  public static boolean isValid(Run run, int from, int to) {
    return sum(run, from, to) % 10 == 0;
  }

  /** The sum of the digits, every second from the right doubled. */
  public static int sum(Run run, int from, int to) {
    int sum = 0;
    for (int i = to - 1; i >= from; i--) {
      int digit = run.digit(i);
      if (((to - i) & 1) == 0) {
        digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
      }
      sum += digit;
    }
    return sum;
  }
}
