package io.llmgw.core.detect.us;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriverLicenseTest {
  private final Finds finds = new Finds(UsRules.all(), Entities.US_DRIVER_LICENSE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "D1234567", // California
        "12345678", // Texas
        "F123-456-78-901-0", // Florida
        "A1234-5678-9012", // as Illinois
        "A1234 56789 01234", // New Jersey
        "123456789", // New York
        "AB123456C", // Idaho
        "12ABC34567", // New Hampshire
        "123AB4567", // Iowa
        "1234567A", // Vermont
        "S123456789012", // Michigan
        "S 123 456 789 012",
        "123 456 789", // New York, Georgia
        "12-345-6789", // Colorado
        "12 345 678", // Pennsylvania
        "WDLABCD456DG", // Washington
        "SMITHJJ123AB"
      })
  void eachStateHasAShape(String number) {
    finds.in("driver's license " + number, MEDIUM, number);
    finds.in("driver\u2019s license no: " + number + ".", MEDIUM, number);
    finds.in("DL# " + number, MEDIUM, number);
    finds.notAtAllIn("no. " + number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "driver's license issued 2026-11-26",
        "driver's license of 2026",
        "driver's license, call 212-555-0147",
        "driver's license: 1234 567 890",
        "driver's license: 123-45-67890",
        "driver's license: 12 34 5678",
        "driver's license: ABCDEF1234XY",
        "driver's license: WDXABC4567DG",
        "driver's license: SMITHJJJ12AB",
        "driver's license: SMITHJJ12XAB",
        "software license: 12345678"
      })
  void otherNumbersAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::notAtAllIn);
  }
}
