package io.llmgw.core.detect.world;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuAbnTest {
  private final Finds finds = new Finds(WorldRules.all(), Entities.AU_ABN);

  @Test
  void theWeightedSumIsAMultipleOf89() {
    Generated generated = new Generated();

    for (int i = 0; i < Generated.COUNT; i++) {
      String abn = withCheck(generated.digits(9));
      finds.whole(abn, MEDIUM);
      finds.whole(abn.replaceAll("(..)(...)(...)(...)", "$1 $2 $3 $4"), MEDIUM);
      finds.in("ABN " + abn, HIGH, abn);
      Generated.altered(abn, 0).forEach(finds::notAtAllIn);
    }
  }

  /** The two digits that stand before nine others so that the sum is right. */
  private static String withCheck(String digits) {
    int sum = Generated.sum(digits, 3, 5, 7, 9, 11, 13, 15, 17, 19);
    for (int check = 10; check < 100; check++) {
      if ((sum + (check / 10 - 1) * 10 + check % 10) % 89 == 0) {
        return check + digits;
      }
    }
    throw new AssertionError("there is a pair for all");
  }

  @Test
  void aPublishedExampleIsFound() {
    finds.whole("53 004 085 616", MEDIUM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"53004085617", "530 04 085 616", "53004085616.5", "10000000000", "5300408561"})
  void otherTextIsNone(String text) {
    finds.notAtAllIn(text);
  }
}
