package io.llmgw.core.detect.uk;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostcodeTest {
  private final Finds finds = new Finds(UkRules.all(), Entities.UK_POSTCODE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "L1 8JQ",
        "B33 8TH",
        "YO1 7HH",
        "SW10 9ZZ",
        "E1W 2BT",
        "EC1A 1BB",
        "ec1a 1bb",
        "EC1A1BB"
      })
  void itNeedsAWord(String code) {
    finds.in("postcode: " + code, MEDIUM, code);
    finds.in("my address is 1 High Street, " + code + ".", MEDIUM, code);
    finds.notAtAllIn("see " + code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ZZ1 7HH", // no such area
        "YO1 7CH", // no such letter
        "YO1 7HK", "YO 17HH", "YO1 7H", "YO1 77H", "Yo1 7hH"
      })
  void otherShapesAreNone(String text) {
    finds.notAtAllIn("postcode " + text);
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::notAtAllIn);
  }

  @Test
  void itsGroupsAreOfTheirOwn() {
    finds.notAtAllIn("postcode E C1A1BB");
    finds.notAtAllIn("postcode EC1 A1BB");
    finds.in("postcode PA1 1AA", MEDIUM, "PA1 1AA");
    finds.notAtAllIn("postcode Q1 8JQ");
    finds.notAtAllIn("postcode YO1 7MH");
  }
}
