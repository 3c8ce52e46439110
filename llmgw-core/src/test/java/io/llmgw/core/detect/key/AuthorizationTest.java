package io.llmgw.core.detect.key;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Rules;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows the schemes of a header, those that have no name of their own among them. */
class AuthorizationTest {
  private final Finds finds =
      new Finds(
          new Rules(List.of(), List.of(new Authorization()), List.of()), Entities.CREDENTIALS);

  private static String encoded(String pair) {
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a:bcde",
        "user:pass~word",
        "ada:p\u00e4ss\u00ff",
        ":secret",
        " :   ~ ",
        "secret:"
      })
  void basicIsFollowedByAPairInAnyEncoding(String pair) {
    String value = encoded(pair);

    finds.in("Authorization: Basic " + value, HIGH, value);
    finds.in("with basic " + value + ".", HIGH, value);
    finds.in("Basic " + value.replace("=", ""), HIGH, value.replace("=", ""));
    finds.notAtAllIn("Basic " + value.replace("=", "") + "~");
    finds.notAtAllIn("xBasic " + value);
    finds.notAtAllIn("\u00e9Basic " + value);
    finds.notAtAllIn("1Basic " + value);
  }

  @Test
  void thatOfEveryOctetThatMayBeText() {
    for (int octet = 0x20; octet <= 0xFF; octet++) {
      byte[] pair = {'a', ':', 'b', (byte) octet, 'c', 'd'};
      String value = Base64.getEncoder().encodeToString(pair);

      finds.in("Basic " + value, HIGH, octet == 0x7F ? new String[0] : new String[] {value});
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:bcd", "a-bcdef", "a:bcd\u007f", "a:bcd\u001f", "a:bcd\n"})
  void whatIsShortOrNoPairIsNone(String text) {
    finds.notAtAllIn("Authorization: Basic " + encoded(text).replace("=", ""));
  }

  @Test
  void twentyFourBlanksMayStandBetween() {
    String pair = encoded("ada:secret");
    for (String blank : List.of(" ", "\t", "\r", "\n")) {
      finds.in("Basic" + blank + pair, HIGH, pair);
      finds.in("Basic" + blank + blank.repeat(24) + pair, HIGH, pair);
      finds.notAtAllIn("Basic" + blank + blank.repeat(25) + pair);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Token", "ApiKey", "SSWS", "Bearer"})
  void behindTheNameOfTheHeaderEightCharsAreAToken(String scheme) {
    String gap = " ".repeat(10);

    finds.in("Authorization: " + scheme + " a1b2c3d4", MEDIUM, "a1b2c3d4");
    finds.in("Authorization:" + gap + scheme + " a1b2c3d4", MEDIUM, "a1b2c3d4");
    finds.notAtAllIn("Authorization:" + gap + " " + scheme + " a1b2c3d4");
    finds.notAtAllIn("Authorization: " + scheme + " a1b2c3d");
    finds.notAtAllIn("Authorization: " + scheme + " a1a1a1a1");
    finds.notAtAllIn("Authorization: " + scheme + " required");
    finds.notAtAllIn("my " + scheme + " a1b2c3d4");
  }

  @Test
  void elsewhereABearerHasSixteenThatAreMixed() {
    finds.in("my bearer Ab1Cd2Ef3Gh4Ij5K", MEDIUM, "Ab1Cd2Ef3Gh4Ij5K");
    finds.notAtAllIn("my bearer Ab1Cd2Ef3Gh4Ij5");
    finds.notAtAllIn("my bearer internationalization");
    finds.notAtAllIn("my token Ab1Cd2Ef3Gh4Ij5K");
  }

  @Test
  void aTokenEndsBeforeStopsAtItsEnd() {
    finds.in("bearer Ab1Cd2.Ef3Gh4Ij5K...", MEDIUM, "Ab1Cd2.Ef3Gh4Ij5K");
    finds.in("bearer Ab1Cd2Ef3Gh4Ij5K. x", MEDIUM, "Ab1Cd2Ef3Gh4Ij5K");
    finds.in("bearer .Ab1Cd2Ef3Gh4Ij5K", MEDIUM, ".Ab1Cd2Ef3Gh4Ij5K");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abcdefghijklm009", // three digits
        "Abcdefghijklmno1", // both cases
        "Zbcdefghijklmno1",
        "aBCDEFGHIJKLMNO1",
        "zBCDEFGHIJKLMNO1",
        "Abcdefgh1hhhhhhh" // nine chars
      })
  void mixedAreDigitsAmongLetters(String token) {
    finds.in("my bearer " + token, MEDIUM, token);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abcdefghijklmn12",
        "ABCDEFGHIJKLMN12",
        "Abcdefghijklmnop",
        "1234567890-12345",
        "Abcdefg1ggggggggg",
        "{bcdefghijklmno1",
        "@bcdefghijklmno1",
        "[bcdefghijklmno1"
      })
  void othersAreNot(String token) {
    finds.notAtAllIn("my bearer " + token);
  }

  @ParameterizedTest
  @CsvSource({
    "abc11111, true",
    "ab111111, false",
    "abcde111111111111111, true",
    "abcd1111111111111111, false"
  })
  void variedAreSixCharsOrHalfOfThem(String token, boolean isVaried) {
    String[] found = isVaried ? new String[] {token} : new String[0];

    finds.in("Authorization: Token " + token, MEDIUM, found);
  }
}
