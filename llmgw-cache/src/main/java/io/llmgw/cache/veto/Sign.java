package io.llmgw.cache.veto;

import java.util.regex.Pattern;

/**
 * What stands around a number and makes another one of it: a minus, or the brackets of accounts.
 */
final class Sign {
  private static final Pattern YEAR = Pattern.compile("(1[5-9]|20)\\d\\d");

  /** What goes on behind brackets in which a prefix of a telephone number stands. */
  private static final Pattern DIALLED = Pattern.compile("\\)[ -]?\\d");

  private Sign() {}

  /** The number with its sign. Brackets are none of a minus: (5) may count a list as well. */
  static String with(String number, String text, int start, int end) {
    if (isNegative(text, start)) {
      return "-" + number;
    }
    return isInBrackets(text, start, end) ? "(" + number + ")" : number;
  }

  /** Whether a minus stands right before it that is no hyphen, and no sign of a range. */
  private static boolean isNegative(String text, int start) {
    if (start == 0 || "-−".indexOf(text.charAt(start - 1)) < 0) {
      return false;
    }
    return start == 1 || !Character.isLetterOrDigit(text.charAt(start - 2));
  }

  /** Whether there is nothing else between the brackets around it but a currency. */
  private static boolean isInBrackets(String text, int start, int end) {
    boolean hasCurrency = start > 0 && AmountReader.isCurrency(text.charAt(start - 1));
    int open = hasCurrency ? start - 2 : start - 1;
    return open >= 0
        && text.charAt(open) == '('
        && text.startsWith(")", end)
        && !isOfAnother(text, open)
        && !YEAR.matcher(text.substring(start, end)).matches()
        && !DIALLED.matcher(text).region(end, text.length()).lookingAt();
  }

  /** Whether they hang on a word, as those of a call, or say once more what is before: ten (10). */
  private static boolean isOfAnother(String text, int open) {
    if (open == 0) {
      return false;
    }
    if (text.charAt(open - 1) != ' ') {
      return true;
    }
    int start = open - 1;
    while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
      start--;
    }
    String before = text.substring(start, open - 1);
    return !before.isEmpty()
        && (Character.isDigit(before.charAt(0)) || NumberWords.isNumber(before));
  }
}
