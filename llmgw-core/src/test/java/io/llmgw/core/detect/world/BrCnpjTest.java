package io.llmgw.core.detect.world;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrCnpjTest {
  private final Finds finds = new Finds(WorldRules.all(), Entities.BR_CNPJ);

  @Test
  void twoDigitsTellIt() {
    Generated generated = new Generated();

    for (int i = 0; i < Generated.COUNT; i++) {
      boolean isOld = i % 2 == 0;
      String company =
          isOld
              ? generated.digits(8)
              : "1A" + generated.chars("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", 6);
      String cnpj = withControl(withControl(company + "0001"));
      String written = cnpj.replaceAll("(..)(...)(...)(....)(..)", "$1.$2.$3/$4-$5");
      finds.whole(cnpj, MEDIUM);
      finds.whole(written, HIGH);
      Generated.altered(cnpj, 12).stream()
          .filter(other -> other.matches(".{12}[0-9]{2}"))
          .forEach(finds::notAtAllIn);
    }
  }

  /** Weights from the right are two to nine, again and again; a char counts its ASCII less 48. */
  private static String withControl(String chars) {
    int sum = 0;
    for (int i = 0; i < chars.length(); i++) {
      sum += (2 + i % 8) * (chars.charAt(chars.length() - 1 - i) - 48);
    }
    int check = 11 - sum % 11;
    return chars + (check > 9 ? 0 : check);
  }

  @Test
  void publishedExamplesAreFound() {
    finds.whole("11.222.333/0001-81", HIGH);
    finds.whole("12.ABC.345/01DE-35", HIGH);
  }

  @Test
  void otherEstablishmentsNeedAWord() {
    String cnpj = withControl(withControl("112223330002"));
    finds.in(cnpj, LOW, cnpj);
    finds.nothingIn(cnpj);
    finds.in("CNPJ " + cnpj, MEDIUM, cnpj);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11.222.333/0001-82",
        "00000000000000",
        "11222333000180",
        "11-222-333-0001-81",
        "11.222.333.0001.81"
      })
  void otherTextIsNone(String text) {
    finds.notAtAllIn(text);
  }
}
