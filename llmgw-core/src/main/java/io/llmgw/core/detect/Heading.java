package io.llmgw.core.detect;

import java.util.Locale;

/**
 * The heading of a column, in words: names of fields are taken apart as programs write them, {@code
 * homePhone} and {@code NHSNo.} are two words each.
 */
final class Heading {
  private Heading() {}

  /**
   * The words of a heading in lower case, without accents, a blank around each: once as they are
   * written and once more in parts, so that {@code SSNs} and {@code nhsNo} both are read. A blank
   * for none.
   */
  static String words(String cell) {
    StringBuilder words = new StringBuilder(" ");
    int letters = 0;
    for (int i = 0; i < cell.length(); i++) {
      letters += Character.isLetter(cell.charAt(i)) ? 1 : 0;
      append(words, cell.charAt(i));
    }
    append(words, ' ');
    if (letters == 0) {
      return " ";
    }
    for (int i = 0; i < cell.length(); i++) {
      if (isBegun(cell, i)) {
        append(words, ' ');
      }
      append(words, cell.charAt(i));
    }
    append(words, ' ');
    return words.toString().toLowerCase(Locale.ROOT);
  }

  /** Whether a part of a name begins here: at a capital behind or before a small letter. */
  private static boolean isBegun(String cell, int index) {
    char before = index > 0 ? cell.charAt(index - 1) : ' ';
    char after = index + 1 < cell.length() ? cell.charAt(index + 1) : ' ';
    char c = cell.charAt(index);
    boolean isCapital = Character.isUpperCase(c);
    return (isCapital && Character.isLowerCase(before))
        || (isCapital && Character.isUpperCase(before) && Character.isLowerCase(after))
        || (Character.isDigit(c) && Character.isLetter(before));
  }

  private static void append(StringBuilder words, char c) {
    boolean isOfWord = Character.isLetterOrDigit(c) || c == '\'';
    if (isOfWord) {
      words.append(Accents.without(c));
    } else if (words.charAt(words.length() - 1) != ' ') {
      words.append(' ');
    }
  }
}
