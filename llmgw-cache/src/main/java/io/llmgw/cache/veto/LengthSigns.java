package io.llmgw.cache.veto;

/** The signs of feet and inches behind a number, which close quotations as well: 5'10". */
final class LengthSigns {
  /** The sign of inches, of all ways of writing it. */
  static final String INCH = "\"";

  private static final String FOOT = "'";
  private static final String INCHES = "\"”";
  private static final String FEET = "'’′";

  /** What might open the quotation that the sign closes. */
  private static final String DOUBLE_OPENINGS = "\"“„";

  private static final String SINGLE_OPENINGS = "'‘";

  private LengthSigns() {}

  /** The sign at this place, right behind digits, in one way of writing it; empty for none. */
  static String at(String text, int at) {
    if (at >= text.length()) {
      return "";
    }
    if (INCHES.indexOf(text.charAt(at)) >= 0) {
      return closes(text, at, INCHES, DOUBLE_OPENINGS) ? "" : INCH;
    }
    if (FEET.indexOf(text.charAt(at)) < 0 || isLetter(text, at + 1)) {
      return ""; // the 90's
    }
    boolean isDouble = at + 1 < text.length() && text.charAt(at + 1) == text.charAt(at);
    return closes(text, at, FEET, SINGLE_OPENINGS) ? "" : isDouble ? INCH : FOOT;
  }

  /** Whether the number that begins there are the inches behind feet, whose sign many leave out. */
  static boolean isBehindFeet(String text, int start) {
    return start > 1
        && FEET.indexOf(text.charAt(start - 1)) >= 0
        && Character.isDigit(text.charAt(start - 2))
        && FOOT.equals(at(text, start - 1));
  }

  private static boolean isLetter(String text, int at) {
    return at < text.length() && Character.isLetter(text.charAt(at));
  }

  /** Whether the last mark of its kind before it is one that opens. */
  private static boolean closes(String text, int at, String closings, String openings) {
    for (int before = at - 1; before >= 0; before--) {
      char c = text.charAt(before);
      if (closings.indexOf(c) >= 0 || openings.indexOf(c) >= 0) {
        return openings.indexOf(c) >= 0
            && (before == 0 || !Character.isLetterOrDigit(text.charAt(before - 1)));
      }
    }
    return false;
  }
}
