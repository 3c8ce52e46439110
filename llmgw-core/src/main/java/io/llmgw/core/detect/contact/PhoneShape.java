package io.llmgw.core.detect.contact;

import io.llmgw.api.redact.Confidence;
import org.jspecify.annotations.Nullable;

/** Which groups of digits are written as phone numbers are. */
final class PhoneShape {
  private static final int FEWEST = 7;

  /** The most digits of an international number (ITU-T E.164). */
  private static final int MOST = 15;

  private PhoneShape() {}

  /**
   * How sure a shape is that few other things have; null for any other.
   *
   * @param isInner whether other digits stand before it
   */
  static @Nullable Confidence typical(DialString number, boolean isInner) {
    if (number.hasPlus()) {
      return international(number, 0) ? Confidence.HIGH : null;
    }
    if (isNorthAmerican(number)) {
      return Confidence.MEDIUM;
    }
    if (isInner) {
      return null;
    }
    boolean isTypical =
        (isDoubleZero(number) && international(number, 2))
            || isTrunk(number)
            || isWithEnclosedArea(number);
    return isTypical && !number.goesOn() ? Confidence.MEDIUM : null;
  }

  private static boolean isDoubleZero(DialString number) {
    return number.groups() > 1
        && number.size(0) > 1
        && number.digit(0) == 0
        && number.digit(1) == 0;
  }

  /**
   * Whether a calling code stands behind so many digits, and a number of a fit length behind it.
   */
  private static boolean international(DialString number, int before) {
    int digits = number.digits() - before;
    if (digits <= FEWEST || digits > MOST) {
      return false;
    }
    int first = number.digit(before);
    int code = CallingCodes.length(first, number.digit(before + 1));
    boolean isDecimal = number.groups() == 2 && number.separator(1) == '.';
    return code > 0 && !isDecimal && (first != 1 || digits == 11);
  }

  /** As the North American plan writes them: 415-555-0132, with or without its 1. */
  private static boolean isNorthAmerican(DialString number) {
    boolean hasOne = number.groups() == 4 && number.size(0) == 1 && number.digit(0) == 1;
    int area = hasOne ? 1 : 0;
    boolean isShape = hasOne ? number.isGrouped(1, 3, 3, 4) : number.isGrouped(3, 3, 4);
    if (!isShape) {
      return false;
    }
    char last = number.separator(area + 2);
    char first = number.separator(area + 1);
    boolean isJoined = first == DialString.JOINED;
    if (last != first && !isJoined) {
      return false;
    }
    boolean isPlan = number.digit(area, 0) >= 2 && number.digit(area + 1, 0) >= 2;
    return isPlan ? last != '/' : isJoined || last == '-';
  }

  /** As most countries write them: a zero, and two or more groups. */
  private static boolean isTrunk(DialString number) {
    if (isSwitchboard(number)) {
      int all = number.groups();
      number.take(all - 1);
      boolean isOne = isTrunk(number);
      number.take(all);
      return isOne;
    }
    int digits = number.digits();
    boolean isZero = number.digit(0) == 0 && number.digit(1) > 0;
    if (!isZero || number.size(0) < 2 || number.groups() < 2 || digits < 8 || digits > 12) {
      return false;
    }
    boolean isInPairs = isInPairs(number);
    boolean isZip = number.isGrouped(5, 4) && number.separator(1) == '-';
    if (isZip || (isInPairs && number.groups() != 5)) {
      return false;
    }
    boolean isDotted = number.separator(1) == '.' || number.separator(number.groups() - 1) == '.';
    return number.isUniformFrom(2)
        && hasNoSingles(number)
        && (!isDotted || isInPairs || number.groups() == 3)
        && !NotPhone.isDate(number);
  }

  /** Whether its last group is the zero of a company's exchange: 030/1234567-0. */
  private static boolean isSwitchboard(DialString number) {
    int last = number.groups() - 1;
    boolean isZero =
        number.separator(last) == '-' && number.size(last) == 1 && number.digit(last, 0) == 0;
    for (int i = 1; isZero && i < last; i++) {
      isZero = number.separator(i) != '-';
    }
    return isZero;
  }

  private static boolean isInPairs(DialString number) {
    for (int i = 0; i < number.groups(); i++) {
      if (number.size(i) != 2) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasNoSingles(DialString number) {
    for (int i = 1; i < number.groups(); i++) {
      if (number.size(i) < 2) {
        return false;
      }
    }
    return true;
  }

  /** With its first digits in parentheses: (11) 98765-4321. */
  private static boolean isWithEnclosedArea(DialString number) {
    int digits = number.digits();
    return number.isAreaEnclosed()
        && number.size(0) >= 2
        && hasNoSingles(number)
        && digits >= FEWEST
        && digits <= 13
        && !NotPhone.isYear(number, 0);
  }

  /** Whether it may be one, where words say so. */
  static boolean isPossible(DialString number) {
    int digits = number.digits();
    return digits >= FEWEST
        && digits <= MOST
        && !number.hasPlus()
        && !number.goesOn()
        && hasNoSingles(number)
        && !NotPhone.isAny(number);
  }
}
