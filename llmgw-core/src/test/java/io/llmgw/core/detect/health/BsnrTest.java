package io.llmgw.core.detect.health;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BsnrTest {
  private final Finds finds = new Finds(HealthRules.all(), Entities.DE_BSNR);

  @ParameterizedTest
  @ValueSource(strings = {"BSNR: 381234500", "Betriebsstättennummer 381234500", "381234500 (BSNR)"})
  void itNeedsAWord(String text) {
    finds.in(text, MEDIUM, "381234500");
    finds.notAtAllIn("381234500");
  }

  @Test
  void ordinaryNumbersAreNone() {
    finds.notAtAllIn("BSNR 000000000");
    finds.notAtAllIn("BSNR 38123450");
    Numbers.ordinary().forEach(finds::notAtAllIn);
  }
}
