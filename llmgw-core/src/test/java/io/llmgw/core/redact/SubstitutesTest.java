package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.Masking;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What takes the place of a value says nothing of it, in whatever letters it is written. */
class SubstitutesTest {
  private static final String CARD = "4111111111111111";

  @ParameterizedTest
  @ValueSource(
      ints = {'0', 0x0660, 0xFF10, 0x1D7CE, 0xE0030}) // the last are tags: nobody sees them
  void digitsOfAllKindsAreReplaced(int zero) {
    String value = cardInDigitsFrom(zero);
    String shown = new StringBuilder().appendCodePoint(zero + 1).toString();
    Masking.Keyed fake = (Masking.Keyed) Masking.fake(new byte[16]);

    assertThat(Substitutes.partial(value, 4)).isEqualTo("*".repeat(12) + shown.repeat(4));
    assertThat(Substitutes.keyed(Entities.CREDIT_CARD, value, fake))
        .matches("[0-9a-z]{16}")
        .isNotEqualTo(value);
  }

  private static String cardInDigitsFrom(int zero) {
    StringBuilder value = new StringBuilder();
    CARD.chars().forEach(c -> value.appendCodePoint(zero + c - '0'));
    return value.toString();
  }
}
