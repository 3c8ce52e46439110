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
        "nguy\u1ec5n@b.vn",
        "अ@कु.भारत",
        "a@b.zz",
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

  @Test
  void aLabelHasSixtyThreeCharsAndADomain253() {
    String label = "a".repeat(63);
    String four = String.join(".", label, label, label, "a".repeat(58));

    finds.whole("x@" + label + ".com", HIGH);
    finds.notAtAllIn("x@" + label + "a.com");
    finds.whole("x@" + four + ".com", HIGH);
    finds.in("x@" + four + "aa.com", HIGH, "x@" + four + "aa");
  }

  @Test
  void aQuotedLocalPartHasSixtyFourCharsWithItsQuotes() {
    finds.whole("\"" + "a".repeat(62) + "\"@example.com", HIGH);
    finds.notAtAllIn("\"" + "a".repeat(63) + "\"@example.com");
    finds.notAtAllIn("\" ada\"@example.com");
    finds.notAtAllIn("\"ada\n\"@example.com");
    finds.in("\"ada@example.com", HIGH, "ada@example.com");
  }

  @Test
  void anAddressInBracketsHasTwoSeparatorsAtLeast() {
    finds.whole("ada@[1.2.3]", HIGH);
    finds.whole("ada@[IPv6:" + "2001:".repeat(8) + "1]", HIGH);
    finds.notAtAllIn("ada@[1.2]");
    finds.notAtAllIn("ada@[IPv6:" + "2001:".repeat(8) + "11]");
    finds.notAtAllIn("ada@[1.2.3");
    finds.notAtAllIn("ada@[1.2.3!]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@1a.de",
        "a@v1.x.de",
        "a@2xy.de",
        "a@b-c.de",
        "gits@x.de:y",
        "a#b@c.de",
        "a@b.ZZ"
      })
  void whatOnlyLooksLikeAVersionIsOne(String address) {
    finds.in(address, HIGH, address.replace(":y", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git@x.de:y",
        "git@x.de/y",
        "a@v1.2.de",
        "a@2x.de",
        "a@b.d1",
        "a@b.de1",
        "a@-b.de",
        "a@b..de",
        "a@b. de",
        "a!@c.de",
        "a$@c.de",
        "a  (at) b.de"
      })
  void otherSignsWithDomainsAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void whatIsNoPartOfTheLocalPartIsLeftOut() {
    finds.in("ada..b@c.de", HIGH, "b@c.de");
    finds.in(".a@c.de", HIGH, "a@c.de");
    finds.in("-a@c.de", HIGH, "a@c.de");
    finds.in("_a@c.de", HIGH, "_a@c.de");
    finds.in("!a@c.de", HIGH, "a@c.de");
    finds.in("\u7528a@b.de", HIGH, "a@b.de");
    finds.in("a\u7528@b.de", HIGH, "a\u7528@b.de");
    finds.in("a@b.de\u5417", HIGH, "a@b.de");
    finds.in("a@b.de-f", HIGH, "a@b.de");
  }

  @Test
  void aNameInAUrlIsLessSureAndWithAPasswordItIsNone() {
    finds.in("http://ada@b.de", MEDIUM, "ada@b.de");
    finds.in("http://ada@b.de", HIGH);
    finds.in("//ada@b.de", HIGH, "ada@b.de");
    finds.in("x/ada@b.de", HIGH, "ada@b.de");
    finds.notAtAllIn("http://" + "u".repeat(127) + ":ada@b.de");
    finds.in("http://" + "u".repeat(128) + ":ada@b.de", HIGH, "ada@b.de");
    finds.in("http:// u:ada@b.de", HIGH, "ada@b.de");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b [dot] de",
        "a@b{dot}de",
        "a@b(.)de",
        "a@b (dot) de",
        "a@b.xn--p1ai",
        "a@b(dot)de"
      })
  void aDotMayBeSpelled(String address) {
    finds.whole(address, HIGH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a(at) b.de", "a (at)b.de", "a{at}b.de", "a (AT) b.de", "a [at] b.de"})
  void theSignMayBeSpelledWithABlankOnEitherSide(String address) {
    finds.whole(address, MEDIUM);
    finds.in(address, HIGH);
  }

  @Test
  void signsBesideItAreNoPartOfIt() {
    finds.in("\u20acada@b.de\u20ac", HIGH, "ada@b.de");
    finds.in("a.!b@c.de", HIGH, "b@c.de");
    finds.in("to ada@b.de or so", HIGH, "ada@b.de");
    finds.in("a@b." + "d".repeat(64), HIGH, "a@b." + "d".repeat(63));
  }
}
