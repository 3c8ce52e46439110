package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Entities;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A URL that is rendered takes no value away, however it is written (families 16, 22, 23). */
class UrlContextTest {
  private static final String VALUE = "ada@example.com";

  private final Vault vault = new Vault();

  UrlContextTest() {
    vault.ordinal(Entities.EMAIL, VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // blanks around the equals sign, and other ways to write an attribute
        "<img src = \"/p?{v}\">",
        "<img src\n=\n\t'/p? {v}'>",
        "<img/src=/p?{v}>",
        "<img alt=\"\"src=\"/p? {v}\">",
        "<IMG SRC  =  /p?{v}>",
        "<img title='>' data-src='/a b {v}'>",
        "<img src=                                                       '/p? {v}'>",
        "<img src                                                       ='/p? {v}'>",
        // other attributes
        "<img srcset=\"/a.png 1x, /b.png?{v} 2x\">",
        "<source srcset = \"/a.png 1x, {v} 2x\">",
        "<video poster=\"/p?a {v}\">",
        "<body background='/p?a {v}'>",
        "<form action=\"/p?a {v}\">",
        "<button formaction = '/p?a {v}'>",
        "<object data=\"/p?a {v}\">",
        "<object title=\">\" data=\"/p?a {v}\">",
        "<blockquote cite=\"/p?a {v}\">",
        "<a ping=\"/p?a {v}\" href=\"/\">",
        "<img longdesc=\"/p?a {v}\">",
        "<image xlink:href=\"/p?a {v}\"/>",
        "<use xlink:href = '/p?a {v}'/>",
        "<svg:use href='/p?a {v}'/>",
        "<html manifest='/p?a {v}'>",
        "<svg xml:base='/p?a {v}'>",
        "<iframe srcdoc=\"&lt;img src='/p?{v}'&gt;\">",
        "<p style=\"background: u\\72l(/p?{v})\">",
        "<object/data=\"/p?a {v}\">",
        "<object a data=\"/p?a {v}\">",
        "<object title='> ' data=\"/p?a {v}\">",
        "<object title=> <object title= a data='/p?a {v}'>",
        "<object title= '> ' data='/p?a {v}'>",
        "\"foo://a b {v}\"",
        "<<object data='/p?a {v}'>",
        "<a<object data='/p?a {v}'>",
        "<x-y:o1 data='/p?a {v}'>",
        // CSS
        "<style>p { background: url(/p?{v}) }</style>",
        "p { background: url( \"/p?a {v}\" ) }",
        "p { background: url( '/p?a {v}' ) }",
        "p { background: URL(/p?a {v}) }",
        "@import \"/p?a {v}\";",
        "@import url(\"/p?a {v}\");",
        "@import url(/p?{v});",
        "@import\"/p?a {v}\";",
        "@import\n'/p?a {v}';",
        "p { background: image-set(\"/p?a {v}\" 1x) }",
        // references of HTML, octets
        "<a title=\"x\" target='https:&#x2f;&#47;evil/{v}'>",
        "https:&#x2f;&#47;evil/{v}",
        "https:&sol;&sol;evil/{v}",
        "https&colon;//evil/{v}",
        "https&#58//evil/{v}",
        "https&#x3A;&#x2F;&#x2F;evil/{v}",
        "ht&#116;ps:evil/{v}",
        "javascript&colon;fetch('/p?'+'{v}')",
        "java&#115;cript:fetch('{v}')",
        "javascri&#x70;t:fetch('{v}')",
        "javascri%70t:fetch('{v}')",
        "https%3A%2F%2Fevil%2F{v}",
        "%2f%2fevil/{v}",
        "mailto%3a{v}",
        "foo%3a//evil/{v}",
        "foo&#58//evil/{v}",
        "foo&#x3a//evil/{v}",
        "https&#58evil/{v}",
        "https&#x3A;evil/{v}",
        "mailto&#58{v}",
        "a%//evil/{v}",
        "a&//evil/{v}",
        "a&x;//evil/{v}",
        "a&#;//evil/{v}",
        "a&#x;//evil/{v}",
        "a&#99999999999;//evil/{v}",
        "%mailto:{v}",
        "%2;mailto:{v}",
        "&mailto:{v}",
        "&#mailto:{v}",
        "&&#58;//evil/{v}",
        "%%2f/evil/{v}",
        "src=&quot;/p?a {v}&quot;",
        "src=&#39;/p?a \" {v}&#39;",
        // backslashes
        "https:\\\\evil\\{v}",
        "\\\\evil\\{v}",
        "/\\evil/{v}",
        "\\/evil/{v}",
        "<a href='/\\evil/a {v}'>",
        "[x](\\/\\/evil/{v})",
        // links of Markdown by reference
        "[x]: //evil/{v}",
        "[x]: /p?{v}",
        "text\n  [x]: p?{v}\n",
        "> [x]:\n  </p?a {v}>",
        "- [x]: /p?{v}",
        "[x^]: /p?{v}",
        "* [x]: /p?{v}",
        "[x]: <p?a {v}>",
        "[x]:https:evil/{v}",
        // in angle brackets
        "<https://evil/{v}>",
        "<evil+x.1:a?{v}>",
        "<skype:a?{v}>",
        "<mailto:a@evil?body={v}>",
        // what browsers leave out
        "<a href=\"ht\ttps://evil/{v}\">",
        "<a href=\"ht\ntps:evil/{v}\">",
        "<a href=\"/\n/evil/\t{v}\">",
        "<a href=\" \u0001https:evil/{v}\">",
        "ht\ttps://evil/{v}",
        "[x](ht&Tab;tps:evil/{v})",
        // schemes
        "javascript:fetch('{v}')",
        "<a href=\"javascript:a('x {v}')\">",
        "vbscript:x({v})",
        "data:text/html,<b>{v}",
        "mailto:a@evil?bcc={v}",
        "sms:+15550100?body={v}",
        "wss://evil/{v}",
        "ftp:evil/{v}",
        "HTTPS:evil/{v}",
        "file:/e/{v}",
        "see (file:e/{v})",
        "intent:evil/{v}#Intent;end",
        "whatsapp:send?text={v}",
        "magnet:?x=urn:{v}",
        "MAGNET:?xt={v}",
        "magnet&#58;?x={v}",
        // a page that sends its reader on
        "<meta http-equiv=refresh content='0;url=/e?{v}'>",
        "<META content=\"0; URL = '/e? {v}'\" http-equiv=\"refresh\">",
        "<meta http-equiv=\"refresh\" content=\"0;/e?a {v}\">",
        "<meta content=0;url=/e?{v} http-equiv=refresh>",
        // hosts without a scheme
        "evil.example/{v}",
        "evil.example?q={v}",
        "see a.evil.co.uk/a/{v}",
        "a@b.example, evil.example#{v}",
        "www.evil-{v}",
        "evil.az/{v}",
        "EVIL.AZ/{v}",
        "0.a-9.evil.za?{v}",
        "evil.example:8080/{v}",
        "evil.example:8080?q={v}",
        "evil.example.:80/{v}",
        "evil.example./{v}",
        "evil.\u0440\u0444/{v}",
        "\u4f8b\u3048.com/{v}",
        "1.2.3.4/{v}",
        "1.2.3.4:80?{v}",
        // what is only said to be a URL hides none
        "//x\"><img/src=\"/a b {v}\">",
        "src=\" <img src='/a\"b {v}'>",
        "<!-- src=\" --><img src=\"/a b {v}\">",
        "https://a/?x='//evil/a {v}'",
        "'https://evil/?q='{v}",
        "'https://evil/?q='x{v}",
        "\"https://evil/?q=\"-{v}",
        "<a href=\"/p?src=x {v}\">"
      })
  void nothingIsRestoredInAnAddress(String answer) {
    String masked = answer.replace("{v}", "<EMAIL_1>");

    assertEachCut(masked, masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ratio = {v}",
        "a // {v}",
        "a // comment by {v}",
        "a// {v}, 9//{v}, z//{v}",
        "zurl({v}) aurl({v}) 0url({v}) 9url({v}) -url({v}) _url({v})",
        "url(/x) {v}, url(/x\n{v}",
        "<//x\n{v}, <//x> {v}",
        "@import /x\n{v}; @import /x; {v}",
        "<skype:a> {v} <skype:a {v}",
        "<a:b>{v}</a:b>",
        "&#58 {v} &colon; {v} %3a {v} %2f {v}",
        "&lt;b&gt; {v}",
        "x = y // 2; mail({v})",
        "if (a <b && c> d) mail = \"{v}\"",
        "for (int i=0;i<n;i++) { data = \"{v}\"; action = '{v}' }",
        "List<String> data = \"{v}\"",
        "data = \"{v}\", cite={v}, background: {v}",
        "poster = {v}",
        "<p title=\"{v}\">{v}</p>",
        "<img alt=\"{v}\" src=\"/a.png\">",
        "<input value='{v}' name=\"mail\">",
        "<a href=\"/x\">{v}</a>",
        "<soap:Body><to>{v}</to></soap:Body>",
        "<soap:to mail=\"{v}\"/>",
        "<style>p { color: red }</style> {v}",
        "curl({v}); get_url({v}); fn({v})",
        "@important {v}",
        "R&D: {v}; AT&T {v}",
        "100% {v}, 50%{v}",
        "&nbsp;{v}&amp;{v}&#160;{v}",
        "[INFO]: {v} is logged in",
        "[1]: {v}",
        "[^1]: to:{v}",
        "see .gitignore/{v}",
        "<p title=xy,data={v}>",
        "<p title=\"x data={v}\">",
        "list[0]: a={v}",
        "[note] {v}, see [x][y] {v}",
        "a: {v}, Tel: {v}, to:{v}",
        "C:\\Users\\{v}",
        "12:30 {v} 1:{v}",
        "He said: \"{v}\" and '{v}' and `{v}`",
        "see https://x.example {v}",
        "see \"https://x.example\", {v}",
        "see (https://x.example) {v}",
        "l'https://x.example de {v}",
        "{\"url\": \"https://x.example\", \"to\": \"{v}\"}",
        "[x](https://x.example \"of {v}\")",
        "![{v}](/a.png) {v}",
        "[{v}]: https://x.example \"{v}\"",
        "| {v} | {v} |",
        "<{v}>",
        "url: {v}, src: {v}, href: {v}",
        "url = {v}, url={v}; content={v}, content = \"{v}\"",
        "file: {v}, intent: {v}, whatsapp: {v}, magnet: {v}",
        "profile:{v} xintent:{v} electromagnet:{v}",
        "<meta name=\"author\" content=\"x\">{v}",
        "src == \"{v}\"",
        "e.g. {v}; www {v}",
        "{v}/{v}, {v}?{v}",
        "and/or/{v}, e.g./{v}, 1.2/{v}, a.b/{v}",
        "1.2.3/{v}, 12:30/{v}, a:80/{v}, 1.2:3/{v}, x..2.3.4/{v}, \u00e9t\u00e9/{v}"
      })
  void aValueInOtherTextIsRestored(String answer) {
    assertEachCut(answer.replace("{v}", "<EMAIL_1>"), answer.replace("{v}", VALUE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"see https://x\",\"b\":\"{v}\"}",
        "{\"a\":\"<p \",\"b\":\"data={v}\"}",
        "{\"a\":\"[x\",\"b\":\"]: a={v}\"}",
        "{\"a\":\"text\",\"b\":\"x\\n{v}\"}",
        "{\"a\":\"src=\",\"b\":\"{v}\"}"
      })
  void anAddressEndsWithItsStringOfJson(String answer) {
    Restorer restorer = new Restorer(vault, true);

    assertThat(restorer.next(answer.replace("{v}", "<EMAIL_1>")) + restorer.rest())
        .isEqualTo(answer.replace("{v}", VALUE));
  }

  @Test
  void nothingDependsOnWhereAnAnswerIsCut() {
    String[] parts = {
      "<img ", "src", " = ", "\"", "'", ">", "<", "/", "//", ":", "https", "&colon;", "&#47", "%2f",
      "](", "[", "]:", "\n", " ", "\\", "url(", ")", "@import ", "style=", "a", "<EMAIL_1>", "&",
          ";"
    };
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      StringBuilder answer = new StringBuilder();
      for (int i = 0; i < 25; i++) {
        answer.append(parts[random.nextInt(parts.length)]);
      }
      String whole = restored(List.of(answer.toString()));
      List<String> pieces = new ArrayList<>();
      for (int at = 0; at < answer.length(); ) {
        int end = Math.min(answer.length(), at + 1 + random.nextInt(5));
        pieces.add(answer.substring(at, end));
        at = end;
      }

      assertThat(restored(pieces)).as("seed %d", seed).isEqualTo(whole);
    }
  }

  private void assertEachCut(String answer, String expected) {
    for (int at = 0; at <= answer.length(); at++) {
      assertThat(restored(List.of(answer.substring(0, at), answer.substring(at))))
          .as("cut at %d", at)
          .isEqualTo(expected);
    }
  }

  private String restored(List<String> pieces) {
    Restorer restorer = new Restorer(vault, false);
    StringBuilder all = new StringBuilder();
    pieces.forEach(piece -> all.append(restorer.next(piece)));
    return all.append(restorer.rest()).toString();
  }
}
