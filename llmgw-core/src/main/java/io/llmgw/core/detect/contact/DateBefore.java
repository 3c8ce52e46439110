package io.llmgw.core.detect.contact;

import io.llmgw.core.detect.FoldedText;

/** Tells the date at the beginning of an entry from digits that belong to those behind. */
final class DateBefore {
  private static final int LONGEST = 10;

  private DateBefore() {}

  /** Whether a date such as 27.11.2026 or 2026-11-27 ends here, with the time behind it. */
  static boolean endsAt(FoldedText text, int end) {
    int time = timeStart(text, end);
    return isDate(text, time < end && text.at(time - 1) == ' ' ? time - 1 : end);
  }

  /** Where hours, minutes and perhaps seconds begin that end here; here if there are none. */
  private static int timeStart(FoldedText text, int end) {
    int at = end;
    while (end - at < LONGEST && (Letters.isDigit(text.at(at - 1)) || text.at(at - 1) == ':')) {
      at--;
    }
    return text.at(end - 3) == ':' ? at : end;
  }

  private static boolean isDate(FoldedText text, int end) {
    int third = start(text, end);
    int second = start(text, third - 1);
    int first = start(text, second - 1);
    char separator = text.at(third - 1);
    boolean isApart =
        (separator == '.' || separator == '-' || separator == '/')
            && text.at(second - 1) == separator
            && !Letters.isLetterOrDigit(text.at(first - 1))
            && text.at(first - 1) != separator
            && end - first <= LONGEST;
    if (!isApart) {
      return false;
    }
    int middle = number(text, second, third - 1);
    return isDayAndYear(text, first, second - 1, third, end, middle)
        || isDayAndYear(text, third, end, first, second - 1, middle);
  }

  /** Whether the one is a day or month, and the other a year, of four digits or the last two. */
  private static boolean isDayAndYear(
      FoldedText text, int start, int end, int year, int yearEnd, int middle) {
    int day = number(text, start, end);
    boolean isYear = yearEnd - year == 4 || (yearEnd - year == 2 && year > start);
    boolean isDay = end - start <= 2 && day >= 1 && day <= 31;
    return isYear && isDay && middle >= 1 && middle <= 31 && (day <= 12 || middle <= 12);
  }

  private static int start(FoldedText text, int end) {
    int at = end;
    while (end - at < 5 && Letters.isDigit(text.at(at - 1))) {
      at--;
    }
    return at;
  }

  private static int number(FoldedText text, int from, int to) {
    int number = 0;
    for (int at = from; at < to; at++) {
      number = number * 10 + text.at(at) - '0';
    }
    return number;
  }
}
