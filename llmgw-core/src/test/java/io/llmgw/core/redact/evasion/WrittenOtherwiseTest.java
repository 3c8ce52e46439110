package io.llmgw.core.redact.evasion;

import io.llmgw.core.redact.evasion.Values.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Family 9: other digits and separators, line breaks, markup, escapes. */
class WrittenOtherwiseTest {
  private static final List<Kind> NUMBERS = Values.SHORT.stream().filter(Kind::isNumber).toList();
  private static final List<Kind> SPACED = List.of(Kind.CARD, Kind.IBAN, Kind.PHONE);
  private static final List<Kind> WRAPPED = List.of(Kind.CARD, Kind.IBAN);

  @Test
  void valuesAreFoundHoweverTheyAreWritten() {
    try (Family family = new Family("9 written otherwise", 9)) {
      Tricks tricks = new Tricks(family.random());
      for (int zero : new int[] {0x660, 0x6F0, 0x966, 0xE50, 0xFF10, 0x1D7CE, 0x1FBF0}) {
        family.play("other decimals", Values.SHORT, text -> tricks.digits(text, zero));
      }
      for (String blank : List.of("\u00a0", "\u2009", "\u202f", "\u3000", "\u2007")) {
        family.play("other blanks", SPACED, text -> text.replace(" ", blank));
      }
      for (String dash : List.of("\u2013", "\u2011", "\u2212", "\u2014", "\uFF0D")) {
        family.play("other dashes", Values.SHORT, text -> text.replace("-", dash));
        family.play("dashes for blanks", WRAPPED, text -> text.replace(" ", dash));
      }
      for (String end : List.of("\n", "\r\n", "\n  ", "\n> ", " \n", "\\n", "\\r\\n", "\\\\n")) {
        family.play("wrapped", WRAPPED, text -> wrapped(text, end));
      }
      for (String mark : List.of("**", "*", "`", "***", "~~")) {
        family.play("emphasis", List.of(Kind.CARD, Kind.SSN), text -> marked(text, mark, mark));
      }
      family.play(
          "emphasis of HTML", List.of(Kind.CARD, Kind.SSN), text -> marked(text, "<b>", "</b>"));
      escapes(family, tricks);
      family.isMetWithout();
    }
  }

  private static void escapes(Family family, Tricks tricks) {
    for (String form : List.of("\\u%04x", "\\\\u%04X", "\\x%02x", "&#%d;", "&#x%x;", "%%%02X")) {
      family.play("escaped: " + form, Values.SHORT, text -> escaped(text, form, tricks));
    }
    family.play(
        "names of HTML",
        List.of(Kind.EMAIL),
        text -> text.replace("@", "&commat;").replace(".", "&period;"));
    family.play("blanks of HTML", SPACED, text -> text.replace(" ", "&nbsp;"));
    family.play(
        "URL",
        Values.SHORT,
        text -> URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
    family.play("form", WRAPPED, text -> URLEncoder.encode(text, StandardCharsets.UTF_8));
    family.play(
        "Markdown's backslashes",
        Values.SHORT,
        text -> text.replace("_", "\\_").replace("-", "\\-").replace(".", "\\."));
    family.play(
        "tag of HTML and other digits",
        List.of(Kind.CARD),
        text -> marked(tricks.digits(text, 0x660), "**", "**"));
  }

  private static String escaped(String text, String form, Tricks tricks) {
    StringBuilder escaped = new StringBuilder();
    String marked = tricks.mapped(text, c -> c + 0x10000);
    marked
        .codePoints()
        .forEach(
            c -> escaped.append(c < 0x10000 ? Character.toString(c) : form.formatted(c - 0x10000)));
    return escaped.toString();
  }

  /** With one of its blanks made the end of a line. */
  private static String wrapped(String text, String end) {
    int blank = text.indexOf(' ', text.length() / 3);
    return blank < 0 ? text : text.substring(0, blank) + end + text.substring(blank + 1);
  }

  /** With its second group marked. */
  private static String marked(String text, String open, String close) {
    String separator = text.contains("-") ? "-" : " ";
    String[] groups = text.split(separator, -1);
    if (groups.length > 1) {
      groups[1] = open + groups[1] + close;
    }
    return String.join(separator, groups);
  }
}
