package io.llmgw.cache.veto;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The "free" that says what is not there: sugar-free, free of seeds. Others cost nothing. */
final class FreeOf {
  private static final String SUBSTANCES =
      "(?:" + String.join("|", WordFile.words("free-of.txt")) + ")";

  /** Behind a hyphen or a substance, or before an "of"; what is free of charge is just free. */
  private static final Pattern FREE =
      Pattern.compile(
          "(?:(?<=\\p{L}[-\u2010\u2011])|(?<=\\b"
              + SUBSTANCES
              + " ))free\\b(?!-)"
              + "|free (?=of (?!charge\\b|cost\\b|fees?\\b)|from (?:any )?"
              + SUBSTANCES
              + "\\b)",
          Pattern.CASE_INSENSITIVE);

  private FreeOf() {}

  /** Whether the word that begins there is one, and means "without". */
  static boolean isAt(String text, int start) {
    char c = text.charAt(start);
    if (c != 'f' && c != 'F') {
      return false;
    }
    Matcher matcher = FREE.matcher(text).region(start, text.length());
    return matcher.useTransparentBounds(true).lookingAt();
  }
}
