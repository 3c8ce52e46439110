package io.llmgw.providers.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Limits of targets, those of the client and those that servers tell, as servers see them. */
@ExtendWith(LeakRule.class)
class LimitsOverHttpTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final Duration RESET = Duration.ofSeconds(30);

  private final VirtualTime time = VirtualTime.create();

  private LlmClientBuilder client(SimulatedProvider... servers) {
    LlmClientBuilder builder =
        LlmClient.builder().retries(Retries.none()).time(time).defaultModel("smart");
    for (SimulatedProvider server : servers) {
      builder.provider(server.provider());
    }
    return builder;
  }

  @Test
  @Fault("I5")
  void noMoreRequestsAreOpenThanTheLimitSays() {
    Gate gate = Gate.closed();
    try (SimulatedProvider server =
            SimulatedProvider.openAi().always(Reply.text("blue").holdBeforeHead(gate)).start();
        LlmClient llm =
            client(server)
                .alias("smart", server.target().limits(TargetLimits.perKey().concurrency(3)))
                .build()) {
      List<CompletableFuture<ChatResponse>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        calls.add(llm.chatAsync(QUESTION));
      }
      time.awaitSleepers(17);
      server.awaitRequests(3);
      assertThat(server.requests()).hasSize(3);

      gate.open();

      for (CompletableFuture<ChatResponse> call : calls) {
        assertThat(call.orTimeout(30, TimeUnit.SECONDS).join().text()).isEqualTo("blue");
      }
      assertThat(server.requests()).hasSize(20);
    }
  }

  @Test
  @Fault("F043")
  void whatTheHeadersOfAnAnswerSayIsLeftSteersTheNextCalls() {
    Reply low =
        Reply.text("low")
            .header("x-ratelimit-limit-tokens", "30000")
            .header("x-ratelimit-remaining-tokens", "1000")
            .header("x-ratelimit-reset-tokens", "30s");
    try (SimulatedProvider first = SimulatedProvider.openAi().named("first").always(low).start();
        SimulatedProvider second =
            SimulatedProvider.openAi().named("second").always("second").start();
        LlmClient llm =
            client(first, second)
                .alias("smart", Route.ordered(first.target(), second.target()))
                .build()) {
      ChatRequest large = ChatRequest.builder().user("Why?").maxOutputTokens(2_000).build();
      assertThat(llm.chat(large).text()).isEqualTo("low");

      assertThat(llm.chat(large).text()).isEqualTo("second");
      assertThat(llm.chat(QUESTION).text()).as("a call that needs less").isEqualTo("low");
      time.advance(RESET);
      assertThat(llm.chat(large).text()).isEqualTo("low");
    }
  }

  @Test
  @Fault("F043")
  void aKeyWithNoRequestLeftRestsUntilTheReset() {
    Reply last =
        Reply.text("last")
            .header("anthropic-ratelimit-requests-limit", "50")
            .header("anthropic-ratelimit-requests-remaining", "0")
            .header("anthropic-ratelimit-requests-reset", time.now().plus(RESET).toString());
    try (SimulatedProvider first =
            SimulatedProvider.anthropic().named("first").always(last).start();
        SimulatedProvider second =
            SimulatedProvider.openAi().named("second").always("second").start();
        LlmClient llm =
            client(first, second)
                .alias("smart", Route.ordered(first.target(), second.target()))
                .build()) {
      assertThat(llm.chat(QUESTION).text()).isEqualTo("last");

      assertThat(llm.chat(QUESTION).text()).isEqualTo("second");
      assertThat(llm.explain(QUESTION).toString()).contains("rests after no requests left");
      time.advance(RESET);
      assertThat(llm.chat(QUESTION).text()).isEqualTo("last");
    }
  }
}
