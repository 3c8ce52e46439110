package io.llmgw.core.shape;

/** How many bytes a text has as it is sent. */
public final class Utf8Length {
  private Utf8Length() {}

  /** At most that: a lone surrogate is written as three bytes as well. */
  public static long of(String text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        // Each half of a pair counts two, so that both make up the four bytes of the character.
        boolean two = c < 0x800 || isPaired(text, i);
        bytes += two ? 1 : 2;
      }
    }
    return bytes;
  }

  private static boolean isPaired(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c) && at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }
}
