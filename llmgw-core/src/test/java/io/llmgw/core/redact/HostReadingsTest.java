package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.redact.RedactionPolicy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of the host see what the text says that is turned round, hidden or encoded. */
class HostReadingsTest {
  private static final EntityType STAFF = EntityType.of("STAFF_NUMBER");
  private static final EntityType PROJECT = EntityType.of("PROJECT");
  private static final Redaction OWN =
      Redaction.of(RedactionPolicy.of())
          .with(EntitySets.HIDDEN, Masking.allow())
          .pattern(STAFF, "S-\\d{5}")
          .words(PROJECT, List.of("Bluebird"));

  private static String masked(String text) {
    return OWN.preview(text).masked();
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String tags(String text) {
    StringBuilder tags = new StringBuilder();
    text.chars().forEach(c -> tags.appendCodePoint(0xE0000 + c));
    return tags.toString();
  }

  @Test
  void whatIsTurnedRoundIsFound() {
    assertThat(masked("ask \u202e54321-S")).isEqualTo("ask \u202e<STAFF_NUMBER_1>");
    assertThat(masked("of \u202edribeulB")).isEqualTo("of \u202e<PROJECT_1>");
  }

  @Test
  void whatIsHiddenIsFound() {
    assertThat(masked("a " + tags("S-12345") + " b " + tags(" bluebird") + "."))
        .isEqualTo("a <STAFF_NUMBER_1> b " + tags(" ") + "<PROJECT_1>.");
  }

  @Test
  void whatIsEncodedIsFound() {
    assertThat(masked("see data:;base64," + encoded("of S-12345") + "!"))
        .isEqualTo("see data:;base64,<STAFF_NUMBER_1>!");
    assertThat(masked("kind: Secret\ndata:\n  of: " + encoded("the bluebird") + "\n"))
        .isEqualTo("kind: Secret\ndata:\n  of: <PROJECT_1>\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "see data:;base64,%s!",
        "kind: Secret\ndata:\n  note: %s\n",
      })
  void harmlessTextIsLeft(String text) {
    String harmless = text.formatted(encoded("of S-1234 and a blue bird"));

    assertThat(masked(harmless)).isEqualTo(harmless);
  }

  @Test
  void theNameOfAFieldMasksNotItsValue() {
    String value = encoded("the green lake");

    assertThat(masked("kind: Secret\ndata:\n  bluebird: " + value + "\n  S-12345: " + value))
        .isEqualTo(
            "kind: Secret\ndata:\n  <PROJECT_1>: " + value + "\n  <STAFF_NUMBER_1>: " + value);
  }
}
