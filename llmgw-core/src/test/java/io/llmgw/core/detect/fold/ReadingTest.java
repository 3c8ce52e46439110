package io.llmgw.core.detect.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTest {
  private static List<String> readings(String text) {
    return Reading.of(text).stream().map(Reading::chars).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "\u202e321, \u202e123",
    "a\u202e321, a\u202e123",
    "a\u202e321\u202cb, a\u202e123\u202cb",
    "a\u202e321\u202e654, a\u202e123\u202e456",
    "'\u202e21\n43', '\u202e12\n43'",
    "\u202e, \u202e",
    "\u202e1\u202c\u202e32, \u202e1\u202c\u202e23"
  })
  void anOverrideTurnsWhatIsBehindItToItsEnd(String text, String shown) {
    assertThat(readings(text)).containsExactly(shown);
  }

  @Test
  void eachTurnedCharKnowsItsPlace() {
    Reading reading = Reading.of("a\u202e2\uD83D\uDE421\u202c").get(0);

    assertThat(reading.chars()).isEqualTo("a\u202e1\uD83D\uDE422\u202c");
    assertThat(List.of(0, 1, 2, 3, 4, 5, 6))
        .map(i -> reading.start(i, i + 1))
        .containsExactly(0, 1, 5, 3, 4, 2, 6);
    assertThat(List.of(0, 1, 2, 3, 4, 5, 6))
        .map(i -> reading.end(i, i + 1))
        .containsExactly(1, 2, 6, 4, 5, 3, 7);
    assertThat(reading.start(2, 6)).isEqualTo(2);
    assertThat(reading.end(2, 6)).isEqualTo(6);
  }

  @Test
  void fourHiddenCharsAreText() {
    assertThat(readings("x" + tags(" ~\n0"))).containsExactly(" ~\n0");
    assertThat(readings(tags("4111"))).containsExactly("4111");
    assertThat(readings("x" + tags("411"))).isEmpty();
    assertThat(readings("x" + tags("411\u001f\u007f\r"))).isEmpty();
    assertThat(readings("x" + selectors(" ~\n0"))).containsExactly(" ~\n0");
    assertThat(readings("x" + selectors("411\u001f\u007f\u00a0\u0000"))).isEmpty();
    assertThat(readings("plain")).isEmpty();
  }

  @Test
  void theFirstSixteenSelectorsStandElsewhere() {
    assertThat(readings("x" + "\ufe0a" + selectors("411") + "\ufe0f\ufdff\ufe10"))
        .containsExactly("\n411");
  }

  @Test
  void bothAreReadWhereBothAre() {
    assertThat(readings("\u202e21\u202c" + tags("4111") + selectors("5222")))
        .hasSize(3)
        .contains("4111", "5222");
  }

  @Test
  void whatIsHiddenKnowsItsPlaces() {
    Reading reading = Reading.of("xy" + tags("4") + "z" + tags("111")).get(0);

    assertThat(reading.start(0, 1)).isEqualTo(2);
    assertThat(reading.end(0, 1)).isEqualTo(4);
    assertThat(reading.start(1, 4)).isEqualTo(5);
    assertThat(reading.end(1, 4)).isEqualTo(11);
  }

  @Test
  void codePointsBesideTheTagsAreNone() {
    String beside = new StringBuilder().appendCodePoint(0xE0080).append("\uDB3F\uDFFF").toString();

    assertThat(readings(tags("411") + beside)).isEmpty();
    assertThat(readings(selectors("411") + new StringBuilder().appendCodePoint(0xE01F0))).isEmpty();
  }

  private static String tags(String ascii) {
    StringBuilder tags = new StringBuilder();
    ascii.chars().forEach(c -> tags.appendCodePoint(0xE0000 + c));
    return tags.toString();
  }

  private static String selectors(String octets) {
    StringBuilder selectors = new StringBuilder();
    octets.chars().forEach(c -> selectors.appendCodePoint(c < 16 ? 0xFE00 + c : 0xE0100 + c - 16));
    return selectors.toString();
  }
}
