package io.llmgw.core.detect.vehicle;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VinTest {
  private static final String CHARS = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";

  /** The transliteration of 49 CFR 565.15, table III. */
  private static final Map<Character, Integer> VALUES =
      IntStream.range(0, CHARS.length())
          .boxed()
          .collect(
              Collectors.toMap(
                  CHARS::charAt, i -> "012345678912345678123457923456789".charAt(i) - '0'));

  private final Finds finds = new Finds(VehicleRules.all(), Entities.VIN);

  @Test
  void theNinthPlaceTellsIt() {
    Generated generated = new Generated();

    for (int i = 0; i < Generated.COUNT; i++) {
      String vin =
          vin(
              "1" + generated.chars(CHARS, 7),
              "F" + generated.chars(CHARS, 3) + generated.digits(4));
      finds.whole(vin, HIGH);
      finds.in("sold " + vin.toLowerCase() + ".", MEDIUM, vin.toLowerCase());
      for (char other : "0123456789X".toCharArray()) {
        if (other != vin.charAt(8)) {
          finds.notAtAllIn(vin.substring(0, 8) + other + vin.substring(9));
        }
      }
    }
  }

  @Test
  void itEndsInANumber() {
    finds.whole(vin("1M8GDM9A", "KP042788"), HIGH);
    finds.notAtAllIn(vin("1M8GDM9A", "KP04A788"));
  }

  private static String vin(String before, String after) {
    int[] weights = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    String all = before + "0" + after;
    int sum = IntStream.range(0, 17).map(i -> weights[i] * VALUES.get(all.charAt(i))).sum();
    return before + (sum % 11 == 10 ? "X" : String.valueOf(sum % 11)) + after;
  }

  @ParameterizedTest
  @ValueSource(strings = {"1M8GDM9AXKP042788", "1HGCM82633A004352", "5GZCZ43D13S812715"})
  void publishedExamplesAreFound(String vin) {
    finds.whole(vin, HIGH);
  }

  @Test
  void elsewhereThereIsNoCheckSoThatItNeedsAWord() {
    finds.in("WVWZZZ1JZ3W386752", LOW, "WVWZZZ1JZ3W386752");
    finds.nothingIn("WVWZZZ1JZ3W386752");
    finds.in("chassis WVWZZZ1JZ3W386752", MEDIUM, "WVWZZZ1JZ3W386752");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1M8GDM9AXKP04278", // too short
        "1M8GDM9AXKP0427880",
        "1M8GDM9AOKP042788", // O
        "1M8GDM9AXKP04278A", // no number at its end
        "11111111111111111",
        "1M8GDM9A XKP042788",
        "1M8gdm9aXKP042788"
      })
  void otherWordsAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void northAmericasBeginWithOneToFive() {
    finds.notAtAllIn("1GZCZ43D13S892715");
    finds.notAtAllIn("5GZCZ43D13S892715");
    finds.in("6GZCZ43D13S892715", LOW, "6GZCZ43D13S892715");
  }

  @Test
  void whatStandsBeforeItHasNoPartInIt() {
    finds.in("1AAAAAAAAAAAAAAAAAAAAA WVWZZZ1JZ3W386752", LOW, "WVWZZZ1JZ3W386752");
  }
}
