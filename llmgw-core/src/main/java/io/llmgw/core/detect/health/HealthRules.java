package io.llmgw.core.detect.health;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.Labelled;
import io.llmgw.core.detect.Rules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All rules of this package. */
public final class HealthRules {
  private static final List<String> RECORD =
      List.of(
          "mrn",
          "mrns",
          "medical record",
          "medicalrecord",
          "med rec",
          "medical rec",
          "patient id",
          "patientid",
          "patient_id",
          "patient number",
          "patient no",
          "patient #",
          "chart number",
          "chart no",
          "patientennummer",
          "patienten-id",
          "patienten-nr",
          "fallnummer");

  private static final List<String> MEMBER =
      List.of(
          "member id",
          "member_id",
          "memberid",
          "member number",
          "member no",
          "member #",
          "subscriber id",
          "subscriber number",
          "subscriberid",
          "policy number",
          "policy no",
          "policy #",
          "policynumber",
          "insurance id",
          "insurance number",
          "medicaid id",
          "medicaid number",
          "versicherungsnummer",
          "mitgliedsnummer");

  private HealthRules() {}

  /** Numbers of patients, the insured and those who treat them, and codes of diagnoses. */
  public static Rules all() {
    return Rules.identifiers(
            new Nhs(),
            new Npi(),
            new Mbi(),
            new Dea(),
            new Kvnr(),
            new Lanr(),
            new Bsnr(),
            new AuMedicare(),
            Icd10.dotted(),
            Icd10.plain())
        .and(
            new Rules(
                List.of(),
                List.of(
                    Labelled.withColumns(Entities.MEDICAL_RECORD, RECORD, HealthRules::number),
                    Labelled.withColumns(Entities.HEALTH_MEMBER_ID, MEMBER, HealthRules::number)),
                List.of()));
  }

  /**
   * At most twenty chars, at least five of them digits, or four if it is said: no word, no date.
   */
  private static @Nullable Confidence number(FoldedText text, int start, int end, boolean isSaid) {
    int digits = 0;
    for (int i = start; i < end; i++) {
      char c = text.at(i);
      digits += c >= '0' && c <= '9' ? 1 : 0;
    }
    boolean isOne = digits >= (isSaid ? 4 : 5) && end - start <= 20 && !isDate(text, start, end);
    return isOne ? Confidence.MEDIUM : null;
  }

  /** Whether it looks like 2026-11-26, 26.11.2026 or 11/26/26. */
  private static boolean isDate(FoldedText text, int start, int end) {
    int parts = 1;
    int length = 0;
    boolean isDate = false;
    for (int i = start; i < end; i++) {
      char c = text.at(i);
      if (c >= '0' && c <= '9') {
        length++;
        isDate |= length == 4;
      } else if ((c == '-' || c == '.' || c == '/') && (length <= 2 || length == 4)) {
        isDate |= c == '/';
        parts++;
        length = 0;
      } else {
        return false;
      }
    }
    return isDate && parts == 3 && (length <= 2 || length == 4);
  }
}
