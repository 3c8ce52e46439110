package io.llmgw.core.redact.evasion;

import io.llmgw.core.redact.evasion.Values.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Family 10: secrets that are split, encoded, or stand where programs write them. */
class HiddenSecretTest {
  private static final List<Kind> KEYS = List.of(Kind.GITHUB, Kind.AWS, Kind.JWT);
  private static final List<Kind> SECRETS =
      List.of(Kind.GITHUB, Kind.OPENAI, Kind.AWS, Kind.JWT, Kind.PEM);

  @Test
  void secretsAreFoundWhereverTheyStand() {
    try (Family family = new Family("10 secrets", 10)) {
      for (String end : List.of("\n", "\r\n", "\n    ", "\n> ", "\" +\n    \"", "\\n")) {
        family.play("split by the end of a line", KEYS, text -> split(text, end));
      }
      for (String end : List.of("\\\n", "\\\r\n")) {
        family.play("split by a backslash", SECRETS, text -> split(text, end));
      }
      for (String end : List.of("\\n", "\\\\n", "\\r\\n", "\\n\\\n")) {
        family.play("PEM in one line", List.of(Kind.PEM), text -> text.replace("\n", end));
      }
      placed(family, "data: URI", "data:text/plain;base64,", "", true);
      placed(
          family, "Secret of Kubernetes", "kind: Secret\ndata:\n  a.key: ", "\ntype: Opaque", true);
      placed(family, "Secret as JSON", "{\"kind\":\"Secret\",\"data\":{\"key\":\"", "\"}}", true);
      placed(family, "stack trace", "java.io.IOException: bad ", "\n\tat a.B.c(B.java:7)", false);
      placed(family, "alt text", "![", "](https://example.com/a.png)", false);
      placed(family, "alt text of HTML", "<img alt=\"", "\" src=\"a.png\">", false);
      placed(family, "file name", "attachment; filename=\"", "\"", false);
      placed(family, "arguments", "{\"args\":{\"text\":\"", "\"}}", false);
      placed(family, "command", "curl -H 'X-Key: ", "' https://example.com", false);
      family.isMetWithout();
    }
  }

  private static void placed(
      Family family, String trick, String before, String after, boolean isEncoded) {
    for (int i = 0; i < 10; i++) {
      for (Kind kind : isEncoded ? SECRETS : KEYS) {
        String value = family.values().of(kind);
        String twin = family.values().twinOf(kind);
        family.hidden(trick, before, isEncoded ? encoded(value) : value, after);
        family.harmless(before + (isEncoded ? encoded(twin) : twin) + after);
      }
    }
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** In two parts, the second of them no shorter than a line that can be told from words. */
  private static String split(String text, String end) {
    int at = text.length() < 24 ? text.length() / 2 : text.length() - 20;
    return text.substring(0, at) + end + text.substring(at);
  }
}
