package io.llmgw.core.detect.payment;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Cues;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.NumberRule;
import java.util.Set;

/**
 * What is written behind the number of a card without a word for it: {@code 4111111111111111 12/27
 * 123}, {@code 4111111111111111|12|2027|123}, {@code 4111111111111111 123 12/27}; and the date of a
 * card behind a word that says little by itself, as offers expire too, wherever the number stands.
 */
final class BesideCard implements NumberRule {
  private static final String NAME = "BESIDE_CARD";

  /** What stands between a card's number, a date and a code. */
  private static final String SEPARATORS = " ,;|/:\t\n";

  /** Behind which a date stands, or a code and then a date. */
  private static final Cues TELLING =
      Cues.of(
          "expires",
          "expire",
          "expiring",
          "valid",
          "pin",
          "code",
          "gultig",
          "ablauf",
          "lauft ab",
          "prufziffer",
          "prufnummer",
          "valable",
          "cryptogramme",
          "caduca",
          "vence",
          "valida",
          "valido",
          "valide",
          "codigo",
          "codice",
          "scade",
          "geldig",
          "verloopt",
          "wazna");

  private static final int MOST_BETWEEN = 3;
  private static final int MOST_OF_CODE = 4;

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
    if (!isExpiry) {
      return;
    }
    int end = year + length;
    int last = lastDigit(text, index, index - NearCard.REACH);
    int codeBefore = last < 0 ? -1 : codeBetween(text, last, index - NearCard.REACH);
    if (codeBefore >= 0) {
      found.add(Entities.CARD_EXPIRY, index, end, Confidence.MEDIUM, NAME);
      found.add(Entities.CARD_CVV, codeBefore, last + 1, Confidence.MEDIUM, NAME);
    } else if (last >= 0 && NearCard.isCardUntil(text, last)) {
      found.add(Entities.CARD_EXPIRY, index, end, Confidence.MEDIUM, NAME);
      codeBehind(text, end, found);
    } else if (TELLING.lastBefore(text, index) >= 0 && NearCard.is(text, index, end)) {
      found.add(Entities.CARD_EXPIRY, index, end, Confidence.MEDIUM, NAME);
    }
  }

  /** Whether a year stands before the month, which is none of a card: it is a date's. */
  private static boolean isOfDate(FoldedText text, int month, char between) {
    int year = month - 5;
    return text.at(month - 1) == between
        && between != ' '
        && digits(text, year) == 4
        && !NearCard.isDigit(text.at(year - 1))
        && text.at(year - 1) != between
        && number(text, year, 2) >= 19
        && number(text, year, 2) <= 20;
  }

  private static void codeBehind(FoldedText text, int end, Findings found) {
    int code = pastSeparators(text, end);
    int length = digits(text, code);
    boolean isCode =
        (length == 3 || length == 4)
            && !goesOn(text, code + length)
            && !NearCard.isCardFrom(text, code);
    if (isCode) {
      found.add(Entities.CARD_CVV, code, code + length, Confidence.MEDIUM, NAME);
    }
  }

  /**
   * Where the code of three or four digits begins that stands between a card and a date, and ends
   * with the digit at this place; less than 0 if there is none.
   */
  private static int codeBetween(FoldedText text, int last, int least) {
    int start = last;
    while (last - start < MOST_OF_CODE && NearCard.isDigit(text.at(start - 1))) {
      start--;
    }
    int length = last + 1 - start;
    int card = start - 1;
    while (start - card <= MOST_BETWEEN && SEPARATORS.indexOf(text.at(card)) >= 0) {
      card--;
    }
    boolean isCode =
        (length == 3 || length == 4)
            && card >= least
            && NearCard.isDigit(text.at(card))
            && NearCard.isCardUntil(text, card);
    return isCode ? start : -1;
  }

  private static boolean goesOn(FoldedText text, int end) {
    return Character.isLetter(text.at(end))
        || ((text.at(end) == '-' || text.at(end) == '.') && NearCard.isDigit(text.at(end + 1)));
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
    while (at > least && !NearCard.isDigit(text.at(at))) {
      at--;
    }
    return NearCard.isDigit(text.at(at)) ? at : -1;
  }

  /** How many digits stand here, up to five. */
  private static int digits(FoldedText text, int index) {
    int count = 0;
    while (count < 5 && NearCard.isDigit(text.at(index + count))) {
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
}
