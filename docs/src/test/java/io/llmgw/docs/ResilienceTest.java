package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.AuthenticationException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.reaction.Onward;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.reaction.Rest;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
        out.println(attempt.target() + " " + attempt.state() + " " + attempt.error());
        attempt
            .waits()
            .forEach(wait -> out.println("  after " + wait.took() + " of " + wait.reason()));
      }
      for (TrailEntry decision : answer.served().trail()) {
        out.println(decision.link() + ": " + decision.note());
      }
      // end account

      assertThat(printed.toString(StandardCharsets.UTF_8).lines())
          .containsExactly(
              "openai/sim-1 FAILED OVERLOADED",
              "openai/sim-1 SUCCEEDED null",
              "  after PT3S of RETRY_AFTER",
              "retry: repeat in 3000 ms by retry-after: OVERLOADED");
    }
  }

  @Test
  void aSlowTargetIsHedged() {
    // begin hedging
    LlmClientBuilder builder =
        LlmClient.builder()
            .hedging(Hedging.atPercentile(0.95).atLeast(Duration.ofMillis(300)).share(0.03));
    // end hedging
    try (SimulatedProvider server = busyAtFirst();
        LlmClient llm =
            builder
                .provider(server.provider())
                .alias(
                    "smart", Route.ordered(server.target(), Route.target(server.name() + "/other")))
                .defaultModel("smart")
                .build()) {
      assertThat(llm.prompt("Why?").explain().call())
          .contains("hedged after percentile 0.95, at least 300 ms, at most 0.03 of calls");
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

  @Test
  void aRowOfTheTableIsChanged() {
    // begin table
    Reactions failures =
        Reactions.standard()
            .on(ErrorKind.CONTENT_POLICY, row -> row.onward(Onward.NEXT))
            .on(ErrorKind.AUTH, row -> row.rest(Rest.KEY, Duration.ofHours(1)));
    // end table
    try (SimulatedProvider server = SimulatedProvider.openAi().rejectsKey("sk-1").start();
        LlmClient llm =
            LlmClient.builder()
                .provider(OpenAi.builder().baseUrl(server.baseUrl()).keys(Keys.of("sk-1")).build())
                .defaultModel("openai/gpt-5")
                .failures(failures)
                .build()) {
      assertThatThrownBy(() -> llm.prompt("Why?").text())
          .isInstanceOf(AuthenticationException.class);

      assertThat(llm.prompt("Why?").explain().toString()).contains("rests after 401 AUTH");
    }
  }

  @Test
  void keysHaveWeights() {
    // begin keys
    KeySource keys =
        Keys.of(
            ApiKey.of("team", "sk-1").weight(3),
            ApiKey.of("shared", "sk-2"),
            ApiKey.of("emergency", "sk-3").weight(0));
    // end keys
    try (SimulatedProvider server =
            SimulatedProvider.openAi()
                .rejectsKey("sk-1")
                .rejectsKey("sk-2")
                .always("Blue.")
                .start();
        LlmClient llm =
            LlmClient.builder()
                .provider(OpenAi.builder().baseUrl(server.baseUrl()).keys(keys).build())
                .defaultModel("openai/gpt-5")
                .build()) {
      ChatResponse answer = llm.prompt("Why?").send();

      assertThat(answer.served().keyAlias()).isEqualTo("emergency");
      assertThat(answer.served().attempts()).hasSize(3);
    }
  }

  private static SimulatedProvider busyAtFirst() {
    return SimulatedProvider.openAi()
        .answer(Reply.status(529).header("retry-after", "3"))
        .answer("Blue light scatters most.")
        .start();
  }
}
