package io.llmgw.core.detect.person;

import io.llmgw.core.detect.FoldedText;

/** A date with a year, in digits or with the name of its month. */
final class CalendarDate {
  private static final String[] MONTHS = {
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
    "m\u00e4r",
    "mai",
    "okt",
    "dez",
    "f\u00e9v",
    "avr",
    "juin",
    "juil",
    "ao\u00fb",
    "d\u00e9c",
    "ene",
    "abr",
    "ago",
    "dic",
    "gen",
    "mag",
    "giu",
    "lug",
    "set",
    "ott",
    "mrt",
    "mei",
    "fev",
    "out"
  };

  private CalendarDate() {}

  /** Where the date ends that begins here; less than 0 if none does. */
  static int end(FoldedText text, int start) {
    if (Character.isLetterOrDigit(text.at(start - 1))) {
      return -1;
    }
    int digits = digitsEnd(text, start, 4);
    return switch (digits - start) {
      case 4 -> afterYear(text, digits);
      case 1, 2 -> afterDay(text, start, digits);
      case 0 -> afterMonth(text, start);
      default -> -1;
    };
  }

  /** 1985-03-12. */
  private static int afterYear(FoldedText text, int index) {
    int month = digitsEnd(text, index + 1, 2);
    boolean isMonth = isSeparator(text.at(index)) && month > index + 1;
    int day = digitsEnd(text, month + 1, 2);
    boolean isDay = isMonth && text.at(month) == text.at(index) && day > month + 1;
    return isDay && !isDigit(text.at(day)) ? day : -1;
  }

  /** 12/03/1985, 12.3.85, 12 March 1985, 12. M\u00e4rz 1985, 12 de marzo de 1985. */
  private static int afterDay(FoldedText text, int start, int index) {
    char separator = text.at(index);
    int second = digitsEnd(text, index + 1, 2);
    if (isSeparator(separator) && second > index + 1) {
      int year = digitsEnd(text, second + 1, 4);
      int size = year - second - 1;
      boolean isYear = text.at(second) == separator && (size == 4 || size == 2);
      boolean isPossible =
          number(text, start, index) <= 31 && number(text, index + 1, second) <= 31;
      return isYear && isPossible && !isDigit(text.at(year)) ? year : -1;
    }
    int at = past(text, past(text, index, "st", "nd", "rd", "th", "."), " ", "-");
    at = past(text, past(text, at, "of "), "de ");
    int month = monthEnd(text, at);
    return month < 0 ? -1 : year(text, past(text, past(text, month, ".", ","), " de ", " ", "-"));
  }

  /** March 12, 1985. */
  private static int afterMonth(FoldedText text, int start) {
    int month = monthEnd(text, start);
    if (month < 0) {
      return -1;
    }
    int day = past(text, past(text, month, "."), " ");
    int dayEnd = digitsEnd(text, day, 2);
    int at = past(text, past(text, dayEnd, "st", "nd", "rd", "th"), ",");
    return dayEnd == day ? -1 : year(text, past(text, at, " "));
  }

  private static int year(FoldedText text, int start) {
    int end = digitsEnd(text, start, 4);
    return end - start == 4 && !isDigit(text.at(end)) ? end : -1;
  }

  private static int monthEnd(FoldedText text, int start) {
    for (String month : MONTHS) {
      if (text.hasAt(start, month)) {
        return Words.end(text, start);
      }
    }
    return -1;
  }

  private static int past(FoldedText text, int index, String... words) {
    for (String word : words) {
      if (text.hasAt(index, word)) {
        return index + word.length();
      }
    }
    return index;
  }

  private static int number(FoldedText text, int start, int end) {
    int number = 0;
    for (int i = start; i < end; i++) {
      number = number * 10 + text.at(i) - '0';
    }
    return number;
  }

  private static int digitsEnd(FoldedText text, int start, int most) {
    int end = start;
    while (end - start < most && isDigit(text.at(end))) {
      end++;
    }
    return end;
  }

  private static boolean isSeparator(char c) {
    return c == '/' || c == '.' || c == '-';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
