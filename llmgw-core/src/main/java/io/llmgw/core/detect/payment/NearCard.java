package io.llmgw.core.detect.payment;

import io.llmgw.core.detect.FoldedText;

/**
 * Whether the number of a card stands near a place, whatever else of the card is written between
 * the two. Looks at a bounded stretch of text.
 */
final class NearCard {
  /** How far from the card's number what belongs to it may begin or end. */
  static final int REACH = 40;

  /** What stands between the groups of a number, over lines as well. */
  private static final String GAPS = " -\t\n\r";

  private static final int LONGEST_GAP = 6;

  private static final int FEWEST = 13;
  private static final int MOST = 19;

  /** Those of nineteen digits in fours, and one more where a line ends within one. */
  private static final int MOST_GROUPS = 6;

  private NearCard() {}

  /** Whether one ends before these places or begins behind them, within reach. */
  static boolean is(FoldedText text, int start, int end) {
    return endsBefore(text, start) || beginsBetween(text, end, end + REACH);
  }

  private static boolean endsBefore(FoldedText text, int index) {
    for (int at = index - 1; at >= index - REACH; at--) {
      if (isGroupEnd(text, at) && isCardUntil(text, at)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a card's number begins with the digit at this place. */
  static boolean isCardFrom(FoldedText text, int index) {
    return beginsBetween(text, index, index);
  }

  private static boolean beginsBetween(FoldedText text, int least, int most) {
    int last = most + MOST + MOST_GROUPS * LONGEST_GAP;
    for (int at = least + FEWEST - 1; at <= last && text.at(at) != 0; at++) {
      int start = isGroupEnd(text, at) ? start(text, at) : -1;
      if (start >= least && start <= most) {
        return true;
      }
    }
    return false;
  }

  /** Whether a card's number ends with the digit at this place. */
  static boolean isCardUntil(FoldedText text, int last) {
    return start(text, last) >= 0;
  }

  /** Where the card's number begins that ends with the digit at this place; less than 0 if none. */
  private static int start(FoldedText text, int last) {
    int sum = 0;
    int count = 0;
    int groups = 0;
    for (int at = last; count < MOST; at--) {
      int digit = text.at(at) - '0';
      sum += count % 2 == 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
      count++;
      if (isDigit(text.at(at - 1))) {
        continue;
      }
      if (count >= FEWEST && sum % 10 == 0 && digit >= 2 && digit <= 6) {
        return at;
      }
      groups++;
      int before = groups < MOST_GROUPS ? beforeGap(text, at) : -1;
      if (before < 0) {
        return -1;
      }
      at = before + 1;
    }
    return -1;
  }

  /** The digit before the gap between groups that ends here; less than 0 if there is none. */
  private static int beforeGap(FoldedText text, int end) {
    int at = end - 1;
    int hyphens = 0;
    while (end - at <= LONGEST_GAP && GAPS.indexOf(text.at(at)) >= 0) {
      hyphens += text.at(at) == '-' ? 1 : 0;
      at--;
    }
    return hyphens <= 1 && isDigit(text.at(at)) ? at : -1;
  }

  /** Whether the last group of a number may end here; one of two digits is more often a date's. */
  private static boolean isGroupEnd(FoldedText text, int index) {
    return isDigit(text.at(index))
        && isDigit(text.at(index - 1))
        && isDigit(text.at(index - 2))
        && !isDigit(text.at(index + 1))
        && !isLatin(text.at(index + 1));
  }

  private static boolean isLatin(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
