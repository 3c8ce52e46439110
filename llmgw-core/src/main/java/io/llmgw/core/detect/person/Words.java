package io.llmgw.core.detect.person;

import io.llmgw.core.detect.FoldedText;

/** Words of a text, one after the other. */
final class Words {
  private static final int LONGEST = 40;

  private Words() {}

  /** Where the word ends that begins here: letters, with hyphens and apostrophes between them. */
  static int end(FoldedText text, int start) {
    int at = start;
    while (at - start < LONGEST) {
      char c = text.at(at);
      boolean isInside =
          at > start
              && ((c == '-' && Character.isLetter(text.at(at + 1)))
                  || (isApostrophe(c) && Character.isUpperCase(text.at(at + 1))));
      if (!isLetter(c) && !isInside) {
        return at;
      }
      at++;
    }
    return at;
  }

  /** Where the next word on the line begins; less than 0 if there is none. */
  static int next(FoldedText text, int end) {
    return text.at(end) == ' ' && isLetter(text.at(end + 1)) ? end + 1 : -1;
  }

  static boolean isApostrophe(char c) {
    return c == '\'' || c == '\u2019';
  }

  static boolean isLetter(char c) {
    return Character.isLetter(c)
        || (c >= 0x300
            && (Character.getType(c) == Character.COMBINING_SPACING_MARK
                || Character.getType(c) == Character.NON_SPACING_MARK));
  }

  /** Whether it begins in upper case, and goes on in lower case. */
  static boolean isCapitalised(FoldedText text, int start, int end) {
    return Character.isUpperCase(text.at(start))
        && (end - start == 1
            || !Character.isUpperCase(text.at(start + 1))
            || hasLower(text, start, end));
  }

  static boolean isUpper(FoldedText text, int start, int end) {
    return Character.isUpperCase(text.at(start)) && !hasLower(text, start, end);
  }

  private static boolean hasLower(FoldedText text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (Character.isLowerCase(text.at(i))) {
        return true;
      }
    }
    return false;
  }
}
