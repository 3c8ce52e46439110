package io.llmgw.core.detect.payment;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardExpiryTest {
  private final Finds finds = new Finds(PaymentRules.all(), Entities.CARD_EXPIRY);

  @ParameterizedTest
  @CsvSource({
    "my card expires 12/27, 12/27",
    "Exp. date: 01/2030, 01/2030",
    "valid thru 09-28, 09-28",
    "gültig bis 09/28, 09/28",
    "09/28 (expiry), 09/28",
    "{\"expiry\":\"09/28\"}, 09/28",
    "Visa 09/28, 09/28",
    "scadenza 09/28, 09/28"
  })
  void itNeedsAWord(String text, String expiry) {
    finds.in(text, MEDIUM, expiry);
    finds.notAtAllIn("done " + expiry);
  }

  @ParameterizedTest
  @CsvSource({
    "4111111111111111 12/27, 12/27",
    "4111 1111 1111 1111; 12/2027; 123, 12/2027",
    "4111-1111-1111-1111|12|2027|123, 12|2027",
    "378282246310005 (Amex) 09-31, 09-31"
  })
  void orACard(String text, String expiry) {
    finds.in(text, MEDIUM, expiry);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "expiry 13/27",
        "expiry 00/27",
        "expiry 12/99",
        "expiry 12/27/2030",
        "expiry 3/12/27",
        "expiry 12.27",
        "the offer expires 12/24", // a day of a month
        "4111111111111112 12/27", // no card
        "4111111111111111 paid in two parts, on the first and on 12/27",
        "4111111111111111 13/27"
      })
  void otherNumbersAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::notAtAllIn);
  }
}
