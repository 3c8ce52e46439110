package io.llmgw.core.detect.uk;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NinoTest {
  private static final Set<String> NEVER_GIVEN = Set.of("BG", "GB", "KN", "NK", "NT", "TN", "ZZ");

  private final Finds finds = new Finds(UkRules.all(), Entities.UK_NINO);

  @Test
  void eachPrefixThatIsGivenIsOne() {
    for (char first = 'A'; first <= 'Z'; first++) {
      for (char second = 'A'; second <= 'Z'; second++) {
        String prefix = "" + first + second;
        boolean isGiven =
            "DFIQUV".indexOf(first) < 0
                && "DFIOQUV".indexOf(second) < 0
                && !NEVER_GIVEN.contains(prefix);
        if (isGiven) {
          finds.whole(prefix + "123456C", MEDIUM);
        } else {
          finds.notAtAllIn(prefix + "123456C");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AB 12 34 56 C", "ab 12 34 56 c", "AB-12-34-56-C"})
  void asItIsWrittenItIsSure(String number) {
    finds.whole(number, HIGH);
    finds.in("her NI number, " + number + ", please", HIGH, number);
  }

  @Test
  void inLowerCaseItNeedsAWord() {
    finds.in("ab123456c", LOW, "ab123456c");
    finds.nothingIn("ab123456c");
    finds.in("nationalInsurance=ab123456c", MEDIUM, "ab123456c");
    finds.in("nino: AB 123456C", HIGH, "AB 123456C");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AB123456E",
        "AB12345C",
        "AB1234567C",
        "ABC123456D",
        "AB 12-34 56 C",
        "AB123456",
        "A1123456C"
      })
  void otherShapesAreNone(String text) {
    finds.notAtAllIn("nino " + text);
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::notAtAllIn);
  }

  @Test
  void theLastLetterIsFromAToD() {
    finds.whole("AB123456A", MEDIUM);
    finds.whole("AB123456D", MEDIUM);
  }
}
