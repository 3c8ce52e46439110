package io.llmgw.docs;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.LlmTimeoutException;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The guide's page of clocks, against servers on loopback of which some never answer. */
class TimeoutsTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void clocksAreSetForTheClientForANameAndForACall() {
    try (SimulatedProvider first = SimulatedProvider.openAi().always("Blue.").start();
        SimulatedProvider spare = SimulatedProvider.anthropic().always("Blue.").start()) {
      // begin clocks
      LlmClient llm =
          LlmClient.builder()
              .provider(first.provider())
              .provider(spare.provider())
              .alias("smart", Route.ordered(first.target(), spare.target()))
              .defaultModel("smart")
              .timeouts(Timeouts.firstToken(ofSeconds(15)).idle(ofSeconds(20)).total(ofMinutes(2)))
              .timeouts("smart", Timeouts.total(ofSeconds(45)))
              .build();
      // end clocks

      // begin call
      String answer =
          llm.prompt("Why is the sky blue?").timeouts(Timeouts.firstToken(ofSeconds(5))).text();
      // end call

      assertThat(answer).isEqualTo("Blue.");
      llm.close();
    }
  }

  @Test
  void theErrorNamesTheClock() {
    try (SimulatedProvider first = silent(SimulatedProvider.openAi().model("gpt-5"));
        SimulatedProvider spare = silent(SimulatedProvider.anthropic().model("claude-sonnet-4-5"));
        LlmClient llm =
            LlmClient.builder()
                .provider(first.provider())
                .provider(spare.provider())
                .alias("smart", Route.ordered(first.target(), spare.target()))
                .defaultModel("smart")
                .retries(Retries.none())
                .build()) {
      // begin error
      try {
        llm.prompt("Why is the sky blue?").timeouts(Timeouts.firstToken(ofMillis(200))).text();
      } catch (LlmTimeoutException e) {
        out.println(e.getMessage());
        for (AttemptRecord attempt : e.attempts()) {
          out.println(attempt.target() + " " + attempt.state() + " " + attempt.error());
        }
      }
      // end error
    }

    String text = "```text\n" + printed.toString(StandardCharsets.UTF_8) + "```\n";
    Guide.holdPart(Guide.DOCS.resolve("timeouts.md"), "timeout", text);
  }

  private static SimulatedProvider silent(SimulatedProvider.Builder server) {
    return server.always(Reply.text("Blue.").stallBeforeHead()).start();
  }
}
