package io.llmgw.core.detect.key;

import static io.llmgw.api.redact.Confidence.HIGH;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Rules;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthFieldTest {
  private final Finds finds =
      new Finds(new Rules(List.of(), List.of(new AuthField()), List.of()), Entities.CREDENTIALS);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_auth = VALUE",
        "_auth=VALUE\nalways-auth=true",
        "//registry.example.org/:_auth=VALUE",
        "_auth=\"VALUE\"",
        "{\"auths\":{\"r.example\":{\"auth\":\"VALUE\"}}}",
        "{\"auths\": {\"r.example\": {\"auth\": \"VALUE\", \"email\": \"x\"}}}",
        "\"{\\\"auths\\\":{\\\"r.example\\\":{\\\"auth\\\":\\\"VALUE\\\"}}}\"",
        "auth: VALUE",
        "npmAuthIdent: \"VALUE\"",
        "basic_auth: 'VALUE'"
      })
  void aUserAndAPasswordInBase64(String text) {
    finds.in(text.replace("VALUE", "cm9vdDpodW50ZXIyMzQ="), HIGH, "cm9vdDpodW50ZXIyMzQ=");
    finds.in(text.replace("VALUE", "bnBtdXNlcjpzM2NyM3RQdw=="), HIGH, "bnBtdXNlcjpzM2NyM3RQdw==");
    finds.notAtAllIn(text.replace("VALUE", "required"));
    finds.notAtAllIn(text.replace("VALUE", "username"));
    finds.notAtAllIn(text.replace("VALUE", "anVzdCBzb21lIHRleHQ="));
    finds.notAtAllIn(text.replace("VALUE", "${NPM_AUTH}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "author: cm9vdDpodW50ZXIyMzQ",
        "auth cm9vdDpodW50ZXIyMzQ=",
        "auth=cm9vdDpo.dW50ZXIyMzQ=",
        "auth=cjpo",
        "auth:",
        "auth"
      })
  void otherFieldsHaveNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void aPairHasEightTo1024Chars() {
    String longest = encoded("a:" + "b".repeat(766));

    finds.in("auth=YTpiY2Q=", HIGH, "YTpiY2Q="); // a:bcd
    finds.notAtAllIn("auth=YTpiY2Q");
    finds.in("auth=" + longest, HIGH, longest);
    finds.notAtAllIn("auth=" + encoded("a:" + "b".repeat(767)));
  }

  @Test
  void fourQuotesAndEightBlanksMayStandOnEitherSideOfTheSign() {
    String pair = encoded("ada:secret");
    String quote = "\\\\\\\"";
    for (String blank : List.of(" ", "\t")) {
      String gap = blank.repeat(8);
      finds.in("auth" + quote + gap + ":" + gap + quote + pair, HIGH, pair);
      finds.notAtAllIn("auth" + gap + blank + "=" + pair);
      finds.notAtAllIn("auth=" + gap + blank + pair);
    }
    finds.in("auth''''=''''" + pair, HIGH, pair);
    finds.notAtAllIn("auth'''''=" + pair);
    finds.notAtAllIn("auth='''''" + pair);
  }

  @Test
  void whatIsDecodedIsPrintableAsciiWithAColon() {
    finds.in("auth=" + encoded(" a:bcd~"), HIGH, encoded(" a:bcd~"));
    for (String other : List.of("a:bcd\u001f", "a:bcd\u007f", "a:bc\u00e4d", "a-bcdef")) {
      finds.notAtAllIn("auth=" + encoded(other));
    }
  }

  private static String encoded(String pair) {
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
