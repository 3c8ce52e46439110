package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which clocks run for those who ask the same at the same time. */
class SharedClocksTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Which colour has the sky?");
  private static final Duration SOON = Duration.ofMillis(200);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final VirtualTime time = VirtualTime.create();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .defaultModel(a.model())
          .retries(Retries.none())
          .time(time)
          .executor(callers)
          .use(ResponseCache.ofMegabytes(1))
          .build();

  @BeforeEach
  void watch() {
    leaks.of(a);
  }

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  @Test
  void whoWaitsLessForTheFirstTokenFailsByThatAloneAndNobodyElse() {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).text("blue")).answers(script -> script.hang());
    CompletableFuture<ChatResponse> patient = llm.chatAsync(QUESTION);
    a.awaitReceived(1);
    CompletableFuture<ChatResponse> hasty = llm.chatAsync(QUESTION.with(Timeouts.firstToken(SOON)));
    a.awaitReceived(2);

    Patience.until(
        () -> "the hasty one to fail",
        Patience.limit(),
        () -> {
          time.advance(SOON);
          return hasty.isDone();
        });
    gate.open();

    assertThatThrownBy(hasty::join)
        .cause()
        .isInstanceOfSatisfying(
            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.TIMEOUT));
    assertThat(patient.join().text()).isEqualTo("blue");
  }

  @Test
  void vectorsAreAskedForByTheirOwnClocksToo() {
    Gate gate = Gate.closed();
    a.answers(
            (call, script) -> {
              script.waitFor(gate);
              ScriptedVectors.write(call, script, 1);
            })
        .always(ScriptedVectors.of(2));
    EmbeddingRequest text = EmbeddingRequest.of("one");
    CompletableFuture<?> patient = llm.embedAsync(text);
    a.awaitReceived(1);

    assertThat(llm.embed(text.with(Timeouts.idle(SOON))).vector(0)).containsExactly(3, 2);

    gate.open();
    patient.join();
  }

  @Test
  void theSameClocksShareWhateverTheWholeCallMayTake() {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).text("blue")).always("never");
    Timeouts.Clocks clocks = Timeouts.firstToken(Duration.ofMinutes(1));
    CompletableFuture<ChatResponse> first = llm.chatAsync(QUESTION.with(clocks));
    a.awaitReceived(1);
    CompletableFuture<ChatResponse> second =
        llm.chatAsync(QUESTION.with(clocks.total(Duration.ofMinutes(5))));
    Patience.until("both to wait", () -> Waiting.forFlights() == 2);
    gate.open();

    assertThat(first.join().text()).isEqualTo("blue");
    assertThat(second.join().served().cache()).isEqualTo(CacheStatus.JOINED);
    assertThat(a.received()).isOne();
  }

  @Test
  void whatIsToBeMadeOnceIsMadeOnceByWhateverClocks() {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).text("blue")).always("never");
    ChatRequest named = QUESTION.with(Idempotency.key("order-17"));
    CompletableFuture<ChatResponse> first = llm.chatAsync(named);
    a.awaitReceived(1);
    CompletableFuture<ChatResponse> second =
        llm.chatAsync(named.with(Timeouts.firstToken(Duration.ofMinutes(1))));
    Patience.until("both to wait", () -> Waiting.forFlights() == 2);
    gate.open();

    assertThat(first.join().text()).isEqualTo("blue");
    assertThat(second.join().text()).isEqualTo("blue");
    assertThat(a.received()).isOne();
  }
}
