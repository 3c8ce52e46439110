package io.llmgw.core.detect.payment;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import io.llmgw.core.detect.Scan;
import io.llmgw.core.detect.Scanner;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cards with wide gaps or over lines are found; numbers in tables, lists and logs are none. */
class CardLayoutTest {
  private static final int CHARS = 200_000;

  private final Finds finds = new Finds(PaymentRules.all(), Entities.CREDIT_CARD);

  /** Text with many numbers, of which none is a card's. */
  enum Benign {
    FOUR_DIGITS_A_LINE,
    EIGHT_DIGITS_A_LINE,
    TWELVE_DIGITS_A_LINE,
    FOUR_COLUMNS,
    FOUR_WIDE_COLUMNS,
    FOUR_TABBED_COLUMNS,
    LABELLED_COLUMNS,
    COLUMNS_OF_MANY_WIDTHS,
    WIDE_MATRIX,
    COMMAS,
    LOG,
    PHONES,
    PROSE;

    private String line(Random random) {
      return switch (this) {
        case FOUR_DIGITS_A_LINE -> digits(random, 4);
        case EIGHT_DIGITS_A_LINE -> digits(random, 8);
        case TWELVE_DIGITS_A_LINE -> digits(random, random.nextBoolean() ? 12 : 4);
        case FOUR_COLUMNS -> row(random, " ", 4, 4);
        case FOUR_WIDE_COLUMNS -> row(random, "  ", 4, 4);
        case FOUR_TABBED_COLUMNS -> row(random, "\t", 4, 4);
        case LABELLED_COLUMNS -> "of " + word(random) + "   " + row(random, "   ", 4, 4);
        case COLUMNS_OF_MANY_WIDTHS -> row(random, "  ", 6, 2 + random.nextInt(5));
        case WIDE_MATRIX -> row(random, " ", 10, 4);
        case COMMAS -> row(random, ",", 3, 4 + random.nextInt(5));
        case LOG ->
            "17640" + digits(random, 8) + " INFO " + word(random) + " took " + digits(random, 3);
        case PHONES -> word(random) + "  " + row(random, " - ", 3, 3) + digits(random, 1);
        case PROSE ->
            random.nextInt(4) == 0
                ? digits(random, 4) + " " + word(random) + " " + word(random)
                : word(random) + " and " + word(random) + " had " + digits(random, 4);
      };
    }

    private static String row(Random random, String between, int cells, int width) {
      StringBuilder row = new StringBuilder(digits(random, width));
      for (int i = 1; i < cells; i++) {
        row.append(between).append(digits(random, width));
      }
      return row.toString();
    }

    private static String word(Random random) {
      return new String[] {"lamp", "chair", "garden", "window", "tea"}[random.nextInt(5)];
    }

