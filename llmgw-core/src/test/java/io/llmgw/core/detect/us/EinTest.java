package io.llmgw.core.detect.us;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EinTest {
  private static final List<String> UNUSED =
      Stream.of("00 07 08 09 17 18 19 28 29 49 69 70 78 79 89 96 97".split(" ")).toList();

  private final Finds finds = new Finds(UsRules.all(), Entities.US_EIN);

  @Test
  void eachPrefixThatIsInUseIsOne() {
    for (int i = 0; i < 100; i++) {
      String prefix = "%02d".formatted(i);
      String text = "EIN " + prefix + "-3456789";
      if (UNUSED.contains(prefix)) {
        finds.notAtAllIn(text);
      } else {
        finds.in(text, MEDIUM, prefix + "-3456789");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Employer Identification Number: 123456789",
        "{\"taxId\":\"123456789\"}",
        "federal tax id no. 123456789"
      })
  void inOneGroupItNeedsAWord(String text) {
    finds.in(text, MEDIUM, "123456789");
    finds.notAtAllIn("number 123456789");
  }

  @Test
  void theShapeAloneIsNotMasked() {
    finds.nothingIn("part 12-3456789");
    Numbers.ordinary().forEach(finds::nothingIn);
  }
}
