package io.llmgw.core.detect.payment;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.Labelled;
import io.llmgw.core.detect.Rules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All rules of this package. */
public final class PaymentRules {
  private static final List<String> PIN =
      List.of(
          "pin",
          "pin code",
          "pincode",
          "pin number",
          "pinkod",
          "pinkoden",
          "pin-kod",
          "pin-koden",
          "pinkode",
          "pin-kode",
          "geheimzahl",
          "geheimnummer",
          "nip");

  private PaymentRules() {}

  /** Numbers of cards, and what goes with them. */
  public static Rules all() {
    return new Rules(
        List.of(new CardNumber(), new CardExpiry()),
        List.of(
            Labelled.of(
                Entities.CARD_CVV, CardWords.CODES, CardWords.OWNERS, PaymentRules::securityCode),
            Labelled.of(Entities.CARD_PIN, PIN, CardWords.OWNERS, PaymentRules::pin)),
        List.of(new BesideCard()));
  }

  private static @Nullable Confidence securityCode(
      FoldedText text, int start, int end, boolean isSaid) {
    boolean isCode = isNumber(text, start, end) && end - start >= 3 && end - start <= 4;
    return isCode ? Confidence.MEDIUM : null;
  }

  /**
   * Parts with many legs have pins too: without "is" or a colon, and no word for a bank's card or
   * its number near, it is the shape alone.
   */
  private static @Nullable Confidence pin(FoldedText text, int start, int end, boolean isSaid) {
    if (!isNumber(text, start, end) || end - start < 4 || end - start > 6) {
      return null;
    }
    boolean isOne = isSaid || NearCard.is(text, start, end) || CardWords.areNear(text, start, end);
    return isOne ? Confidence.MEDIUM : Confidence.LOW;
  }

  /** Whether it is digits, and not those that a card's number begins with. */
  private static boolean isNumber(FoldedText text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!NearCard.isDigit(text.at(i))) {
        return false;
      }
    }
    return !NearCard.isCardFrom(text, start);
  }
}
