package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.request.Retries;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.CacheUse;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who has cancelled is given nothing past its time, and nothing is counted as given. */
class CancelledStaleTest {
  private final VirtualTime time = VirtualTime.create();
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final Outcomes outcomes = new Outcomes();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .defaultModel("a/m")
          .retries(Retries.none())
          .time(time)
          .closeGrace(Duration.ZERO)
          .observe(outcomes)
          .use(
              ResponseCache.ofMegabytes(1)
                  .ttl(Duration.ofMinutes(1))
                  .staleIfError(Duration.ofHours(6)))
          .build();

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  @Test
  void getsNoOldVectors() {
    a.answers(ScriptedVectors.of(1));
    assertNothingIsGiven(client -> client.embed("one"));
  }

  @Test
  void getsNoOldAnswer() {
    a.answers("blue");
    assertNothingIsGiven(client -> client.prompt("Why?").text());
  }

  /** Asked twice, with a cancel while the second time goes on. */
  private void assertNothingIsGiven(Consumer<LlmClient> question) {
    question.accept(llm);
    outcomes.take(1);
    time.advance(Duration.ofMinutes(2));
    a.answers(script -> script.hang());
    CancelHandle handle = new CancelHandle();
    CompletableFuture<Void> asked =
        CompletableFuture.runAsync(() -> question.accept(llm.cancelledBy(handle)), callers);
    a.awaitReceived(2);

    handle.cancel();

    assertThat(Failed.kindOf(asked)).isEqualTo(ErrorKind.CANCELLED);
    ObservedOutcome outcome = outcomes.take(1).get(0);
    assertThat(outcome.cancelled()).isEqualTo(Reason.CALLER);
    assertThat(outcome.served().cache()).isEqualTo(CacheStatus.MISS);
    assertThat(outcome.served().cacheUse()).extracting(CacheUse::age).isNull();
  }
}
