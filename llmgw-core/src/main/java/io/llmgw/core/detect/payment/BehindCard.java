package io.llmgw.core.detect.payment;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.NumberRule;
import java.util.Set;

/**
 * What is written behind the number of a card without a word for it: {@code 4111111111111111 12/27
 * 123}, {@code 4111111111111111|12|2027|123}, {@code 4111111111111111 123 12/27}.
 */
final class BehindCard implements NumberRule {
  private static final String NAME = "BEHIND_CARD";

  /** How far behind the card's number the month may begin. */
  private static final int REACH = 40;

  /** What stands between a card's number, a date and a code. */
  private static final String SEPARATORS = " ,;|/:\t\n";

  private static final int MOST_BETWEEN = 3;
  private static final int MOST_OF_CODE = 4;

  /** What stands between the groups of a number, over lines as well. */
  private static final String GAPS = " -\t\n\r";

  private static final int LONGEST_GAP = 6;

  private static final int FEWEST = 13;
  private static final int MOST = 19;

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.CARD_EXPIRY, Entities.CARD_CVV);
  }

  @Override
  public void look(FoldedText text, int index, Findings found) {
    if (digits(text, index) != 2 || !CardExpiry.isMonth(number(text, index, 2))) {
      return;
    }
    char between = text.at(index + 2);
    int year = index + 3;
    int length = digits(text, year);
    boolean isExpiry =
        (between == '/' || between == '-' || between == '|' || between == ' ')
            && (length == 2 || length == 4)
            && CardExpiry.isYear(number(text, year, length))
            && !isOfDate(text, index, between);
    int last = isExpiry ? lastDigit(text, index, index - REACH) : -1;
    if (last < 0) {
      return;
    }
    int end = year + length;
    int codeBefore = codeBetween(text, last, index - REACH);
    if (codeBefore >= 0) {
      found.add(Entities.CARD_EXPIRY, index, end, Confidence.MEDIUM, NAME);
      found.add(Entities.CARD_CVV, codeBefore, last + 1, Confidence.MEDIUM, NAME);
    } else if (isCardUntil(text, last)) {
      found.add(Entities.CARD_EXPIRY, index, end, Confidence.MEDIUM, NAME);
      codeBehind(text, end, found);
    }
  }

  /** Whether a card's number ends before this place, at most {@value #REACH} chars away. */
  static boolean isNear(FoldedText text, int index) {
    int last = lastDigit(text, index, index - REACH);
    return last >= 0 && isCardUntil(text, last);
  }

  /** Whether a year stands before the month, which is none of a card: it is a date's. */
  private static boolean isOfDate(FoldedText text, int month, char between) {
    int year = month - 5;
    return text.at(month - 1) == between
        && between != ' '
        && digits(text, year) == 4
        && !isDigit(text.at(year - 1))
        && text.at(year - 1) != between
        && number(text, year, 2) >= 19
        && number(text, year, 2) <= 20;
  }

  private static void codeBehind(FoldedText text, int end, Findings found) {
    int code = pastSeparators(text, end);
    int length = digits(text, code);
    if ((length == 3 || length == 4) && !goesOn(text, code + length)) {
      found.add(Entities.CARD_CVV, code, code + length, Confidence.MEDIUM, NAME);
    }
  }

  /**
   * Where the code of three or four digits begins that stands between a card and a date, and ends
   * with the digit at this place; less than 0 if there is none.
   */
  private static int codeBetween(FoldedText text, int last, int least) {
    int start = last;
    while (last - start < MOST_OF_CODE && isDigit(text.at(start - 1))) {
      start--;
    }
    int length = last + 1 - start;
    int card = start - 1;
    while (start - card <= MOST_BETWEEN && SEPARATORS.indexOf(text.at(card)) >= 0) {
      card--;
    }
    boolean isCode =
        (length == 3 || length == 4)
            && card < start - 1
            && card >= least
            && isDigit(text.at(card))
            && isCardUntil(text, card);
    return isCode ? start : -1;
  }

  private static boolean goesOn(FoldedText text, int end) {
    return Character.isLetter(text.at(end))
        || ((text.at(end) == '-' || text.at(end) == '.') && isDigit(text.at(end + 1)));
  }

  private static int pastSeparators(FoldedText text, int index) {
    int at = index;
    while (at < index + MOST_BETWEEN && SEPARATORS.indexOf(text.at(at)) >= 0) {
      at++;
    }
    return at;
  }

  /** The last digit before one place and not before another; less than 0 if there is none. */
  private static int lastDigit(FoldedText text, int index, int least) {
    int at = index - 1;
    while (at > least && !isDigit(text.at(at))) {
      at--;
    }
    return isDigit(text.at(at)) ? at : -1;
  }

  /** Whether a card's number ends with the digit at this place. */
  private static boolean isCardUntil(FoldedText text, int last) {
    int sum = 0;
    int count = 0;
    for (int at = last; count < MOST; at--) {
      int digit = text.at(at) - '0';
      sum += count % 2 == 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
      count++;
      if (isDigit(text.at(at - 1))) {
        continue;
      }
      if (count >= FEWEST && sum % 10 == 0 && digit >= 2 && digit <= 6) {
        return true;
      }
      int before = beforeGap(text, at);
      if (before < 0) {
        return false;
      }
      at = before + 1;
    }
    return false;
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

  /** How many digits stand here, up to five. */
  private static int digits(FoldedText text, int index) {
    int count = 0;
    while (count < 5 && isDigit(text.at(index + count))) {
      count++;
    }
    return count;
  }

  private static int number(FoldedText text, int index, int length) {
    int number = 0;
    for (int i = index; i < index + length; i++) {
      number = number * 10 + text.at(i) - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
