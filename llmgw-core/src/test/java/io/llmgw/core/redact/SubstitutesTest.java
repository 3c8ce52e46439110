package io.llmgw.core.redact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Masking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What takes the place of a value says nothing of it, in whatever letters it is written. */
class SubstitutesTest {
  private static final String CARD = "4111111111111111";
  private static final byte[] KEY = "0123456789abcdef".getBytes(UTF_8);

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

  @ParameterizedTest
  @CsvSource({
    "1, 4, *",
    "ab, 4, *b",
    "abc, 4, **c",
    "abcd, 1, ***d",
    "12-34-5678, 4, **-**-5678",
    "12-34-5678, 2, **-**-**78",
    "a\u00a0\u00e9\u007Fz9, 2, *\u00a0*\u007Fz9",
    "\u0080ab, 1, **b"
  })
  void halfOfAValueStaysAtMostAndAllOfItsSeparators(String value, int last, String left) {
    assertThat(Substitutes.partial(value, last)).isEqualTo(left);
  }

  /** HMAC-SHA256 of "EMAIL:" and the value: hosts compare what is kept of earlier calls. */
  @Test
  void aHashIsTheFirstSixBytesOfItsDigest() {
    Masking.Keyed hash = (Masking.Keyed) Masking.hash(KEY);

    assertThat(Substitutes.keyed(Entities.EMAIL, "ada@example.com", hash))
        .isEqualTo("<EMAIL:237a4cf1baf3>");
  }

  @ParameterizedTest
  @CsvSource({
    "MAC_ADDRESS, 3c:22:fb:1B:8A:7E, [0-9][a-f]:[0-9]{2}:[a-f]{2}:[0-9][A-F]:[0-9][A-F]:[0-9][A-F]",
    "IP_ADDRESS, 2001:db8::ff00:42:8329, [0-9]{4}:[a-f]{2}[0-9]::[a-f]{2}[0-9]{2}:[0-9]{2}:[0-9]{4}",
    "IP_ADDRESS, ::ffff:203.0.113.7, ::[a-f]{4}:[0-9]{3}.[0-9].[0-9]{3}.[0-9]",
    "CRYPTO_ADDRESS, 0x52908400098527886E0F7030069857D2E4169EE7, 0x[0-9A-F]{40}"
  })
  void hexadecimalStaysHexadecimal(String type, String value, String form) {
    for (int i = 0; i < 200; i++) {
      Masking.Keyed fake = (Masking.Keyed) Masking.fake(("0123456789abcdef" + i).getBytes(UTF_8));

      assertThat(Substitutes.keyed(EntityType.of(type), value, fake))
          .matches(form)
          .isNotEqualTo(value);
    }
  }

  /** Else it would tell that no other letter stands in a password, or in a name. */
  @ParameterizedTest
  @CsvSource({
    "PASSWORD, abcdefabcdef12",
    "EMAIL, abad.cafe@dead.be",
    "CRYPTO_ADDRESS, 1BeefCafeBadDadFaceFeed12",
    "PASSWORD, 0xabcdefabcdefabcg"
  })
  void otherLettersAreAnyLetters(String type, String value) {
    Masking.Keyed fake = (Masking.Keyed) Masking.fake(KEY);

    assertThat(Substitutes.keyed(EntityType.of(type), value, fake)).containsPattern("[g-wyzG-Z]");
  }

  /** Worked out by hand from the digest, whose 32 bytes are used over and over. */
  @Test
  void aFakeIsTheSameInEveryCallAndHasTheFormOfTheValue() {
    Masking.Keyed fake = (Masking.Keyed) Masking.fake(KEY);
    String value = "Ada Lovelace, Card 4111-1111, K\u00c9Y \u00e9t\u00e9\u00a07, ".repeat(2);

    assertThat(Substitutes.keyed(Entities.EMAIL, value, fake))
        .isEqualTo(
            "Vag Edwlydjn, Wnxn 9829-7533, MNC ngl\u00a07, "
                + "Kqu Zdueuben, Gyum 9574-4412, ZMR bhg\u00a01, ");
  }
}
