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
 * 123}, {@code 4111111111111111|12|2027|123}.
 */
final class BehindCard implements NumberRule {
  private static final String NAME = "BEHIND_CARD";

  /** How far behind the card's number the month may begin. */
  private static final int REACH = 40;

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
            && isCardBefore(text, index);
    if (!isExpiry) {
      return;
    }
    int end = year + length;
    found.add(Entities.CARD_EXPIRY, index, end, Confidence.MEDIUM, NAME);
    int code = pastSeparators(text, end);
    int codeLength = digits(text, code);
    if ((codeLength == 3 || codeLength == 4) && !goesOn(text, code + codeLength)) {
      found.add(Entities.CARD_CVV, code, code + codeLength, Confidence.MEDIUM, NAME);
    }
  }

  private static boolean goesOn(FoldedText text, int end) {
    return Character.isLetter(text.at(end))
        || ((text.at(end) == '-' || text.at(end) == '.') && isDigit(text.at(end + 1)));
  }

  private static int pastSeparators(FoldedText text, int index) {
    int at = index;
    while (at < index + 3 && " ,;|/:\t\n".indexOf(text.at(at)) >= 0) {
      at++;
    }
    return at;
  }

  /** Whether digits end within reach before this place that are a card's. */
  private static boolean isCardBefore(FoldedText text, int index) {
    int at = index - 1;
    while (at > index - REACH && !isDigit(text.at(at))) {
      at--;
    }
    int sum = 0;
    int count = 0;
    for (; count <= MOST; at--) {
      char c = text.at(at);
      if (isDigit(c)) {
        int digit = c - '0';
        sum += count % 2 == 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
        count++;
      } else if ((c != ' ' && c != '-') || !isDigit(text.at(at - 1)) || count == 0) {
        break;
      }
    }
    char first = text.at(at + 1);
    return count >= FEWEST && count <= MOST && sum % 10 == 0 && first >= '2' && first <= '6';
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
