package io.llmgw.core.detect.world;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrCpfTest {
  private final Finds finds = new Finds(WorldRules.all(), Entities.BR_CPF);

  @Test
  void twoDigitsTellIt() {
    Generated generated = new Generated();

    for (int i = 0; i < Generated.COUNT; i++) {
      String cpf = withControl(withControl("3" + generated.digits(8)));
      String written = cpf.replaceAll("(...)(...)(...)(..)", "$1.$2.$3-$4");
      finds.whole(cpf, MEDIUM);
      finds.whole(written, HIGH);
      Generated.altered(cpf, 9).forEach(finds::notAtAllIn);
      Generated.altered(written, 12).forEach(finds::notAtAllIn);
    }
  }

  /**
   * The digits from the right times two, three and so on, from eleven; ten and eleven are nought.
   */
  private static String withControl(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      sum += (i + 2) * (digits.charAt(digits.length() - 1 - i) - '0');
    }
    int check = 11 - sum % 11;
    return digits + (check > 9 ? 0 : check);
  }

  @Test
  void itIsFoundInALine() {
    finds.in("7,111.444.777-35,9", HIGH, "111.444.777-35");
    finds.in("CPF 11144477735", HIGH, "11144477735");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "111.444.777-36",
        "111.111.111-11",
        "11144477734",
        "1114.44777-35",
        "111.444.777-35-1",
        "0.11144477735"
      })
  void otherTextIsNone(String text) {
    finds.notAtAllIn(text);
  }
}
