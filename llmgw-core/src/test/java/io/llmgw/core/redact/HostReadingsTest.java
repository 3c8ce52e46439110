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
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource({
    "Project<b>Bluebird</b>, Project<b><PROJECT_1></b>",
    "<b>Bluebird</b>is, <b><PROJECT_1></b>is",
    "Project**Bluebird**, Project**<PROJECT_1>**",
    "**Bluebird** on, **<PROJECT_1>** on",
    "the <b>Green</b> <i>Lake</i>., the <b><PROJECT_1></i>.",
    "id<b>S-12345</b>ok, id<b><STAFF_NUMBER_1></b>ok",
    "S-<b>123</b>45, <STAFF_NUMBER_1>"
  })
  void textIsReadInEachWayThatItsEmphasisAllows(String text, String masked) {
    Redaction own =
        Redaction.of(RedactionPolicy.of())
            .pattern(STAFF, "\\bS-\\d{5}\\b")
            .words(PROJECT, List.of("Bluebird", "Green Lake"));

    assertThat(own.preview(text).masked()).isEqualTo(masked);
    assertThat(own.preview(text).findings()).hasSize(1);
  }

  @Test
  void theNameOfAFieldMasksNotItsValue() {
    String value = encoded("the green lake");

    assertThat(masked("kind: Secret\ndata:\n  bluebird: " + value + "\n  S-12345: " + value))
        .isEqualTo(
            "kind: Secret\ndata:\n  <PROJECT_1>: " + value + "\n  <STAFF_NUMBER_1>: " + value);
  }
}
