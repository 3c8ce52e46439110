package io.llmgw.core.detect.europe;

import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NlBsnTest {
  private final Finds finds = new Finds(EuropeRules.all(), Entities.NL_BSN);

  @Test
  void theWeightedSumIsAMultipleOfEleven() {
    Generated generated = new Generated();

    for (int found = 0; found < Generated.COUNT; ) {
      String digits = "1" + generated.digits(7);
      int last = Generated.sum(digits, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
      if (last < 10) {
        found++;
        String bsn = digits + last;
        finds.in(bsn, LOW, bsn);
        finds.in("BSN: " + bsn, MEDIUM, bsn);
        Generated.altered(bsn, 0).forEach(finds::notAtAllIn);
      }
    }
  }

  @Test
  void itIsFairlySureAsItIsPrinted() {
    finds.whole("1112.22.333", MEDIUM);
    finds.nothingIn("111 222 333");
    finds.nothingIn("111222333");
  }

  @ParameterizedTest
  @ValueSource(strings = {"111222334", "11 1222 333", "000000000", "0.111222333", "111222333.7"})
  void otherTextIsNone(String text) {
    finds.notAtAllIn(text);
  }
}
