package io.llmgw.core.detect.europe;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrNirTest {
  private final Finds finds = new Finds(EuropeRules.all(), Entities.FR_NIR);

  @Test
  void theKeyMakesItAMultipleOf97() {
    Generated generated = new Generated();

    for (int i = 0; i < Generated.COUNT; i++) {
      String month = String.format("%02d", generated.between(1, 12));
      String first = generated.between(1, 2) + generated.digits(2) + month + generated.digits(8);
      String nir = withKey(first, first);
      finds.whole(nir, HIGH);
      finds.whole(nir.replaceAll("(.)(..)(..)(..)(...)(...)(..)", "$1 $2 $3 $4 $5 $6 $7"), HIGH);
      Generated.altered(nir, 0).forEach(finds::notAtAllIn);
    }
  }

  private static String withKey(String written, String counted) {
    BigInteger key =
        BigInteger.valueOf(97).subtract(new BigInteger(counted).mod(BigInteger.valueOf(97)));
    return written + String.format("%02d", key.intValue());
  }

  @Test
  void corsicaHasLetters() {
    finds.whole(withKey("185052A006084", "1850519006084"), HIGH);
    finds.whole(withKey("285052B006084", "2850518006084"), HIGH);
    finds.notAtAllIn(withKey("185052C006084", "1850519006084"));
    finds.notAtAllIn(withKey("185051A006084", "1850519006084"));
  }

  @Test
  void anUnknownMonthIsLessSure() {
    finds.in(
        withKey("1855078006084", "1855078006084"),
        MEDIUM,
        withKey("1855078006084", "1855078006084"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"185057800608437", "985057800608436", "18505780060843", "0.185057800608436"})
  void otherTextIsNone(String text) {
    finds.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "4", "7", "8"})
  void aProvisionalOneIsLessSure(String sex) {
    String nir = withKey(sex + "850578006084", sex + "850578006084");

    finds.whole(nir, MEDIUM);
    finds.in(nir, HIGH);
    finds.in("carte vitale " + nir, HIGH, nir);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "5", "6", "9"})
  void otherDigitsAreThoseOfNobody(String sex) {
    finds.notAtAllIn(withKey(sex + "850578006084", sex + "850578006084"));
  }
}
