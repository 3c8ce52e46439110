package io.llmgw.core.detect.health;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Icd10Test {
  private final Finds finds = new Finds(HealthRules.all(), Entities.ICD10);

  @ParameterizedTest
  @CsvSource({
    "diagnosed with E11.9 in May, E11.9",
    "Diagnose: F32.1, F32.1",
    "dx J45.909, J45.909",
    "diagnosis S72.001A., S72.001A",
    "C4A.51 was the diagnosis, C4A.51",
    "ICD-10: I10, I10"
  })
  void itNeedsAWord(String text, String code) {
    finds.in(text, MEDIUM, code);
    finds.notAtAllIn("see " + code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "diagnosis: room B12",
        "diagnosis of v1.2.3",
        "diagnosis E11.9.1",
        "diagnosis e11.9",
        "diagnosis E1.19",
        "diagnosis 1E1.9"
      })
  void otherWordsAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::notAtAllIn);
  }
}
