package io.llmgw.test;

import java.util.ArrayList;
import java.util.List;

/**
 * The kit's own tokenizer: simple, deterministic, and nobody's real one. A token is at most six
 * letters or digits together with the blanks before them, or one other character; the tokens of a
 * text, put together, are the text.
 */
public final class Tokens {
  private static final int LONGEST_WORD = 6;

  private Tokens() {}

  /** The tokens of a text in order; none for the empty text. */
  public static List<String> of(String text) {
    List<String> tokens = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = endOfToken(text, from);
      tokens.add(text.substring(from, to));
      from = to;
    }
    return tokens;
  }

  /** How many tokens a text has. */
  public static int count(String text) {
    int count = 0;
    for (int at = 0; at < text.length(); at = endOfToken(text, at)) {
      count++;
    }
    return count;
  }

  /**
   * The text cut into so many pieces of about the same length, fewer when it is too short;
   * surrogate pairs stay whole.
   *
   * @param pieces 1 or more
   */
  public static List<String> pieces(String text, int pieces) {
    if (pieces < 1) {
      throw new IllegalArgumentException("cannot cut a text into " + pieces + " pieces");
    }
    List<String> cut = new ArrayList<>(pieces);
    int points = text.codePointCount(0, text.length());
    int from = 0;
    for (int i = 1; i <= pieces; i++) {
      int to = text.offsetByCodePoints(0, (int) ((long) points * i / pieces));
      if (to > from) {
        cut.add(text.substring(from, to));
        from = to;
      }
    }
    return cut;
  }

  private static int endOfToken(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    if (at == text.length()) {
      return at;
    }
    int letters = 0;
    while (at < text.length() && letters < LONGEST_WORD && isWord(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
      letters++;
    }
    return letters > 0 ? at : at + Character.charCount(text.codePointAt(at));
  }

  private static boolean isWord(int codePoint) {
    return Character.isLetterOrDigit(codePoint);
  }
}
