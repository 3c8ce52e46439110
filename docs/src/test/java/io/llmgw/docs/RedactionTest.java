package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.Redaction;
import io.llmgw.test.simulated.SimulatedProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
}
