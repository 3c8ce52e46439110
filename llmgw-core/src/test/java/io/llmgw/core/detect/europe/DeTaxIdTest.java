package io.llmgw.core.detect.europe;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeTaxIdTest {
  private final Finds finds = new Finds(EuropeRules.all(), Entities.DE_TAX_ID);

  @Test
  void oneDigitStandsTwiceAndTheLastOneChecks() {
    Generated generated = new Generated();

    for (int i = 0; i < Generated.COUNT; i++) {
      String first = shuffled(generated, i % 2 == 0 ? "1123456789" : "1112034567");
      String number = Generated.withMod11And10(first);
      finds.whole(number, MEDIUM);
      finds.in("Steuer-ID " + number, HIGH, number);
      for (String other : Generated.altered(number, 0)) {
        finds.notAtAllIn(other);
      }
    }
  }

  /** These digits in another order, without 0 at first nor three of a kind in a row. */
  private static String shuffled(Generated generated, String digits) {
    StringBuilder left = new StringBuilder(digits);
    StringBuilder shuffled = new StringBuilder();
    while (left.length() > 0) {
      int next = generated.between(0, left.length() - 1);
      shuffled.append(left.charAt(next));
      left.deleteCharAt(next);
    }
    String result = shuffled.toString();
    return result.startsWith("0") || result.contains("111") ? shuffled(generated, digits) : result;
  }

  @Test
  void itIsWrittenInGroups() {
    finds.whole("86095742719", MEDIUM);
    finds.whole("86 095 742 719", MEDIUM);
    finds.whole("86/095/742/719", MEDIUM);
  }

  @Test
  void threeOfAKindStandNotInARow() {
    finds.notAtAllIn(Generated.withMod11And10("1112034567"));
    finds.notAtAllIn(Generated.withMod11And10("1213141567"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345678903",
        "86095742710",
        "860 957 427 19",
        "1234567890.12",
        "2026-11-26 07:50",
        "0.86095742719"
      })
  void otherTextIsNone(String text) {
    finds.notAtAllIn(text);
  }
}