    private static String digits(Random random, int count) {
      StringBuilder digits = new StringBuilder().append(1 + random.nextInt(9));
      while (digits.length() < count) {
        digits.append(random.nextInt(10));
      }
      return digits.toString();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "  ",
        "    ",
        "\t",
        "\t\t",
        " \t",
        "\u00a0\u00a0",
        "-",
        " - ",
        "  -  ",
        "\n",
        "\r\n",
        " \n",
        "  \n",
        "\n  ",
        "\n> ",
        "-\n",
        "\n\n"
      })
  void oneSeparatorOfAnyFormStandsBetweenGroups(String separator) {
    String card = String.join(separator, "4111", "1111", "1111", "1111");
    String amex = String.join(separator, "3782", "822463", "10005");

    for (String each : new String[] {card, amex}) {
      finds.in(each, HIGH, each);
      finds.in("take " + each + ", please", HIGH, each);
      finds.in("my card is " + each + " and more", HIGH, each);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", " \n", "\n  ", "\n> "})
  void aLineMayEndAnywhereWithinIt(String end) {
    for (String written :
        new String[] {
          "4111111111111111", "4111 1111 1111 1111", "4111  1111  1111  1111", "3782 822463 10005"
        }) {
      for (int at = 1; at < written.length(); at++) {
        boolean isBetweenDigits =
            Character.isDigit(written.charAt(at - 1)) && Character.isDigit(written.charAt(at));
        if (isBetweenDigits) {
          String card = written.substring(0, at) + end + written.substring(at);

          finds.in(card, HIGH, card);
          finds.in("take " + card + ", please", HIGH, card);
          finds.in("the card " + card + " of mine", HIGH, card);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", " \n", "\n  ", "-\n"})
  void aLineMayEndBehindAnyHyphenOfIt(String end) {
    for (String card :
        new String[] {
          "4111-" + "1111" + end + "1111-1111",
          "4111-1111-1111" + end + "1111",
          "4111-1111-11" + end.replace("-", "") + "11-1111"
        }) {
      finds.in(card, HIGH, card);
      finds.in("take " + card + ", please", HIGH, card);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111\n1111 1111 1111", "4111 1111\n1111 1111", "4111 1111 1111\n1111",
        "4111\n1111-1111-1111", "4111  1111 1111   1111", "4111\t1111  1111\n1111"
      })
  void gapsMayDifferInWidth(String card) {
    finds.in(card, HIGH, card);
    finds.in("take " + card + ", please", HIGH, card);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111     1111     1111     1111", // five blanks
        "4111  1111  1111  1112", // check digit
        "4111\n1111 1111 1112",
        "411111111111\n1112",
        "4111 1111 - 1111 1111", // two separators
        "4111  1111-1111  1111",
        "41  1111111111  11  11", // groups of no card
        "4111 - - 1111 1111 1111",
        "4111\n\n\n1111 1111 1111",
        "0.4111  1111  1111  1111"
      })
  void otherLayoutsAreNone(String number) {
    finds.notAtAllIn(number);
  }

  @Test
  void whatStandsBehindItIsNotATable() {
    finds.in("4111  1111  1111  1111  12/27", HIGH, "4111  1111  1111  1111");
    finds.in("4111  1111  1111  1111  123  12/27", HIGH, "4111  1111  1111  1111");
    finds.in("4111  1111  1111  1111  12-27", HIGH, "4111  1111  1111  1111");
    finds.in("411\n1111111111111\n7 of them", HIGH, "411\n1111111111111");
    finds.in("4111  1111  1111  1111  1234  12/27", HIGH, "4111  1111  1111  1111");
    finds.in("4111 1111 11\n11 1111 12/27 123", HIGH, "4111 1111 11\n11 1111");
    finds.in("4111\t1111\t1111\t1111\t123\n", HIGH, "4111\t1111\t1111\t1111");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "555 123 4567",
        "555-123-4567",
        "DE89 3704 0044 0532 0130 00",
        "12/27 123",
        "5555 5555 5555 4444",
        "on 2026-11-27 at 10:12",
        ""
      })
  void otherThingsInTheLinesAroundItAreNoTable(String line) {
    for (String card :
        new String[] {"4111 1111 1111 1111", "4111  1111  1111  1111", "3782  822463  10005"}) {
      assertThat(finds.parts(line + "\n" + card + "\n" + line, HIGH)).contains(card);
    }
  }

  @Test
  void aListOfCardsIsNotATable() {
    finds.in(
        "4111  1111  1111  1111\n5555  5555  5555  4444\n",
        HIGH,
        "4111  1111  1111  1111",
        "5555  5555  5555  4444");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", " | ", ", ", "  "})
  void cardsInOneColumnOfATableAreCards(String separator) {
    Generated generated = new Generated();
    for (String first : new String[] {"1001", "1", "Ann Lee", "2026-11-27", "10:21", "7,5"}) {
      for (String rest : new String[] {"99.50", "12", "ok", "12" + separator + "345"}) {
        StringBuilder rows = new StringBuilder();
        String[] cards = new String[20];
        for (int i = 0; i < cards.length; i++) {
          String number = Generated.withLuhn("4" + generated.digits(14));
          cards[i] = String.join(" ", number.split("(?<=\\G.{4})"));
          rows.append(first).append(separator).append(cards[i]).append(separator).append(rest);
          rows.append('\n');
        }

        finds.in(rows.toString(), MEDIUM, cards);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10:21 [4111 1111 1111 1111] ok\n10:22 [5555 5555 5555 4444] ok",
        "| 1 | [4111 1111 1111 1111] | Ann |\n| 2 | [5555 5555 5555 4444] | Bob |",
        "2026-11-27 [5555 5555 5555 4444]\n2026-11-27 [4111 1111 1111 1111]",
        "1;[4111 1111 1111 1111];99.50\n2;7123 1234 1234 1234;98.50", // of no issuer
        "1;[3782 822463 10005];99.50;12\n2;[4111 1111 1111 1111];98.50;12",
        "1;[3782 822463 10005];99;12;5\n2;[4111 1111 1111 1111];98;12;6",
        "[4111 1111 1111 1111]\n[4222 2222 2222 2]", // thirteen digits
        "[4111 1111 1111 1111]\n[6212 3456 7890 1234 569]", // nineteen
        "[4111 1111 1111 1111]\n[2223 0031 2200 3222]",
        "1001 [4111 1111 1111 1111] 99\n1002 [5555 5555 5555 4444] 12",
        "1001 [4111 1111 1111 1111] 99 12 7\n1002 [5555 5555 5555 4444] 12 99 8",
        "12 1001 [4111 1111 1111 1111]\n13 1002 [5555 5555 5555 4444]",
        "12 [5555 5555 5555 4444]\n4111 1111 1111 1111 12 34",
        "7  [4111 1111 1111 1111]  99  1  2\n12 13  [5555 5555 5555 4444]  98  3  4",
        "7\t[4111 1111 1111 1111]\t99\t1\t2\n12 13\t[5555 5555 5555 4444]\t98\t3\t4"
      })
  void whatElseIsInItsRowMakesNoTableOfNumbers(String marked) {
    String[] parts = marked.split("[\\[\\]]");
    String[] cards = new String[parts.length / 2];
    for (int i = 0; i < cards.length; i++) {
      cards[i] = parts[2 * i + 1];
    }

    finds.in(String.join("", parts), MEDIUM, cards);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[4111  1111  1111  1111]  5123  7123", // its row goes on
        "12  [4111  1111  1111  1111]",
        "12\t[4111\t1111\t1111\t1111]",
        "a longer row 12  [4111  1111  1111  1111]",
        "[41111111\r\n11111111]\r\n12345678\r\n",
        "[4111  1111  1111  1111]\n7123  1234  1234  1234",
        "7123  1234  1234  1234\n[4111  1111  1111  1111]",
        "[41111111\n11111111]\n12345678",
        "12345678\n[41111111\n11111111]",
        "7123 1234 1234 1234\n[4111 1111 1111 1111]\n7123 1234 1234 1234",
        "7123;1234;1234;1234\n[4111 1111 1111 1111]",
        "17640000 took [411\n1111111111111] ended"
      })
  void amongOtherNumbersItNeedsAWord(String marked) {
    String text = marked.replaceAll("[\\[\\]]", "");
    String card = marked.substring(marked.indexOf('[') + 1, marked.indexOf(']'));

    finds.nothingIn(text);
    finds.in(text, LOW, card);
    finds.in(text + "\nwas paid by card", MEDIUM, card);
  }

  @Test
  void linesAroundItAreFollowedFor120Chars() {
    String card = "4111 1111 1111 1111";
    String row = " 7123 1234 1234 1234";
    String far = "\n".repeat(130);

    finds.nothingIn(far + "x".repeat(100) + row + "\n" + card);
    finds.in(far + "x".repeat(101) + row + "\n" + card, MEDIUM, card);
    finds.nothingIn(far + card + "\n" + "x".repeat(113) + " 1 2 3 4");
    finds.in(card + "\n" + "x".repeat(114) + " 1 2 3 4", MEDIUM, card);
    finds.in(card + "\n" + "x".repeat(119) + "1 23", MEDIUM, card);
    finds.in(card + "\n" + "x".repeat(115) + " 1,2,34,5", MEDIUM, card);
    finds.nothingIn("41111111\n11111111\n" + "1".repeat(120));
    finds.in("41111111\n11111111\n" + "1".repeat(121), MEDIUM, "41111111\n11111111");
  }

  @Test
  void aRowOfSevenGroupsIsNoCardThoughItBeginsAsOne() {
    finds.nothingIn("12 5555 5555 5555 4444\n4111 1111 1111 1111 12 34 56");
  }

  @Test
  void cellsStandEightBlanksApartAtMost() {
    String card = "4111  1111  1111  1111";
    String row = String.join(" ".repeat(8), "7123", "1234", "1234", "1234");

    finds.nothingIn("12" + " ".repeat(8) + card);
    finds.in("12" + " ".repeat(9) + card, MEDIUM, card);
    finds.nothingIn(row + "\n" + card);
    finds.in(row.replace(" ".repeat(8), " ".repeat(9)) + "\n" + card, MEDIUM, card);
  }

  @ParameterizedTest
  @EnumSource
  void fewNumbersInTablesListsAndLogsAreTakenForOne(Benign kind) {
    Scan scan = Scanner.of(PaymentRules.all(), Set.of(Entities.CREDIT_CARD)).scan();
    Random random = new Random(kind.ordinal());
    StringBuilder text = new StringBuilder();
    while (text.length() < CHARS) {
      text.append(kind.line(random)).append('\n');
    }

    long masked =
        scan.find(text.toString()).stream()
            .filter(each -> each.confidence().isAtLeast(MEDIUM))
            .count();

    System.out.printf("%s: %d places in %d chars%n", kind, masked, text.length());
    assertThat(masked).isLessThanOrEqualTo(text.length() / 20_000);
  }

  @Test
  void generatedNumbersOfAllIssuersAreFound() {
    Generated generated = new Generated();
    for (int i = 0; i < Generated.COUNT; i++) {
      String number = Generated.withLuhn("5" + generated.between(1, 5) + generated.digits(13));
      int at = generated.between(1, 15);
      String card = number.substring(0, at) + "\n" + number.substring(at);

      finds.in("take " + card + ", please", HIGH, card);
    }
  }
}
