package io.llmgw.examples.quickstart;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.observability.metrics.Metrics;
import io.llmgw.test.simulated.SimulatedProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A prompt with an address, the number of a card and a key: none of them leaves the process, and
 * the answer has them in their places. What the provider received is what its server has logged.
 */
final class Confidential {
  /** What the user writes. */
  static final String PROMPT =
      "Tell ada@example.com that card 4111 1111 1111 1111 is blocked;"
          + " our key is AKIA2QNLTP4WZ7XKVR3M.";

  /** What the model writes. */
  static final String ANSWER =
      "I tell <EMAIL_1> about card <CREDIT_CARD_1>, and the key <API_KEY_1> to nobody.";

  private final SimulatedProvider server;
  private final MeterRegistry registry;
  private final PrintStream out;

  /** Shows its calls in this registry, as the other clients of the process do. */
  Confidential(SimulatedProvider server, MeterRegistry registry, PrintStream out) {
    this.server = server;
    this.registry = registry;
    this.out = out;
  }

  void run() {
    try (LlmClient llm =
        LlmClient.builder()
            .provider(server.provider())
            .defaultModel(server.model())
            .use(Redaction.of(EntitySets.PAYMENT, EntitySets.CONTACT, EntitySets.SECRETS))
            .use(Metrics.to(registry))
            .build()) {
      out.println("  the caller wrote:      " + PROMPT);
      ChatResponse response = llm.prompt(PROMPT).send();
      out.println("  the provider received: " + received());
      out.println("  the provider answered: " + server.log().get(0).text());
      out.println("  the caller got:        " + response.text());
      out.println("  masked:                " + response.redactions().masked());
      out.print("  as it arrives:         ");
      try (ChatStream stream = llm.prompt(PROMPT).stream()) {
        for (String piece : stream.text()) {
          out.print(piece);
          out.flush();
        }
      }
      out.println();
    }
  }

  /** The user's words, from the log of the server. */
  private String received() {
    List<?> messages = (List<?>) server.requests().get(0).json().asObject().get("messages");
    Map<?, ?> message = (Map<?, ?>) Objects.requireNonNull(messages).get(0);
    return String.valueOf(message.get("content"));
  }
}
