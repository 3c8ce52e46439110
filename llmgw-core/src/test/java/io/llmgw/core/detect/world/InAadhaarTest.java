package io.llmgw.core.detect.world;

import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InAadhaarTest {
  private final Finds finds = new Finds(WorldRules.all(), Entities.IN_AADHAAR);

  /** The table of the dihedral group that Verhoeff published, and his permutation. */
  private static final String[] PRODUCTS = {
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210"
  };

  private static final String PERMUTATION = "1576283094";

  @Test
  void verhoeffsDigitTellsIt() {
    Generated generated = new Generated();

    for (int i = 0; i < Generated.COUNT; i++) {
      String number = withVerhoeff(generated.between(2, 9) + generated.digits(10));
      finds.in(number, LOW, number);
      finds.in("Aadhaar no. " + number, MEDIUM, number);
      finds.whole(number.replaceAll("(....)(....)(....)", "$1 $2 $3"), MEDIUM);
      finds.whole(number.replaceAll("(....)(....)(....)", "$1-$2-$3"), MEDIUM);
      Generated.altered(number, 0).forEach(finds::notAtAllIn);
    }
  }

  private static String withVerhoeff(String digits) {
    for (int check = 0; check < 10; check++) {
      String number = digits + check;
      int product = 0;
      for (int i = 0; i < number.length(); i++) {
        int digit = number.charAt(number.length() - 1 - i) - '0';
        for (int times = 0; times < i % 8; times++) {
          digit = PERMUTATION.charAt(digit) - '0';
        }
        product = PRODUCTS[product].charAt(digit) - '0';
      }
      if (product == 0) {
        return number;
      }
    }
    throw new AssertionError("Verhoeff has a digit for all");
  }

  @Test
  void swappedNeighboursAreNoticed() {
    finds.notAtAllIn("234123412364");
  }

  @Test
  void wrappedItNeedsAWord() {
    finds.nothingIn("2341 2341\n2346");
    finds.in("Aadhaar 2341 2341\n2346", MEDIUM, "2341 2341\n2346");
  }

  @Test
  void rowsOfNumbersAreNone() {
    finds.notAtAllIn("2341 2341 2346 2024");
    finds.notAtAllIn("2341 2341 2346\n2024");
    finds.notAtAllIn("2024 2341 2341 2346");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"134123412346", "23 4123412346", "2341234123467", "0.234123412346", "2026-11-26"})
  void otherTextIsNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void theEndOfALineBehindItIsNotInIt() {
    finds.in("2341 2341 2346\nAsha", MEDIUM, "2341 2341 2346");
  }

  @Test
  void itBeginsWithTwoAtLeast() {
    finds.notAtAllIn(withVerhoeff("12341234123"));
    finds.notAtAllIn(withVerhoeff("02341234123"));
    finds.whole(withVerhoeff("23412341234"), LOW);
  }
}
