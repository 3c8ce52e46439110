package io.llmgw.core.detect.fold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainCharsTest {
  @ParameterizedTest
  @CsvSource({
    "\u00a0, ' '",
    "\u3000, ' '",
    "\u2010, -",
    "\u02d7, -",
    "\u2043, -",
    "\u2212, -",
    "\u2796, -",
    "\u06d4, .",
    "\u2024, .",
    "\u3002, .",
    "\uff61, .",
    "\u2044, /",
    "\u2215, /",
    "\u29f8, /",
    "\u02d0, :",
    "\u2236, :",
    "\ua789, :",
    "\u0660, 0",
    "\u0669, 9",
    "\uff01, !",
    "\uff5e, ~",
    "\u0085, '\n'",
    "\u2028, '\n'",
    "\u2029, '\n'"
  })
  void aCharIsReadAsThePlainOne(String written, String read) {
    assertThat(AsRead.of("a" + written + "b")).isEqualTo("a" + read + "b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000", "\u0001", "\u001f", "\u007f", "\u0080", "\u009f", "\u00ad", "\u0301", "\u20dd",
        "\u115f", "\u1160", "\u200d", "\u2065", "\u2800", "\u3164", "\uffa0", "\ufff0", "\ufff8",
        "\ufff9", "\ufeff", "\ufe0f"
      })
  void whatCannotBeSeenIsLeftOut(String unseen) {
    assertThat(AsRead.of("a" + unseen + "b")).isEqualTo("ab");
    assertThat(AsRead.of("a" + "\\u%04x".formatted((int) unseen.charAt(0)) + "b")).isEqualTo("ab");
  }

  @Test
  void someControlCharsEndLines() {
    assertThat(AsRead.of("a\u000bb\u000cc")).isEqualTo("a\nb\nc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\t", "\r", "\n", " ", "~", "\u00e9", "\u0436", "\uffef", "\u4e00"})
  void othersStay(String written) {
    assertThat(AsRead.of("a" + written + "b")).isEqualTo("a" + written + "b");
  }

  @ParameterizedTest
  @CsvSource({
    "'a\\u043e', ao", // by what was read before it
    "'1\\u043e', 1o",
    "'\\u043ea', \u043ea",
    "' \\u043ea', ' \u043ea'",
    "'\u0436\\u043ea', \u0436\u043ea",
    "'a\\u00b2', a\u00b2",
    "'\\uff21', A",
    "'\\U0001D400', A",
    "'\\U0000FFFF', \uffff",
    "'\\U00010000', \uD800\uDC00"
  })
  void whatIsWrittenByNumberIsReadAsTheCharWouldBe(String written, String read) {
    assertThat(AsRead.of(written)).isEqualTo(read);
  }
}
