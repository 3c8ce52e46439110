package io.llmgw.core.detect;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.bank.BankRules;
import io.llmgw.core.detect.health.HealthRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A label that heads a column says what its cells are, in all rows of the table. */
class LabelledColumnTest {
  /** Values that are nothing without a label, and headings that are one. */
  private enum Kind {
    RECORD(
        HealthRules.all(),
        Entities.MEDICAL_RECORD,
        List.of("mrn", "MRN", "Patient ID", "patient_id", "patientId", "\"Medical record no.\""),
        "00123456",
        "H1234567",
        "4711",
        "00-12-34",
        "PAT-004711",
        "12345678"),
    MEMBER(
        HealthRules.all(),
        Entities.HEALTH_MEMBER_ID,
        List.of("member_id", "Member ID", "Insurance ID", "Policy number", "MemberID"),
        "XYZ123456789",
        "W1234-56789",
        "123456789-01",
        "4711001",
        "ABC1234",
        "AB12345C"),
    BIC(
        BankRules.all(),
        Entities.BIC,
        List.of("swift", "bic", "BIC", "SWIFT code", "IBAN/BIC", "bank_bic"),
        "DEUTDEFF",
        "COBADEFFXXX",
        "NEDSZAJJ",
        "UNCRIT2B912",
        "PCBKXKPR",
        "DEUTDEFF500"),
    DIAGNOSIS(
        HealthRules.all(),
        Entities.ICD10,
        List.of("dx", "Dx", "diagnosis", "Diagnoses", "icd10", "ICD-10 code"),
        "E11.9",
        "F32.1",
        "I10",
        "S72.001A",
        "J45",
        "C4A.51");

    private final Finds finds;
    private final List<String> headings;
    private final String[] values;

    Kind(Rules rules, EntityType type, List<String> headings, String... values) {
      this.finds = new Finds(rules, type);
      this.headings = headings;
      this.values = values;
    }

    private String rows(String separator, String first, String last) {
      List<String> rows = new ArrayList<>();
      for (String value : values) {
        rows.add(String.join(separator, first, value, last));
      }
      return String.join("\n", rows);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", " | ", ", ", "  "})
  void allRowsHaveWhatItsHeadingSays(String separator) {
    for (Kind kind : Kind.values()) {
      for (String heading : kind.headings) {
        for (String first : new String[] {"Ada Lovelace", "1001", "2026-01-02"}) {
          String head = String.join(separator, "who", heading, "a note");
          String rows = kind.rows(separator, first, "of a rather long and winding kind of note");

          kind.finds.in(head + "\n" + rows + "\n", MEDIUM, kind.values);
        }
      }
    }
  }

  @Test
  void soTheyDoInTheFirstAndInTheLastColumn() {
    for (Kind kind : Kind.values()) {
      for (String heading : kind.headings) {
        String first = heading + ",Name\n" + String.join(",Ada Lovelace\n", kind.values) + ",Bob";
        String last = "Name," + heading + "\nAda," + String.join("\nBob Brown,", kind.values);

        kind.finds.in(first, MEDIUM, kind.values);
        kind.finds.in(last, MEDIUM, kind.values);
        kind.finds.in(last.replace("\n", "\r\n"), MEDIUM, kind.values);
      }
    }
  }

  @Test
  void soTheyDoBetweenBars() {
    for (Kind kind : Kind.values()) {
      for (String heading : kind.headings) {
        String head = "| Name | " + heading + " | n |\n|------|:-----|---|\n";
        String rows = "| " + kind.rows(" | ", "A. Smith", "the n of it").replace("\n", " |\n| ");

        kind.finds.in(head + rows + " |\n", MEDIUM, kind.values);
        kind.finds.in(
            "+---+---+\n" + head + rows.replace("\n", "\n+---+\n") + " |", MEDIUM, kind.values);
      }
    }
  }

  @Test
  void cellsMayBeQuotedOrSetInCode() {
    for (Kind kind : Kind.values()) {
      for (String quote : new String[] {"\"", "'", "`", "**"}) {
        String head = "\"Name\",\"" + kind.headings.get(0) + "\",\"n\"\n";
        String separator = quote + "," + quote;
        String rows = kind.rows(separator, "Ada", "n").replace("\n", quote + "\n" + quote);

        kind.finds.in(head + quote + rows + quote, MEDIUM, kind.values);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"order_id", "Number", "id", "code", "Comment", "swiftly", "members", "no diag"})
  void otherHeadingsSayNothing(String heading) {
    for (Kind kind : Kind.values()) {
      kind.finds.notAtAllIn("who," + heading + ",Name\n" + kind.rows(",", "x", "Ada"));
      kind.finds.notAtAllIn(heading + ",Name\n" + String.join(",Ada\n", kind.values) + ",Bob");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"n/a", "-", "unknown", "", "none", "123", "2026-01-02", "Ann", "SEE NOTE"})
  void cellsOfWordsAndDatesAreNone(String cell) {
    for (Kind kind : Kind.values()) {
      for (String heading : kind.headings) {
        String row = "\n" + cell + ",Bob,order 12345678 DEUTDEFF E11.9";

        kind.finds.notAtAllIn(heading + ",Name,n" + ("\nx,Ada Lovelace,a note on that" + row));
      }
    }
  }

  @Test
  void nothingOfOtherColumnsIsOne() {
    for (Kind kind : Kind.values()) {
      for (String heading : kind.headings) {
        String[] all = Arrays.copyOf(kind.values, kind.values.length);
        List<String> rows = new ArrayList<>();
        for (String value : all) {
          rows.add("12345678,IMPORTED in a batch of the year before,at the room A12," + value);
        }
        String text = "order_id,comment to it,room," + heading + "\n" + String.join("\n", rows);

        kind.finds.in(text, MEDIUM, all);
      }
    }
  }

  @Test
  void threeOtherLinesMayStandBetweenTwoRows() {
    Finds records = Kind.RECORD.finds;
    String head = "MRN,Name\n12345678,Ada\n";

    records.in(head + "a\n\nb\n12345679,Bob", MEDIUM, "12345678", "12345679");
    records.in(head + "a\nb\nc\nd\n12345679,Bob", MEDIUM, "12345678");
    records.in(head + "Ward 7\n12345679,Bob\n", MEDIUM, "12345678", "12345679");
  }

  @Test
  void aHeadingWithinATableGoesOnWithIt() {
    Finds records = Kind.RECORD.finds;

    records.in("MRN,Name\n12345678,Ada\nMRN,Name\n12345679,Bob", MEDIUM, "12345678", "12345679");
    records.in("MRN,Name\nno MRN,Eve\n12345679,Bob", MEDIUM, "12345679");
    records.in("MRN,Name,n\nno MRN,Eve,1234\n12345679,Bob,1", MEDIUM, "12345679");
  }

  @Test
  void aLineWithANumberIsNoHeading() {
    Kind.RECORD.finds.notAtAllIn("MRN,Name,order 4711\n12345678,Ada,x\n12345679,Bob,y");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "The swift, brown fox!BUSINESS, as usual",
        "A SWIFT transfer, please!TRANSFER, then",
        "patient id, or so!see 2026-01-02, please"
      })
  void linesOfProseAreNoTable(String first, String second) {
    for (Kind kind : Kind.values()) {
      kind.finds.notAtAllIn(first + "\n" + second);
    }
  }
}
