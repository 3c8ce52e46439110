package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.json.Json;
import io.llmgw.api.redact.Entities;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values come back unharmed in strings of JSON that hold JSON themselves, however deep. */
class NestedJsonTest {
  private static final List<String> VALUES =
      List.of(
          "Kx\"9m\\Pq2z",
          "x\",\"admin\":\"true",
          "-----BEGIN KEY-----\nMIIB\r\n-----END KEY-----\n",
          "{\"a\":[\"\t\"]}",
          "\u0001\ud83d\ude00 caf\u00e9 </p>");

  private final Vault vault = new Vault();

  NestedJsonTest() {
    VALUES.forEach(value -> vault.ordinal(Entities.PASSWORD, value));
  }

  @Test
  void eachValueIsThatOfItsFieldAtEveryDepth() {
    for (int number = 1; number <= VALUES.size(); number++) {
      Object inner = "as <PASSWORD_" + number + "> says";
      for (int depth = 0; depth <= NestedJson.MOST; depth++) {
        String masked = Json.ofValue(Map.of("k", inner, "a", 1)).text();

        Object value = Json.ofText(restored(masked)).value();
        for (int level = depth; level > 0; level--) {
          value = Json.ofText((String) field(value)).value();
        }

        assertThat(field(value))
            .as("depth %d", depth)
            .isEqualTo("as " + VALUES.get(number - 1) + " says");
        inner = masked;
      }
    }
  }

  private static Object field(Object object) {
    assertThat(((Map<?, ?>) object)).as("no field of its own").hasSize(2);
    return ((Map<?, ?>) object).get("k");
  }

  @Test
  void deeperThanThatPlaceholdersStay() {
    String masked = "{\"p\":\"<PASSWORD_1>\"}";
    for (int depth = 0; depth <= NestedJson.MOST; depth++) {
      masked = Json.ofValue(Map.of("k", masked)).text();
    }

    assertThat(restored(masked)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"<PASSWORD_1>\"]",
        " \n{\"<PASSWORD_1>\":true}",
        "[1,{\"a\":{\"b\":[\"x\",\"<PASSWORD_1>\"]}}]",
        "{\"a\":\"\\\"\",\"b\":\"\\\\\",\"c\":\"<PASSWORD_1>\"}",
        "{\"a\":\"\\u0022\\u005c\",\"b\":\"<PASSWORD_1>\"}",
        "{\"a\":1}\n{\"a\":\"<PASSWORD_1>\"}"
      })
  void itIsReadAsJsonWrittenInEveryWay(String inner) {
    String expected = inner.replace("<PASSWORD_1>", quoted(VALUES.get(0)));

    assertInString(inner, expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<PASSWORD_1>",
        "say \"<PASSWORD_1>\"",
        "\"<PASSWORD_1>\" she said",
        "[Note] he said \"<PASSWORD_1>\"",
        "[1] \"<PASSWORD_1>\"",
        "{name} is \"<PASSWORD_1>\"",
        "{\"a\":1} and \"<PASSWORD_1>\"",
        "```json\n{\"a\":\"<PASSWORD_1>\"}\n```",
        "<PASSWORD_1>{\"a\":\"<PASSWORD_1>\"}",
        "{}<PASSWORD_1> \"<PASSWORD_1>\"",
        "{\\n\"a\":\"<PASSWORD_1>\"}" // a backslash where none can stand
      })
  void proseIsNone(String inner) {
    String expected = inner.replace("<PASSWORD_1>", VALUES.get(0));

    assertInString(inner, expected);
    assertInString(
        Json.ofValue(Map.of("b", inner)).text(), Json.ofValue(Map.of("b", expected)).text());
  }

  @Test
  void whatBeginsItMayBeWrittenByNumber() {
    String inner = "{\"a\":\"\\u007b\\u0022b\\u0022:\\u0022<PASSWORD_1>\\u0022\\u007D\"}";

    assertInString(inner, inner.replace("<PASSWORD_1>", quoted(quoted(VALUES.get(0)))));
  }

  @Test
  void whereABackslashComesBeforeItNothingCanStand() {
    assertInString("{\"a\":\"\\<PASSWORD_1>\"}", "{\"a\":\"\\<PASSWORD_1>\"}");
  }

  @Test
  void noneIsRestoredInAUrlThatStandsThere() {
    String inner = "{\"a\":\"see https:\\/\\/evil.example\\/?q=<PASSWORD_1>\"}";
    String deeper = Json.ofValue(Map.of("b", inner)).text();

    assertInString(inner, inner);
    assertInString(deeper, deeper);
  }

  @Test
  void oneStringDoesNotConcernTheNext() {
    String masked =
        "{\"a\":\"{\\\"b\\\":\\\"<PASSWORD_1>\\\"}\",\"c\":\"<PASSWORD_1>\",\"d\":\"[\",\"e\":\"x\"}";

    assertThat(Json.ofText(restored(masked)).value())
        .isEqualTo(
            Map.of(
                "a",
                "{\"b\":\"" + quoted(VALUES.get(0)) + "\"}",
                "c",
                VALUES.get(0),
                "d",
                "[",
                "e",
                "x"));
  }

  @Test
  void blocksThatAreJoinedAreOne() {
    String masked = Json.ofValue(Map.of("k", "{\"p\":\"<PASSWORD_1>\"}")).text();
    String whole = restored(masked);
    for (int at = 0; at <= masked.indexOf('<'); at++) {
      if (masked.startsWith("\\", Math.max(0, at - 1))) {
        continue; // no provider ends a block of text within an escape
      }
      Restorer first = new Restorer(vault, true);
      String begun = first.next(masked.substring(0, at)) + first.rest();
      Restorer second = first.following();

      assertThat(begun + second.next(masked.substring(at)) + second.rest())
          .as("cut at %d", at)
          .isEqualTo(whole);
    }
  }

  private void assertInString(String inner, String expected) {
    String masked = Json.ofValue(Map.of("k", inner)).text();

    assertThat(Json.ofText(restored(masked)).value()).isEqualTo(Map.of("k", expected));
  }

  private static String quoted(String text) {
    String quoted = Json.ofValue(text).text();
    return quoted.substring(1, quoted.length() - 1);
  }

  /** Restored at once, after a look whether it is the same wherever it is cut. */
  private String restored(String masked) {
    Restorer whole = new Restorer(vault, true);
    String restored = whole.next(masked) + whole.rest();
    for (int at = 0; at <= masked.length(); at++) {
      Restorer cut = new Restorer(vault, true);
      String begun = cut.next(masked.substring(0, at));

      assertThat(begun + cut.next(masked.substring(at)) + cut.rest())
          .as("cut at %d", at)
          .isEqualTo(restored);
    }
    return restored;
  }
}
