package io.llmgw.core.detect.health;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthRulesTest {
  private final Finds records = new Finds(HealthRules.all(), Entities.MEDICAL_RECORD);
  private final Finds members = new Finds(HealthRules.all(), Entities.HEALTH_MEMBER_ID);

  @ParameterizedTest
  @CsvSource({
    "MRN 12345678, 12345678",
    "mrn: 00-12-34, 00-12-34",
    "Medical record number: H1234567, H1234567",
    "{\"patientId\":\"PAT-004711\"}, PAT-004711",
    "patient_id=4711001, 4711001",
    "Patientennummer: 4711001, 4711001"
  })
  void aMedicalRecordIsWhatItsLabelSays(String text, String number) {
    records.in(text, MEDIUM, number);
    records.notAtAllIn(number);
  }

  @ParameterizedTest
  @CsvSource({
    "Member ID: XYZ123456789, XYZ123456789",
    "member_id=W1234-56789, W1234-56789",
    "subscriber number 123456789-01, 123456789-01",
    "policy no. 4711001, 4711001",
    "Medicaid ID AB12345C, AB12345C"
  })
  void soIsAMemberOfAnInsurance(String text, String number) {
    members.in(text, MEDIUM, number);
    members.notAtAllIn(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MRN: unknown",
        "MRN 123",
        "our medical record 2026",
        "group id: 1000",
        "health plan 2026",
        "patient id since 2026-11-26",
        "MRN 26.11.2026",
        "MRN 11/26/26",
        "MRN 123456789012345678901",
        "member number of the board: 5",
        "policy number one"
      })
  void wordsDatesAndShortNumbersAreNone(String text) {
    records.notAtAllIn(text);
    members.notAtAllIn(text);
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(records::notAtAllIn);
    Numbers.ordinary().forEach(members::notAtAllIn);
  }

  @Test
  void anyHasFiveDigitsOrFourIfItIsSaid() {
    records.in("MRN 12345", MEDIUM, "12345");
    records.notAtAllIn("MRN 1234");
    records.in("MRN: 1234", MEDIUM, "1234");
    records.notAtAllIn("MRN: 123");
    records.in("MRN: 0909", MEDIUM, "0909");
    records.in("MRN 12345678901234567890", MEDIUM, "12345678901234567890");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-26",
        "26.11.2026",
        "11/26/26",
        "1/2/2026",
        "1.2.2026",
        "2026/1/2",
        "9/9/0909",
        "26-11-2026"
      })
  void aDateIsNone(String date) {
    records.notAtAllIn("MRN " + date);
    records.notAtAllIn("MRN: " + date);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11-26-26",
        "11.26.26",
        "202-11-2026",
        "2026-11",
        "2026-11-26-1",
        "2026-11-260",
        "26111-11-26",
        "2026-11-26A",
        "26/11/26000"
      })
  void whatOnlyLooksLikeOneIsNot(String number) {
    records.in("MRN: " + number, MEDIUM, number);
  }
}
