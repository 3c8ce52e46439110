package io.llmgw.core.pace;

import static io.llmgw.api.route.Route.ordered;
import static io.llmgw.api.route.Route.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A target whose breaker opens while calls stand in line for it is not asked by them. */
class OpenedInLineTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final TargetLimits ONE = TargetLimits.perTarget().concurrency(1);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final VirtualTime time = VirtualTime.create();
  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final ScriptedProvider other = ScriptedProvider.named("other");
  private final Gate fifth = Gate.closed();
  private final Gate busy = Gate.closed();
  private LlmClient llm;

  @BeforeEach
  void fourHaveFailed() {
    leaks.of(fake);
    leaks.of(other);
    for (int i = 0; i < 4; i++) {
      fake.fails(ErrorKind.SERVER);
      other.answers("blue");
    }
    fake.answers(script -> script.waitFor(fifth).fail(ErrorKind.SERVER)).always("red");
    other.answers(script -> script.text("green").waitFor(busy)).always("blue");
    llm =
        LlmClient.builder()
            .provider(fake)
            .provider(other)
            .alias("smart", ordered(target("fake/m").limits(ONE), target("other/m").limits(ONE)))
            .defaultModel("smart")
            .retries(Retries.none())
            .closeGrace(Duration.ZERO)
            .time(time)
            .build();
    for (int i = 0; i < 4; i++) {
      assertThat(llm.chat(QUESTION).text()).isEqualTo("blue");
    }
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @RepeatedTest(5)
  @Fault("I14")
  void whoStandsInLineGoesToAnotherTargetThatIsFreeByThen() {
    CompletableFuture<ChatResponse> atFake = llm.chatAsync(QUESTION);
    fifth.awaitArrivals(1);
    CompletableFuture<ChatResponse> atOther = llm.chatAsync(QUESTION);
    busy.awaitArrivals(1);
    CompletableFuture<ChatResponse> inLine = llm.chatAsync(QUESTION);
    time.awaitSleepers(1);

    busy.open();
    assertThat(answer(atOther).text()).isEqualTo("green");
    fifth.open();

    ChatResponse answer = answer(inLine);
    assertThat(answer.served().target()).isEqualTo("other/m");
    assertThat(answer.served().trail())
        .extracting(TrailEntry::note)
        .anyMatch(note -> note.startsWith("skips fake/m: it fails, and its breaker is open"));
    assertThat(fake.received()).as("four, and the one that opened it").isEqualTo(5);
    // It fails over, unless the other call has taken the only place there.
    atFake.handle((late, failure) -> late).orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Test
  @Fault("I14")
  void whoHasNowhereElseToGoFailsAtOnceAndIsToldUntilWhen() {
    CompletableFuture<ChatResponse> atFake = llm.chatAsync(QUESTION.withModel("fake/m"));
    fifth.awaitArrivals(1);
    CompletableFuture<ChatResponse> inLine = llm.chatAsync(QUESTION.withModel("fake/m"));
    time.awaitSleepers(1);

    fifth.open();

    assertThat(inLine.handle((answer, failure) -> failure).orTimeout(30, TimeUnit.SECONDS).join())
        .isInstanceOf(LlmException.class)
        .hasMessageContaining("its breaker is open: try again in 5000 ms");
    assertThat(atFake.handle((answer, failure) -> failure).join()).isNotNull();
    assertThat(fake.received()).isEqualTo(5);
  }

  private static ChatResponse answer(CompletableFuture<ChatResponse> call) {
    return call.orTimeout(30, TimeUnit.SECONDS).join();
  }
}
