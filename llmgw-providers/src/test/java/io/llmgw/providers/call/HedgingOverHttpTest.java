package io.llmgw.providers.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A stream over real sockets whose first server is stuck before its first token. */
@ExtendWith(LeakRule.class)
class HedgingOverHttpTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final Duration LEAST = Duration.ofMillis(20);

  private final AtomicBoolean stuck = new AtomicBoolean();
  private final SimulatedProvider first =
      SimulatedProvider.openAi()
          .named("first")
          .always(request -> stuck.get() ? Reply.text("Red").stallBeforeHead() : Reply.text("Blue"))
          .start();
  private final SimulatedProvider second =
      SimulatedProvider.anthropic().named("second").always("Blue light scatters most.").start();

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  @Test
  @Fault("F080")
  void theSecondServerAnswersAndTheFirstSeesItsClientLeave() {
    try (LlmClient llm =
        LlmClient.builder()
            .provider(first.provider())
            .provider(second.provider())
            .alias("smart", Route.ordered(first.target(), second.target()))
            .defaultModel("smart")
            .hedging(Hedging.atPercentile(0.95).atLeast(LEAST).share(1))
            .build()) {
      for (int call = 0; call < 25; call++) {
        assertThat(stream(llm).text()).isNotEmpty();
      }
      int hedgedBefore = second.requests().size();
      stuck.set(true);

      ChatResponse answer = stream(llm);
      long answered = System.nanoTime();
      Patience.until("the first server to see the end", () -> !isWaitedFor());

      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - answered)).isLessThan(100);
      assertThat(answer.text()).isEqualTo("Blue light scatters most.");
      assertThat(answer.served().target()).isEqualTo(second.model());
      assertThat(second.requests()).hasSizeGreaterThan(hedgedBefore);
      List<AttemptRecord> attempts = answer.served().attempts();
      assertThat(attempts)
          .extracting(AttemptRecord::state)
          .containsExactly(AttemptState.CANCELLED, AttemptState.SUCCEEDED);
      assertThat(attempts).extracting(AttemptRecord::hedge).containsExactly(false, true);
      assertThat(attempts.get(0).usage().count(TokenKind.INPUT).provenance())
          .isEqualTo(Provenance.ESTIMATED);
      assertThat(answer.served().usage().tokens(TokenKind.INPUT))
          .isEqualTo(
              attempts.get(0).usage().tokens(TokenKind.INPUT)
                  + attempts.get(1).usage().tokens(TokenKind.INPUT));
    }
  }

  /** Whether the server still has a client for the reply that it is stuck in. */
  private boolean isWaitedFor() {
    return first.connections().stream().anyMatch(peer -> !peer.isGone() && !peer.isClosed());
  }

  private static ChatResponse stream(LlmClient llm) {
    try (ChatStream stream = llm.stream(QUESTION)) {
      return stream.response();
    }
  }
}
