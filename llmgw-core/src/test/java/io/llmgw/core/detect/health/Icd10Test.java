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

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "diagnosis: I10!I10",
        "Dx: F32!F32",
        "dx F32!F32",
        "Diagnoses: I10, E11.9 and J45!I10 E11.9 J45",
        "Diagnosen: I10; J45 / F32!I10 J45 F32",
        "diagnosed with C4A in May!C4A",
        "**Diagnosis code:** I10!I10",
        "{\"diagnosis\":\"I10\"}!I10",
        "{\"diagnoses\": [\"I10\", \"J45\"]}!I10 J45",
        "The primary diagnosis is F32.!F32"
      })
  void oneWithoutADotStandsRightBehindTheWord(String text, String codes) {
    finds.in(text, MEDIUM, codes.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I10",
        "the I10 of an engine",
        "diagnosis of the I10 engine",
        "diagnosis of V12 engines",
        "diagnosis of problem A1",
        "see Figure F32",
        "the diagnosis, see Figure F32",
        "I10, not a diagnosis",
        "diagnosis: f32",
        "diagnosed with T2D",
        "diagnosis: F32-4",
        "diagnosis: none. A12 is the room",
        "undiagnosed: F32"
      })
  void otherwiseItIsNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::notAtAllIn);
  }
}
