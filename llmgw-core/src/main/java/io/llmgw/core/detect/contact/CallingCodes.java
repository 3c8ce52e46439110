package io.llmgw.core.detect.contact;

import java.util.BitSet;

/** The codes of countries that international numbers begin with (ITU-T E.164, list of 2016). */
final class CallingCodes {
  private static final String TWO_DIGITS =
      "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63"
          + " 64 65 66 81 82 84 86 90 91 92 93 94 95 98";

  /** The first two digits of those that have three, all of which are given or kept free. */
  private static final String OF_THREE_DIGITS =
      "21 22 23 24 25 26 29 35 37 38 42 50 59 67 68 69 80 85 87 88 96 97 99";

  private static final BitSet TWO = bits(TWO_DIGITS);
  private static final BitSet THREE = bits(OF_THREE_DIGITS);

  private CallingCodes() {}

  /** Digits of the code that begins with these two; 0 if none does. */
  static int length(int first, int second) {
    int both = first * 10 + second;
    if (first == 1 || first == 7) {
      return 1;
    }
    if (TWO.get(both)) {
      return 2;
    }
    return THREE.get(both) ? 3 : 0;
  }

  private static BitSet bits(String numbers) {
    BitSet bits = new BitSet();
    for (String each : numbers.split(" ", -1)) {
      bits.set(Integer.parseInt(each));
    }
    return bits;
  }
}
