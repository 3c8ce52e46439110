package io.llmgw.core.detect.contact;

/** Digits that are written as other things are: dates, addresses of networks, amounts, years. */
final class NotPhone {
  private NotPhone() {}

  static boolean isAny(DialString number) {
    return isDate(number)
        || isPair(number)
        || isInternetAddress(number)
        || isAmount(number)
        || number.isGrouped(3, 2, 4) // a social security number
        || isYears(number)
        || isTime(number);
  }

  /** Milliseconds since 1970, of this decade and the two beside it: no country begins so. */
  private static boolean isTime(DialString number) {
    int start = number.number(0) / 10_000_000;
    return !number.hasPlus() && number.isGrouped(13) && start >= 12 && start <= 19;
  }

  /** A day, a month and a year in any order, in three groups or in eight digits. */
  static boolean isDate(DialString number) {
    if (number.groups() == 1) {
      return number.size(0) == 8
          && (isDate(number.number(0) / 10000, number.number(0) / 100 % 100, number.number(0) % 100)
              || isDate(
                  number.number(0) % 10000,
                  number.number(0) / 10000 % 100,
                  number.number(0) / 1000000));
    }
    if (number.groups() < 3 || number.size(1) > 2) {
      return false;
    }
    int first = number.number(0);
    int second = number.number(1);
    int third = number.number(2);
    boolean isYearFirst = number.size(0) == 4 && number.size(2) <= 2;
    boolean isYearLast = number.size(0) <= 2 && number.size(2) == 4;
    return (isYearFirst && isDate(first, second, third))
        || (isYearLast && isDate(third, second, first));
  }

  private static boolean isDate(int year, int one, int other) {
    boolean isDayAndMonth = one >= 1 && other >= 1 && one <= 31 && other <= 31;
    return year >= 1900 && year <= 2099 && isDayAndMonth && (one <= 12 || other <= 12);
  }

  /** A decimal fraction, or one number out of another. */
  private static boolean isPair(DialString number) {
    boolean isFraction =
        number.size(0) == 1
            && number.digit(0) == 0
            && number.separator(1) == '.'
            && !number.isUniformFrom(1); // and the next cell of a table behind it
    return isFraction
        || (number.groups() == 2 && (number.separator(1) == '.' || number.separator(1) == '/'));
  }

  private static boolean isInternetAddress(DialString number) {
    if (number.groups() != 4 || !number.isOnly('.')) {
      return false;
    }
    for (int i = 0; i < 4; i++) {
      if (number.size(i) > 3 || number.number(i) > 255) {
        return false;
      }
    }
    return true;
  }

  /** Thousands behind dots, or behind blanks where the first group has one digit. */
  private static boolean isAmount(DialString number) {
    for (int i = 1; i < number.groups(); i++) {
      if (number.size(i) != 3) {
        return false;
      }
    }
    boolean isLeading = number.size(0) <= 3 && number.digit(0) > 0;
    return isLeading && (number.isOnly('.') || (number.isOnly(' ') && number.size(0) == 1));
  }

  private static boolean isYears(DialString number) {
    for (int i = 0; i < number.groups(); i++) {
      if (!isYear(number, i)) {
        return false;
      }
    }
    return true;
  }

  static boolean isYear(DialString number, int group) {
    int year = number.number(group);
    return number.size(group) == 4 && year >= 1900 && year <= 2099;
  }
}
