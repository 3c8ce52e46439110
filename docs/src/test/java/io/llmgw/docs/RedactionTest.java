package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Part;
import io.llmgw.api.redact.AttachmentPolicy;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.redact.RedactionPreview;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.test.simulated.SimulatedProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The guide's page of redaction, against a server on loopback. */
class RedactionTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void valuesLeaveAsPlaceholdersAndComeBack() {
    try (SimulatedProvider server =
        SimulatedProvider.openAi().always("Done: <EMAIL_1> knows of <CREDIT_CARD_1>.").start()) {
      // begin redaction
      LlmClient llm =
          LlmClient.builder()
              .provider(server.provider())
              .use(
                  Redaction.of(EntitySets.PAYMENT, EntitySets.CONTACT)
                      .with(EntitySets.SECRETS, Masking.block()))
              .defaultModel(server.model())
              .build();
      try (llm) {
        out.println(
            llm.prompt("Tell ada@example.com that card 4111 1111 1111 1111 is blocked.").text());
      }
      // end redaction

      assertThat(server.requests().get(0).json().text())
          .contains("Tell <EMAIL_1> that card <CREDIT_CARD_1> is blocked.");
    }

    assertThat(printed)
        .hasToString(
            "Done: ada@example.com knows of 4111 1111 1111 1111." + System.lineSeparator());
  }

  @Test
  void theAnswerTellsInFiguresWhatWasMasked() {
    try (SimulatedProvider server = SimulatedProvider.openAi().always("Done.").start()) {
      LlmClient llm =
          LlmClient.builder()
              .provider(server.provider())
              .use(Redaction.of(EntitySets.CONTACT).with(EntitySets.NETWORK, Masking.report()))
              .defaultModel(server.model())
              .build();
      try (llm) {
        // begin figures
        ChatResponse response = llm.prompt("Mail ada@example.com from 203.0.113.7").send();
        out.println(response.redactions().masked()); // {EMAIL=1}
        out.println(response.redactions().reported(Entities.IP_ADDRESS)); // 1
        // end figures
      }
    }

    assertThat(printed.toString().lines()).containsExactly("{EMAIL=1}", "1");
  }

  @Test
  void theHostAddsPatternsAndWords() {
    // begin own
    EntityType staff = EntityType.of("STAFF_NUMBER");
    EntityType project = EntityType.of("PROJECT");
    Redaction redaction =
        Redaction.of(EntitySets.CONTACT)
            .pattern(staff, "S-\\d{5}")
            .words(project, List.of("Bluebird", "Green Lake"));
    out.println(redaction.preview("S-12345 works on green lake.").masked());
    // end own

    assertThat(printed.toString().lines())
        .containsExactly("<STAFF_NUMBER_1> works on <PROJECT_1>.");
  }

  @Test
  void mediaAreReadAndPlaceholdersCannotBeGuessed() {
    byte[] key = "a key of sixteen bytes or more".getBytes(StandardCharsets.UTF_8);
    Library library = new Library();
    // begin media
    Redaction redaction =
        Redaction.of(EntitySets.ALL)
            .attachments(AttachmentPolicy.textOf(part -> library.textOf(part)))
            .unguessable(key);
    // end media

    assertThat(redaction.preview("ada@example.com").masked()).matches("<EMAIL_1_[a-z2-7]{5}>");
  }

  private static final class Library {
    String textOf(Part part) {
      return part.toString();
    }
  }

  @Test
  void aPolicyIsTriedInItsShadow() {
    // begin shadow
    Redaction tried = Redaction.of(EntitySets.ALL).shadow();
    RedactionPreview preview = tried.preview("My card is 4111 1111 1111 1111");
    preview.reasons().forEach(out::println);
    // end shadow

    assertThat(preview.masked()).contains("4111");
    assertThat(printed.toString().lines())
        .containsExactly(
            "CREDIT_CARD by rule CREDIT_CARD, HIGH, near 'card': placeholder, if it were not only"
                + " reported");
  }
}
