package io.llmgw.core.detect;

import static io.llmgw.api.redact.Confidence.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.bank.BankRules;
import io.llmgw.core.detect.contact.ContactRules;
import io.llmgw.core.detect.health.HealthRules;
import io.llmgw.core.detect.us.UsRules;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The heading of a column counts for all rows of its table, whatever else they hold. */
class ColumnsTest {
  private static final int ROWS = 20;

  /** Values that are nothing without a word, and headings that have it. */
  private enum Kind {
    SSN(UsRules.all(), Entities.US_SSN, "123456780", "ssn", "employeeSsn", "Soc. Sec. No."),
    NHS(HealthRules.all(), Entities.UK_NHS, "9434765919", "NHS Number", "nhsNo", "nhs_no"),
    BSNR(HealthRules.all(), Entities.DE_BSNR, "123456780", "bsnr", "Betriebsst\u00e4tten-Nr."),
    LANR(HealthRules.all(), Entities.DE_LANR, "123456601", "LANR", "Arzt-Nr.", "arzt_nr"),
    KVNR(HealthRules.all(), Entities.DE_KVNR, "a123456780", "KVNR", "KV-Nr.", "Versicherten-Nr."),
    ABA(BankRules.all(), Entities.US_ROUTING_NUMBER, "021000021", "aba", "RoutingNumber"),
    PHONE(ContactRules.all(), Entities.PHONE, "4155552671", "Phone", "homePhone", "FAXNo", "Tel.");

    private final Finds finds;
    private final String value;
    private final List<String> headings;

    Kind(Rules rules, EntityType type, String value, String... headings) {
      this.finds = new Finds(rules, type);
      this.value = value;
      this.headings = List.of(headings);
    }
  }

