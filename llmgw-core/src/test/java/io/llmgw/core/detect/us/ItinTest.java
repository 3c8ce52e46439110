package io.llmgw.core.detect.us;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItinTest {
  private final Finds finds = new Finds(UsRules.all(), Entities.US_ITIN);

  @Test
  void eachGroupThatIsGivenIsOne() {
    for (int group = 0; group < 100; group++) {
      String number = "912-%02d-3456".formatted(group);
      boolean isGiven =
          (group >= 50 && group <= 99) && !List.of(66, 67, 68, 69, 89, 93).contains(group);
      if (isGiven) {
        finds.whole(number, MEDIUM);
        finds.in("my ITIN: " + number, HIGH, number);
      } else {
        finds.notAtAllIn("my ITIN: " + number);
      }
    }
  }

  @Test
  void inOneGroupItNeedsAWord() {
    finds.nothingIn("912703456");
    finds.in("tax_id=912703456", MEDIUM, "912703456");
  }

  @Test
  void otherAreasAreNone() {
    finds.notAtAllIn("812-70-3456");
    finds.notAtAllIn("912-70-34567");
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::nothingIn);
  }
}
