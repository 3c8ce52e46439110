package io.llmgw.core.detect.contact;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
  private final Finds finds = new Finds(ContactRules.all(), Entities.EMAIL);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.com",
        "Ada.Lovelace+maths@mail.example.co.uk",
        "o'brien@example.ie",
        "r&d_7%x@sub-domain.example",
        "\"ada lovelace\"@example.com",
        "josé@ejemplo.es",
        "иван@пример.рф",
        "अजय@डाटा.भारत",
        "用户@例子.公司",
        "ada@xn--bcher-kva.example",
        "ada@[192.0.2.1]",
        "ada@[IPv6:2001:db8::1]",
        "a@b.co",
        "ada!x@example.com"
      })
  void addressesAreSure(String address) {
    finds.whole(address, HIGH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Write to <ada@example.com>.",
        "mailto:ada@example.com?subject=x",
        "ada@example.com, please",
        "'ada@example.com'",
        "**ada@example.com**",
        "(ada@example.com)",
        "email=ada@example.com&x=1",
        "users/ada@example.com/mail",
        "...ada@example.com...",
        "邮箱是ada@example.com吗",
        "ada@example.com으로",
        "{\"to\":\"ada@example.com\"}",
        "see https://example.org/u/ada@example.com",
        "ada@example.com-Office",
        "ada@example.com\nada"
      })
  void whatIsAroundItIsNotPartOfIt(String text) {
    finds.in(text, HIGH, "ada@example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada%40example.com",
        "ada&#64;example.com",
        "ada\\u0040example.com",
        "ada＠example．com",
        "a\u200bda@exam\u00adple.com",
        "ada@example[.]com"
      })
  void otherWaysToWriteTheSignAreRead(String address) {
    finds.whole(address, HIGH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ada (at) example.com", "ada[at]example[dot]com", "ada(at)example (dot) org"})
  void spelledOnesAreRead(String address) {
    finds.whole(address, MEDIUM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Override",
        "ada@localhost",
        "lodash@4.17.21",
        "react@18.2.0-beta.rc",
        "pkg@v1.2-alpha.beta",
        "icon@2x.png",
        "git@github.com:org/repo.git",
        "ssh://git@github.com/org/repo.git",
        "postgres://user:secret@db.example.com/x",
        "@example.com",
        "ada@.com",
        "ada@example.c",
        "ada@example.42",
        "a @ b.com",
        "array@[0]",
        "look (at) this",
        "a@",
        "@@@@"
      })
  void otherSignsAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void ofALocalPartThatIsTooLongTheEndIsHidden() {
    finds.in("x".repeat(100) + "@example.com", HIGH, "x".repeat(64) + "@example.com");
  }

  @Test
  void eachOfManyIsFound() {
    finds.in("a@b.com;c@d.org,e@f.net", HIGH, "a@b.com", "c@d.org", "e@f.net");
  }
}
