package io.llmgw.core.detect.us;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SsnTest {
  private final Finds finds = new Finds(UsRules.all(), Entities.US_SSN);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123-45-6789",
        "001-01-0001",
        "665-99-9999",
        "667-10-2030",
        "899-55-1234",
        "123 45 6789",
        "123\u201345\u20136789", // dashes
        "123\u00a045\u00a06789", // blanks that do not break
        "\uff11\uff12\uff13-45-6789", // full width
      })
  void asItIsWrittenItNeedsNoWord(String number) {
    finds.whole(number, MEDIUM);
    finds.in("(" + number + "), as said", MEDIUM, number);
    finds.in("her ssn is " + number, HIGH, number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSN: 123456789",
        "Social Security Number 123456789",
        "{\"social_security_number\":\"123456789\"}",
        "{\"userSsn\":123456789}",
        "123456789 is my social\nsecurity number",
        "seguro social: 123456789"
      })
  void inOneGroupItNeedsAWord(String text) {
    finds.in(text, MEDIUM, "123456789");
    finds.in("123456789", LOW, "123456789");
    finds.nothingIn("123456789");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000-12-3456", // area
        "666-12-3456",
        "900-12-3456",
        "999-12-3456",
        "123-00-4567", // group
        "123-45-0000", // serial
        "078-05-1120", // on a card in a wallet
        "219-09-9999", // in a leaflet
        "123-45-67890",
        "1123-45-6789",
        "123-45-6789-1",
        "2-123-45-6789",
        "123-45-6789.5",
        "123-45 6789", // two separators
        "A123-45-6789"
      })
  void whatWasNeverGivenIsNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void otherGroupsAreTheShapeAlone() {
    finds.nothingIn("12-345-6789");
    finds.in("ssn 123.45.6789", MEDIUM, "123.45.6789");
  }

  @Test
  void aTableOfNumbersHasNone() {
    finds.nothingIn("12 123 45 6789");
    finds.nothingIn("123 45 6789 1000");
    finds.nothingIn("Suite 123 45 6789 Oak Street");
  }

  @Test
  void theValuesOfALineAreSeparate() {
    finds.in("7,123-45-6789,2026\n8,234-56-7890,2026", MEDIUM, "123-45-6789", "234-56-7890");
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::nothingIn);
  }
}