  private static String table(String separator, String heading, String first, String value) {
    StringBuilder text = new StringBuilder();
    text.append(String.join(separator, "id", heading, "name", "n")).append('\n');
    for (int i = 0; i < ROWS; i++) {
      String third = i % 3 == 0 ? "77" : "Ann Lee";
      text.append(String.join(separator, first, value, third, "12")).append('\n');
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", " | ", ", ", "  "})
  void allRowsAreFoundAsTheFirstIs(String separator) {
    for (Kind kind : Kind.values()) {
      for (String heading : kind.headings) {
        for (String first : new String[] {"1001", "Bob Roe", "2026-11-27", "10:21"}) {
          String[] all = new String[ROWS];
          Arrays.fill(all, kind.value);

          kind.finds.in(table(separator, heading, first, kind.value), MEDIUM, all);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", " | ", ", ", "  "})
  void withoutTheWordNoneIs(String separator) {
    for (Kind kind : Kind.values()) {
      kind.finds.nothingIn(table(separator, "amount", "1001", kind.value));
    }
  }

  @Test
  void cellsMayBeEmptyQuotedOrBetweenBars() {
    Finds ssns = Kind.SSN.finds;
    String far = "1,,\"Lee, Ann\",\n".repeat(ROWS);
    String bars = "| 1 |  | Ann |\n".repeat(ROWS);

    ssns.in("id,ssn,name,n\n" + far + "2,123456780,\"Roe, Bob\",\n", MEDIUM, "123456780");
    ssns.in("|id|ssn|name|\n|--|--|--|\n" + bars + "|2|123456780||\n", MEDIUM, "123456780");
    ssns.in(
        "\"id\",\"ssn\"\n" + "\"1\",\"\"\n".repeat(9) + "\"2\",\"123456780\"\n",
        MEDIUM,
        "123456780");
  }

  @Test
  void aRowWithoutNumbersIsNoHeading() {
    String rows = "1,,Ann\nx,none,Bob\n" + "2,,Eve\n".repeat(ROWS);

    Kind.SSN.finds.in("id,ssn,name\n" + rows + "3,123456780,Joe\n", MEDIUM, "123456780");
  }

  @Test
  void otherSeparatorsMayStandInACell() {
    String rows = "1,,a;b  c|d\n".repeat(ROWS);

    Kind.SSN.finds.in("id,ssn,note\n" + rows + "3,123456780,e; f\n", MEDIUM, "123456780");
  }

  @Test
  void theNextTableHasItsOwn() {
    String rows = "1,123456780,Ann\n".repeat(2);

    Kind.SSN.finds.in(
        "id,ssn,name\n" + rows + "\nid,order,name\n" + "1,,Ann\n".repeat(ROWS) + rows,
        MEDIUM,
        "123456780",
        "123456780");
    Kind.SSN.finds.nothingIn("id,order,ssn\n" + "1,,\n".repeat(ROWS) + "1,123456780,\n");
  }

  @ParameterizedTest
  @CsvSource({
    "'id,ssn of of of of of of of of of of of of,x', true", // 39 chars
    "'id,ssn of of of of of of of of of of of off,x', false",
    "'id,ssn 12,x', true",
    "'id,ssn 123,x', false",
    "'id, 2 ssn,x', false",
    "'id,ssn,', true",
    "'Dear all, here are two, at last\nid,ssn,x', true",
    "'id,order,x\n1,2,3\nssn,ssn,ssn', false",
    "'id,ssn,x\n1,2,3\nid,order,x', true",
    "'id,ssn,x\n\n1,2,3\nid,order,x', true",
    "'id,ssn,x\n1,2,3\n\nid,order,x', false",
    "'id,ssn,x\\n1,2,3\\n\\n--,--,--', true",
    "'  id,ssn,x', true",
    "'id,ssn\rx', false"
  })
  void aHeadingIsShortAndHasNoNumber(String lines, boolean isOne) {
    String text = lines.replace("\\n", "\n").replace("\\r", "\r") + "\n" + "1,,\n".repeat(ROWS);

    Kind.SSN.finds.in(
        text + "1,123456780,", MEDIUM, isOne ? new String[] {"123456780"} : new String[0]);
  }

  @ParameterizedTest
  @CsvSource({
    "id  ssn  x, 1  2  3, '1  123456780  a, b; c', true",
    "id  ssn  x, 1  2  3, '1  123456780  3  ', true",
    "'  id  ssn  x', 1  2  3, 1  123456780  3, true",
    "|id|ssn|x, 1|2|3, 1|123456780|3, true",
    "|id|ssn, |1|2|, |1|123456780|, true",
    "'id,ssn,x', '1,2,', '3;4,123456780,', true",
    "id  ssn  x, '\n', 'id  n  x\n1  123456780  3', false",
    "| SSN |, |--|, '1,123456780,', false",
    "'ssn  ', '1  ', '123456780  ', false"
  })
  void rowsNeedNotBeWrittenAsTheirHeading(String heading, String row, String last, boolean isOne) {
    Kind.SSN.finds.in(
        heading + "\n" + (row + "\n").repeat(2 * ROWS) + last,
        MEDIUM,
        isOne ? new String[] {"123456780"} : new String[0]);
  }

  @Test
  void theFirst64ColumnsHaveHeadings() {
    for (int columns : new int[] {64, 65, 66, 200}) {
      Kind.SSN.finds.in(wide(columns, 1, columns), MEDIUM, "123456780");
      Kind.SSN.finds.in(wide(columns, 63, columns), MEDIUM, "123456780");
    }
    Kind.SSN.finds.nothingIn(wide(65, 64, 65));
    Kind.SSN.finds.nothingIn(wide(200, 199, 200));
    Kind.SSN.finds.nothingIn("ssn,\n" + "1\n".repeat(2 * ROWS) + "123456780");
  }

  @Test
  void rowsHaveAsManyCellsAsTheirHeadingHoweverManyThoseAre() {
    Kind.SSN.finds.nothingIn(wide(65, 1, 66));
    Kind.SSN.finds.nothingIn(wide(66, 1, 65));
    Kind.SSN.finds.nothingIn(wide(64, 1, 65));
  }

  /** A table with so many columns and the word over one of them, and a number there in a row. */
  private static String wide(int columns, int column, int cells) {
    String heading = "n,".repeat(column) + "ssn" + ",n".repeat(columns - column - 1);
    String rows = ("1" + ",".repeat(cells - 1) + "\n").repeat(9);
    return heading
        + "\n"
        + rows
        + ",".repeat(column)
        + "123456780"
        + ",".repeat(cells - column - 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"| %s |", "|%s|", "%s |"})
  void betweenBarsATableMayHaveOneColumn(String row) {
    String rows = row.formatted("--") + "\n" + (row.formatted("") + "\n").repeat(ROWS);

    Kind.SSN.finds.in(
        row.formatted("SSN") + "\n" + rows + row.formatted("123456780"), MEDIUM, "123456780");
    Kind.SSN.finds.nothingIn(row.formatted("order") + "\n" + rows + row.formatted("123456780"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "| North region |",
        "| Engineering                |",
        "| **Team B** |",
        "(see below) |",
        "  | Region 1200 |",
        "| 2026 |",
        "|--|",
        "|----+----+----|",
        "+----+----+----+",
        "  +====+====+====+\r",
        "----+----+----"
      })
  void aRowOfOneCellLeavesTheColumnsOfTheOthers(String row) {
    String heading = "| Name | SSN | City |\n";
    String ada = "| Ada | 123456780 | Rome |\n";
    String bob = "| Bob | pending | Oslo |\n";
    String[] one = {"123456780"};
    Finds ssns = Kind.SSN.finds;

    ssns.in(heading + "|--|--|--|\n" + row + "\n" + ada, MEDIUM, one);
    ssns.in(heading + row + "\n" + bob + row + "\n" + ada, MEDIUM, one);
    ssns.in(heading + ada + row + "\n" + bob + ada, MEDIUM, "123456780", "123456780");
    ssns.in(heading + "| 1 | | |\n" + (row + "\n" + bob).repeat(ROWS) + ada, MEDIUM, one);
    ssns.in(heading + "\n" + row + "\n" + ada, MEDIUM, one);
    ssns.nothingIn(heading.replace("SSN", "Order") + row + "\n" + ada);
    String next = heading.replace("SSN", "Order") + "| 1 | | |\n".repeat(ROWS);
    ssns.nothingIn(heading + "| 1 | | |\n" + row + "\n\n" + next + row + "\n" + ada);
  }

  @Test
  void whatAGroupIsCalledHeadsNoColumnOfTheOthers() {
    String heading = "| Name | Order | City |\n|--|--|--|\n";
    String others = "| 1 | | Oslo |\n".repeat(ROWS);
    String rows = others + "| Ada | 123456780 | Rome |\n" + others;

    Kind.SSN.finds.nothingIn(heading + "| SSN |\n" + rows);
    Kind.SSN.finds.nothingIn(heading + rows + "| SSN |\n" + rows);
  }

  @Test
  void aTableOfOneColumnMayStandBesideWiderOnes() {
    String wide = "| id | order |\n|--|--|\n| 1 | 2 |\n";
    String ssns = "| SSN |\n|--|\n" + "| |\n".repeat(ROWS) + "| 123456780 |\n";
    String orders = ssns.replace("SSN", "Order");

    Kind.SSN.finds.in(wide + "\n" + ssns, MEDIUM, "123456780");
    Kind.SSN.finds.in(wide + ssns + wide + "\n" + ssns, MEDIUM, "123456780", "123456780");
    Kind.SSN.finds.nothingIn(wide + "\n" + orders);
    Kind.SSN.finds.in(ssns + wide + orders, MEDIUM, "123456780");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2 rows in set", "----", "+", "+ 1 -"})
  void otherLinesEndATableBetweenBars(String line) {
    String table = "| id | ssn |\n| 1 | |\n" + "| 2 | |\n".repeat(ROWS);

    Kind.SSN.finds.nothingIn(table + line + "\n| id | order |\n| 3 | 123456780 |\n");
  }

  @Test
  void aRowHasTwoThousandChars() {
    String rows = "id,ssn,note\n" + "1,,\n".repeat(ROWS) + "1,123456780,";

    Kind.SSN.finds.in(rows + "x".repeat(1988), MEDIUM, "123456780");
    Kind.SSN.finds.nothingIn(rows + "x".repeat(1989));
  }

  @Test
  void cellsMayBeAskedForInAnyOrder() {
    FoldedText text = new FoldedText();
    text.read("id,ssn,name\n1,2,3\n");

    assertThat(Stream.of(16, 14, 12, 13, 15, 14, 17).map(text.columns()::heading))
        .containsExactly(
            " name name ",
            " ssn ssn ",
            " id id ",
            " id id ",
            " ssn ssn ",
            " ssn ssn ",
            " name name ");
    assertThat(text.columns().heading(3)).isEqualTo(" ");
    text.read("id,order\n1,2\n");
    assertThat(text.columns().heading(11)).isEqualTo(" order order ");
    assertThat(text.columns().heading(3)).isEqualTo(" ");
  }
}
