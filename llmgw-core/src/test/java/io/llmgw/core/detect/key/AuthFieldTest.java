package io.llmgw.core.detect.key;

import static io.llmgw.api.redact.Confidence.HIGH;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.secret.SecretRules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthFieldTest {
  private final Finds finds = new Finds(SecretRules.all(), Entities.CREDENTIALS);

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
}
