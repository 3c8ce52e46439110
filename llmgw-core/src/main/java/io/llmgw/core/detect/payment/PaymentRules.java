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
  private static final List<String> SECURITY_CODE =
      List.of(
          "cvv",
          "cvv2",
          "cvc",
          "cvc2",
          "card security code",
          "security code",
          "securitycode",
          "security_code",
          "card verification",
          "card verification code",
          "prufziffer",
          "kartenprufnummer",
          "prufnummer",
          "cryptogramme",
          "codigo de seguridad",
          "codice di sicurezza");

  private static final List<String> PIN =
      List.of("pin", "pin code", "pincode", "pin number", "geheimzahl", "geheimnummer", "nip");

  private PaymentRules() {}

  /** Numbers of cards, and what goes with them. */
  public static Rules all() {
    return new Rules(
        List.of(new CardNumber(), new CardExpiry()),
        List.of(
            Labelled.of(
                Entities.CARD_CVV, SECURITY_CODE, CardWords.OWNERS, PaymentRules::securityCode),
            Labelled.of(Entities.CARD_PIN, PIN, CardWords.OWNERS, PaymentRules::pin)),
        List.of(new BehindCard()));
  }

  private static @Nullable Confidence securityCode(
      FoldedText text, int start, int end, boolean isSaid) {
    return isDigits(text, start, end) && end - start >= 3 && end - start <= 4
        ? Confidence.MEDIUM
        : null;
  }

  /**
   * Parts with many legs have pins too: without "is" or a colon, and no word for a bank's card or
   * its number near, it is the shape alone.
   */
  private static @Nullable Confidence pin(FoldedText text, int start, int end, boolean isSaid) {
    if (!isDigits(text, start, end) || end - start < 4 || end - start > 6) {
      return null;
    }
    boolean isOfCard = CardWords.areNear(text, start, end) || BehindCard.isNear(text, start);
    return isSaid || isOfCard ? Confidence.MEDIUM : Confidence.LOW;
  }

  private static boolean isDigits(FoldedText text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.at(i) < '0' || text.at(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
