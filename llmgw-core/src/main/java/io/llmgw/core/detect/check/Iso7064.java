package io.llmgw.core.detect.check;

import io.llmgw.core.detect.Run;

/** Check digits of ISO/IEC 7064. */
public final class Iso7064 {
  private Iso7064() {}

  /** Whether the last of these digits is right by MOD 11,10. */
  public static boolean isMod11And10(Run run, int from, int to) {
    int product = 10;
    for (int i = from; i < to - 1; i++) {
      int sum = (run.digit(i) + product) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (product + run.digit(to - 1)) % 10 == 1;
  }

  /** The remainder by 97 of digits, and letters as 10 to 35: 1 if they are right by MOD 97-10. */
  public static int mod97(Run run, int from, int to) {
    int remainder = 0;
    for (int i = from; i < to; i++) {
      char c = run.at(i);
      remainder = c <= '9' ? remainder * 10 + c - '0' : remainder * 100 + c - 'A' + 10;
      remainder %= 97;
    }
    return remainder;
  }
}
