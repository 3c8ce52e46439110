package io.llmgw.core.detect.person;

import io.llmgw.core.detect.FoldedText;

/** Names of streets and numbers of houses. */
final class StreetParts {
  private static final int MOST_WORDS = 5;
  private static final int LONGEST_NUMBER = 5;

  private StreetParts() {}

  /** Where a house's number ends that begins here, with its letter; less than 0 if none does. */
  static int numberEnd(FoldedText text, int start) {
    int end = start;
    while (isDigit(text.at(end)) && end - start <= LONGEST_NUMBER) {
      end++;
    }
    if (end == start || end - start > LONGEST_NUMBER) {
      return -1;
    }
    boolean hasLetter =
        Character.isLetter(text.at(end)) && !Character.isLetterOrDigit(text.at(end + 1));
    int after = hasLetter ? end + 1 : end;
    boolean isFraction =
        (text.at(after) == '.' || text.at(after) == ',') && isDigit(text.at(after + 1));
    boolean isPart = Character.isLetterOrDigit(text.at(after)) || text.at(after) == '%';
    return isFraction || isPart ? -1 : after;
  }

  /** Where the number begins that ends here, and one before it; less than 0 if there is none. */
  static int numberStart(FoldedText text, int end) {
    int start = oneNumberStart(text, end);
    if (start < 0 || text.at(start - 1) != ' ') {
      return start;
    }
    int other = oneNumberStart(text, start - 1);
    return other < 0 ? start : other;
  }

  private static int oneNumberStart(FoldedText text, int end) {
    int at = end;
    if (text.at(at - 1) == ',') {
      at--;
    }
    int digitsEnd = Character.isLetter(text.at(at - 1)) && isDigit(text.at(at - 2)) ? at - 1 : at;
    int start = digitsEnd;
    while (isDigit(text.at(start - 1)) && digitsEnd - start <= LONGEST_NUMBER) {
      start--;
    }
    boolean isNumber = start < digitsEnd && digitsEnd - start <= LONGEST_NUMBER;
    char before = text.at(start - 1);
    boolean isFree = !Character.isLetterOrDigit(before) && ".,/:$#-".indexOf(before) < 0;
    return isNumber && isFree ? start : -1;
  }

  /** Where the words in upper case begin that end here, with a number before them. */
  static int numberBeforeName(FoldedText text, int end) {
    int at = end;
    for (int i = 0; i < MOST_WORDS; i++) {
      int word = wordStart(text, at);
      boolean isName =
          word < at && (isName(text, word, at) || (i > 0 && isParticle(text, word, at)));
      if (!isName || text.at(word - 1) != ' ') {
        return -1;
      }
      int number = numberStart(text, word - 1);
      if (number >= 0) {
        return number;
      }
      at = word - 1;
    }
    return -1;
  }

  /**
   * Where the line of an address begins that stands before this place: a number, words in upper
   * case, maybe one more number. Less than 0 if there is none.
   */
  static int lineBefore(FoldedText text, int index) {
    int end = index;
    while (index - end < 8 && ", \n\r>".indexOf(text.at(end - 1)) >= 0) {
      end--;
    }
    int number = oneNumberStart(text, end);
    int name = number > 0 && text.at(number - 1) == ' ' ? number - 1 : end;
    return end == index ? -1 : numberBeforeName(text, name);
  }

  /** Where the name of a street ends that begins here: words, particles, then nothing of them. */
  static int nameEnd(FoldedText text, int start) {
    int end = -1;
    int at = start;
    for (int i = 0; i < MOST_WORDS; i++) {
      int wordEnd = Words.end(text, at);
      boolean isName = wordEnd > at && isName(text, at, wordEnd);
      if (!isName && !isParticle(text, at, wordEnd)) {
        return end;
      }
      end = isName ? wordEnd : end;
      if (text.at(wordEnd) == '.') {
        wordEnd++;
      }
      if (text.at(wordEnd) != ' ') {
        return end;
      }
      at = wordEnd + 1;
    }
    return end;
  }

  /** Where the word in upper case begins that stands before this place; this place for none. */
  static int nameBefore(FoldedText text, int index) {
    int start = text.at(index - 1) == ' ' ? wordStart(text, index - 1) : index;
    return Character.isUpperCase(text.at(start)) ? start : index;
  }

  /** Where the word begins that ends here; an ordinal such as 5th is one. */
  static int wordStart(FoldedText text, int end) {
    int start = end;
    while (end - start < 40 && isOfWord(text.at(start - 1))) {
      start--;
    }
    return start;
  }

  private static boolean isOfWord(char c) {
    return Words.isLetter(c) || isDigit(c) || c == '-' || c == '.' || Words.isApostrophe(c);
  }

  private static boolean isName(FoldedText text, int start, int end) {
    boolean isOrdinal = isDigit(text.at(start)) && Words.isLetter(text.at(end - 1));
    return isOrdinal || Character.isUpperCase(text.at(start));
  }

  static boolean isParticle(FoldedText text, int start, int end) {
    int length = end - start;
    return length >= 1 && length <= 5 && Character.isLowerCase(text.at(start));
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
