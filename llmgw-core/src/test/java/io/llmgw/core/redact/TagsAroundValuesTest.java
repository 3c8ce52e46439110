package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value of any type is found whatever tags stand before it, in it and behind it. */
class TagsAroundValuesTest {
  private static final Redaction ALL = Redaction.of(EntitySets.ALL);
  private static final Finder FINDER = Finder.of(ALL);

  /** Tags that end a word. */
  private static final List<String> ENDS =
      List.of(
          "<br>",
          "<br/>",
          "<BR />",
          "</p>",
          "<p>",
          "</li><li>",
          "</td><td>",
          "<tr>",
          "<div>",
          "<other>");

  /** Those that may stand within one: what follows may go on the value. */
  private static final List<String> INLINE =
      List.of("</b>", "<b>", "<i>", "</code>", "<span>", "</strong>", "<wbr>", "**");

  /** Tags at which a value in digits goes on. */
  private static final List<String> WITHIN = List.of("<b>", "**");

  private static final List<String> NEXT = List.of("Name", "12 Main St");

  /** What stands before a value, and the value. */
  private static final List<List<String>> VALUES =
      List.of(
          List.of("Card: ", "4539698083868029"),
          List.of("Cards: ", "4916 3455 1756 8915"),
          List.of("Amex ", "3782 173204 29057"),
          List.of("IBAN ", "DE41079168618998182885"),
          List.of("IBAN ", "DE46 2464 3670 0447 8644 15"),
          List.of("SSN ", "551-18-9828"),
          List.of("routing number ", "316092825"),
          List.of("NPI ", "1189676210"),
          List.of("DEA ", "AG5971278"),
          List.of("MBI ", "9T47PN8WU86"),
          List.of("NHS ", "998 886 8588"),
          List.of("KVNR ", "M564723103"),
          List.of("NINO ", "SN 19 87 64 D"),
          List.of("UTR ", "2463652878"),
          List.of("Steuer-ID ", "52860273142"),
          List.of("NIR ", "2 75 06 33 078 071 03"),
          List.of("SIRET ", "49106820100061"),
          List.of("DNI ", "45273467Z"),
          List.of("codice fiscale ", "SRBDCP88S26A944M"),
          List.of("BSN ", "389028010"),
          List.of("PESEL ", "95050191631"),
          List.of("Aadhaar ", "5062 3971 1847"),
          List.of("PAN ", "WVFHG0002E"),
          List.of("CPF ", "583.810.803-71"),
          List.of("CNPJ ", "02.940.899/0001-58"),
          List.of("SIN ", "589 730 449"),
          List.of("TFN ", "368 067 458"),
          List.of("ABN ", "96 230 605 544"),
          List.of("Medicare ", "4445 58789 5"),
          List.of("VAT ", "DE355071392"),
          List.of("IP ", "88.20.250.98"),
          List.of("IPv6 ", "2a02:8c1:b06a:770b::5666"),
          List.of("MAC ", "0b:c1:5a:b1:8f:77"),
          List.of("IMEI ", "359279668082446"),
          List.of("BTC ", "1MZXytWCMvegzRfoNNr7z7YEB6LECKzcMR"),
          List.of("wallet ", "0x5a05f74653af52f0c6a2d5e0f373c289afe537a3"),
          List.of("mail ", "j.mueller@orange.fr"),
          List.of("tel ", "(415) 555-7975"),
          List.of("tel ", "212-862-0923"),
          List.of("tel ", "07885 249652"),
          List.of("tel ", "+49 30 2272811"),
          List.of("tel ", "089/9658054"),
          List.of("tel ", "01 89 83 13 18"),
          List.of("tel ", "925 194 888"),
          List.of("tel ", "+39 341 372 1955"),
          List.of("tel ", "06-35858375"),
          List.of("tel ", "+48 664 043 618"),
          List.of("tel ", "+91 69184 74316"),
          List.of("tel ", "8819672434"),
          List.of("tel ", "(11) 99871-8347"),
          List.of("tel ", "0411 159 973"),
          List.of("token ", "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"),
          List.of("key ", "AKIACIAGLK47SX5WM336"),
          List.of("NIR ", "256046907146834"),
          List.of("Aadhaar ", "523292738133"),
          List.of("SIN ", "606938306"),
          List.of("TFN ", "345267262"),
          List.of("ABN ", "19096321859"),
          List.of("ACN ", "020 661 876"),
          List.of("NIP ", "532-549-84-28"),
          List.of("SIREN ", "847720927"),
          List.of("EIN ", "20-6781133"),
          List.of("NHS ", "7558455960"),
          List.of("licence ", "JONES958140AB3CY"),
          List.of("GSTIN ", "29LPZHR5615Y1Z8"));

  private static final String KEY = "Wq7zT4mK9xP2vB8n";

  /** Each as a text in which the name and the value are marked, and the value. */
  private static final List<List<String>> NAMED =
      List.of(
          List.of("[Password]: {}", "Kx9mPq2z"),
          List.of("[Password:] {}", "Kx9mPq2z"),
          List.of("[Passwort]: {} ok", "Kx9mPq2z"),
          List.of("The [password] is {}", "Kx9mPq2z"),
          List.of("Your new [password] is {}.", "Kx9mPq2z"),
          List.of("Das [Passwort] lautet {}.", "Kx9mPq2z"),
          List.of("[API key]: {}", KEY),
          List.of("[Token:] {}", KEY),
          List.of("The API key for [prod] is {}.", KEY),
          List.of("[CVV]: {}", "123"),
          List.of("My [CVV] is {}.", "123"),
          List.of("[PIN]: {}", "4821"),
          List.of("[PIN:] {}", "4821"),
          List.of("[MRN]: {}", "1234567"),
          List.of("The [MRN] is {}.", "1234567"));

