package io.llmgw.core.detect;

import java.text.Normalizer;

/** Latin letters without their accents, as cue words are written. */
final class Accents {
  private static final int FIRST = 0xC0;
  private static final int AFTER = 0x180;
  private static final char[] BARE = bare();

  private Accents() {}

  /** The letter without its accent; any other char as it is. */
  static char without(char c) {
    return c < FIRST || c >= AFTER ? c : BARE[c - FIRST];
  }

  private static char[] bare() {
    char[] bare = new char[AFTER - FIRST];
    for (char c = FIRST; c < AFTER; c++) {
      String parts = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
      bare[c - FIRST] = parts.charAt(0);
    }
    "øØłŁđĐ".chars().forEach(c -> bare[c - FIRST] = "oOlLdD".charAt("øØłŁđĐ".indexOf(c)));
    return bare;
  }
}
