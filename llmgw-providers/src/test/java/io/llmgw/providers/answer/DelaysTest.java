package io.llmgw.providers.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.test.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelaysTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "6m0s, PT6M",
    "1s, PT1S",
    "12ms, PT0.012S",
    "0s, PT0S",
    "1h2m3.5s, PT1H",
    "2m3.5s, PT2M3.5S",
    "17.399999999s, PT17.399999999S",
    "500us, PT0.0005S",
    "7, PT7S",
    "0, PT0S",
    "12.5, PT12.5S",
    "' 3 ', PT3S",
    "1772366430, PT30S",
    "1772366430500, PT30.5S",
    "1772366399, PT0S",
    "2026-03-01T12:00:10Z, PT10S",
    "2026-03-01T13:00:10+01:00, PT10S",
    "2026-03-01T11:00:00Z, PT0S",
    "2027-03-01T11:00:00Z, PT1H",
    "86400, PT1H",
    "1e9, PT0S",
    "1d, PT1H",
  })
  @Fault("F039")
  void readsResets(String text, Duration expected) {
    assertThat(Delays.reset(text, NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "-1",
        "-5s",
        "soon",
        "NaN",
        "Infinity",
        "-Infinity",
        "1x",
        "s",
        "ms",
        "1.2.3s",
        "0x10",
        "1f",
        "5 s",
        "2026-13-01T00:00:00Z",
        "T",
        "1e",
        "--",
        "+",
        "."
      })
  @Fault("F039")
  void ignoresWhatIsNoReset(String text) {
    assertThat(Delays.reset(text, NOW)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"1, PT1S", "1.5, PT1.5S", "' 2 ', PT2S", "0, PT0S", "86400, PT1H", "1e18, PT1H"})
  void readsSeconds(String text, Duration expected) {
    assertThat(Delays.seconds(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'Sun, 01 Mar 2026 12:00:20 GMT'",
    "'Sunday, 01-Mar-26 12:00:20 GMT'",
    "'Sun Mar  1 12:00:20 2026'",
  })
  void readsTheThreeFormsOfAnHttpDate(String text) {
    assertThat(Delays.untilHttpDate(text, NOW)).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void aDateInThePastSaysNothing() {
    assertThat(Delays.untilHttpDate("Sun, 01 Mar 2026 11:59:59 GMT", NOW)).isNull();
  }

  @Test
  @Fault("I25")
  void isTotalNonNegativeAndCapped() {
    String alphabet = "0123456789.-+eEhmsuTZ: ,GMTSundMar\u00b5";
    for (int seed = 0; seed < 100_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(24);
      for (int i = 0; i < length; i++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String value = text.toString();
      check(Delays.reset(value, NOW), value);
      check(Delays.seconds(value), value);
      check(Delays.millis(value), value);
      check(Delays.untilHttpDate(value, NOW), value);
    }
  }

  private static void check(Duration delay, String text) {
    if (delay != null && (delay.isNegative() || delay.compareTo(Delays.MOST) > 0)) {
      throw new AssertionError("'" + text + "' gave " + delay);
    }
  }
}