  private static final List<List<String>> MARKS =
      List.of(
          List.of("", ""),
          List.of("<b>", "</b>"),
          List.of("<strong>", "</strong>"),
          List.of("<code>", "</code>"),
          List.of("<span style=\"color: red\">", "</span>"),
          List.of("<b><i>", "</i></b>"),
          List.of("**", "**"),
          List.of("***", "***"),
          List.of("__", "__"));

  static Stream<List<String>> named() {
    return NAMED.stream();
  }

  @ParameterizedTest
  @MethodSource("named")
  void whereTagsOrMarksStandAroundItsNameOrIt(List<String> each) {
    List<String> missed = new ArrayList<>();
    for (List<String> ofName : MARKS) {
      for (List<String> ofValue : MARKS) {
        String start = each.get(0).replace("[", ofName.get(0)).replace("]", ofName.get(1));
        String value = ofValue.get(0) + each.get(1) + ofValue.get(1);
        String text = start.replace("{}", value);
        int at = text.indexOf(value);
        int end = at + value.length();
        boolean isFound =
            FINDER.find(text).stream()
                .filter(it -> it.confidence() != Confidence.LOW)
                .filter(it -> it.start() >= at && it.end() <= end)
                .anyMatch(it -> text.substring(it.start(), it.end()).contains(each.get(1)));
        if (!isFound) {
          missed.add(text);
        }
      }
    }

    assertThat(missed).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "<p>Password: <b>Kx9mPq2z</b>.</p>, <p>Password: <b><PASSWORD_1></b>.</p>",
    "<b>CVV:</b> <code>123</code> ok, <b>CVV:</b> <code><CARD_CVV_1></code> ok",
    "The **password** is **Kx9mPq2z**., The **password** is **<PASSWORD_1>**.",
    "a <b>4111</b> <b>1111</b> <b>1111</b> <b>1111</b>, a <b><CREDIT_CARD_1></b>",
    "a <b>4111</b>-<b>1111</b>-<b>1111</b>-<b>1111</b>, a <b><CREDIT_CARD_1></b>",
    "<i>4111</i><i>1111</i><i>1111</i><i>1111</i>!, <i><CREDIT_CARD_1></i>!",
    "IBAN <b>DE41</b> <b>0791</b> <b>6861</b> <b>8998</b> <b>1828</b> <b>85</b>,"
        + " IBAN <b><IBAN_1></b>"
  })
  void tagsAroundItStay(String text, String masked) {
    assertThat(masked(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<b>Password:</b> <i>required</i>",
        "The **password** is **required**.",
        "<p>Forgot your <b>password</b>? <a href=\"/reset\">Reset it</a>.</p>",
        "The <code>token</code> is <b>optional</b>.",
        "**PIN**: four digits, **CVV**: three",
        "def __init__(self, **kwargs): return 2 ** 3",
        "<b>12</b> of <b>34</b>"
      })
  void benignTextIsLeft(String text) {
    assertThat(masked(text)).isEqualTo(text);
  }

  static Stream<List<String>> values() {
    return VALUES.stream();
  }

  @ParameterizedTest
  @MethodSource("values")
  void ofOneWordAfterIt(List<String> each) {
    List<String> missed = new ArrayList<>();
    for (String next : NEXT) {
      for (String tag : ENDS) {
        look(each.get(0), each.get(1), tag + next, missed);
        assertThat(masked(each.get(0) + each.get(1) + tag + next)).endsWith(tag + next);
      }
      for (String tag : INLINE) {
        look(each.get(0), each.get(1), tag + next, missed);
      }
    }

    assertThat(missed).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("values")
  void ofOneWordBeforeItAndItsCue(List<String> each) {
    List<String> missed = new ArrayList<>();
    for (String tag : Stream.concat(ENDS.stream(), INLINE.stream()).toList()) {
      look("x" + tag + each.get(0), each.get(1), " ok", missed);
      look(each.get(0) + tag, each.get(1), " ok", missed);
    }

    assertThat(missed).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("values")
  void whereATagStandsInIt(List<String> each) {
    String value = each.get(1);
    List<String> missed = new ArrayList<>();
    for (String tag : WITHIN) {
      for (int at = 2; at < value.length() - 2; at += 3) {
        if (Character.isDigit(value.charAt(at - 1)) && Character.isDigit(value.charAt(at))) {
          String tagged = value.substring(0, at) + tag + value.substring(at);
          look(each.get(0), tagged, " ok", missed);
          look("<b>X</b>" + each.get(0), tagged, "<b>Name</b>", missed);
        }
      }
    }

    assertThat(missed).isEmpty();
  }

  private static void look(String before, String value, String behind, List<String> missed) {
    String text = before + value + behind;
    String masked = masked(text);
    if (!masked.startsWith(before + "<") || masked.contains(value)) {
      missed.add(text + " -> " + masked);
    }
  }

  private static String masked(String text) {
    return ALL.preview(text).masked();
  }
}
