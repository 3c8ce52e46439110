package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The guide's page of what is repeated, against a server on loopback that is busy at first. */
class ResilienceTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void theAnswerSaysWhatWasTried() {
    try (SimulatedProvider server = busyAtFirst();
        LlmClient llm =
            LlmClient.builder()
                .provider(server.provider())
                .defaultModel(server.model())
                .time(VirtualTime.skipping())
                .build()) {
      // begin account
      ChatResponse answer = llm.prompt("Why is the sky blue?").send();
      for (AttemptRecord attempt : answer.served().attempts()) {
        out.println(attempt.number() + " " + attempt.state() + " " + attempt.error());
      }
      for (TrailEntry decision : answer.served().trail()) {
        out.println(decision.link() + ": " + decision.note());
      }
      // end account

      assertThat(printed.toString(StandardCharsets.UTF_8).lines())
          .containsExactly(
              "1 FAILED OVERLOADED",
              "2 SUCCEEDED null",
              "retry: repeat in 3000 ms by retry-after: OVERLOADED");
    }
  }

  @Test
  void howOftenIsSetForAClientAndForACall() {
    try (SimulatedProvider server = busyAtFirst()) {
      // begin settings
      try (LlmClient llm =
          LlmClient.builder()
              .provider(server.provider())
              .defaultModel(server.model())
              .retries(Retries.none())
              .build()) {
        System.out.println(llm.prompt("Why?").with(Retries.upTo(5)).explain());
      }
      // end settings
      assertThat(server.requests()).isEmpty();
    }
  }

  private static SimulatedProvider busyAtFirst() {
    return SimulatedProvider.openAi()
        .answer(Reply.status(529).header("retry-after", "3"))
        .answer("Blue light scatters most.")
        .start();
  }
}
