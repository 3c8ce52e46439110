package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.AbortPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AsyncDoorTest {
  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final TapLink tap = TapLink.in(Slot.APPLICATION);
  private final LlmClient llm =
      LlmClient.builder().provider(fake).defaultModel(fake.model()).use(tap).build();

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @Test
  void answersOnAThreadOfTheClient() {
    Thread[] runner = new Thread[1];
    fake.answers(script -> script.run(() -> runner[0] = Thread.currentThread()).text("a"));

    assertThat(join(ask()).text()).isEqualTo("a");

    assertThat(runner[0].getName()).startsWith("llmgw-");
    assertThat(runner[0].isDaemon()).isTrue();
  }

  @Test
  void endsTheExchangeWhenTheFutureIsCancelledBeforeContent() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.waitFor(gate));
    CompletableFuture<ChatResponse> answer = ask();
    gate.awaitArrivals(1);

    answer.cancel(true);

    expectCancelled();
    assertThatThrownBy(answer::join).isInstanceOf(CancellationException.class);
  }

  @Test
  void endsTheExchangeWhenTheFutureIsCancelledAfterContent() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate));
    CompletableFuture<ChatResponse> answer = ask();
    gate.awaitArrivals(1);

    answer.cancel(true);

    expectCancelled();
  }

  @Test
  void endsTheExchangeWhenTheFutureTimesOut() {
    fake.answers(script -> script.text("a").hang());

    CompletableFuture<ChatResponse> answer = ask().orTimeout(20, TimeUnit.MILLISECONDS);

    expectCancelled();
    assertThatThrownBy(answer::join).hasCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void endsTheExchangeWhenTheFutureIsFailedFromOutside() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate));
    CompletableFuture<ChatResponse> answer = ask();
    gate.awaitArrivals(1);

    answer.completeExceptionally(new IllegalArgumentException("not wanted any more"));

    expectCancelled();
  }

  @Test
  void goesOnWhenADerivedFutureIsCancelled() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate).text("b"));
    CompletableFuture<ChatResponse> answer = ask();
    CompletableFuture<String> derived = answer.thenApply(ChatResponse::text);
    gate.awaitArrivals(1);

    derived.cancel(true);
    gate.open();

    assertThat(join(answer).text()).isEqualTo("ab");
    assertThat(tap.awaitOutcome()).isInstanceOf(Outcome.Success.class);
  }

  @Test
  void asksNobodyWhenTheFutureIsCancelledBeforeItsTurn() {
    fake.always("a");
    Gate turn = Gate.closed();
    ThreadPoolExecutor host =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    try (LlmClient hosted = hosted(host)) {
      host.execute(() -> pass(turn));
      CompletableFuture<ChatResponse> answer = hosted.prompt("q").async();

      answer.cancel(true);
      turn.open();

      Patience.until("the host's thread to be free", () -> host.getCompletedTaskCount() == 2);
      assertThat(fake.received()).isZero();
    } finally {
      host.shutdown();
    }
  }

  @Test
  @Fault("F091")
  void refusesACallWhenTheHostsExecutorIsFull() {
    Gate gate = Gate.closed();
    fake.always(script -> script.waitFor(gate).text("a"));
    ThreadPoolExecutor host = oneThreadWithoutQueue();
    try (LlmClient hosted = hosted(host)) {
      CompletableFuture<ChatResponse> first = hosted.prompt("q").async();
      gate.awaitArrivals(1);

      CompletableFuture<ChatResponse> second = hosted.prompt("q").async();

      assertThatThrownBy(second::join)
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.REJECTED_LOCAL));
      gate.open();
      assertThat(join(first).text()).isEqualTo("a");
    } finally {
      host.shutdown();
    }
  }

  @Test
  @Fault("F091")
  void leavesTheRefusalToTheHostsExecutorsPolicy() {
    fake.always("a");
    ThreadPoolExecutor host = oneThreadWithoutQueue();
    host.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
    Gate gate = Gate.closed();
    try (LlmClient hosted = hosted(host)) {
      host.execute(() -> pass(gate));

      CompletableFuture<ChatResponse> answer = hosted.prompt("q").async();

      assertThat(answer).isDone();
      gate.open();
    } finally {
      host.shutdown();
    }
  }

  @Test
  void settlesOnceWhenACancelMeetsTheEnd() {
    fake.always("a");
    Races.repeat(
        repeat -> {
          Gate gate = Gate.closed();
          int before = tap.outcomes().size();
          fake.answers(script -> script.text("a").waitFor(gate).text("b"));
          CompletableFuture<ChatResponse> answer = ask();
          gate.awaitArrivals(1);

          Races.together(gate::open, () -> answer.cancel(true));

          Outcome outcome = tap.awaitOutcomes(before + 1).get(before);
          if (!answer.isCancelled()) {
            assertThat(outcome).isInstanceOf(Outcome.Success.class);
          }
          fake.awaitNoOpenStreams();
          assertThat(tap.outcomes()).hasSize(before + 1);
        });
  }

  private CompletableFuture<ChatResponse> ask() {
    return llm.prompt("q").async();
  }

  private LlmClient hosted(ThreadPoolExecutor host) {
    return LlmClient.builder().provider(fake).defaultModel(fake.model()).executor(host).build();
  }

  private static ThreadPoolExecutor oneThreadWithoutQueue() {
    return new ThreadPoolExecutor(
        1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>(), new AbortPolicy());
  }

  private static ChatResponse join(CompletableFuture<ChatResponse> answer) {
    Patience.until("an answer", answer::isDone);
    return answer.join();
  }

  private void expectCancelled() {
    assertThat(tap.awaitOutcome())
        .isInstanceOfSatisfying(
            Outcome.Cancelled.class, it -> assertThat(it.reason()).isEqualTo(Reason.CALLER));
    fake.awaitNoOpenStreams();
    assertThat(tap.outcomes()).hasSize(1);
  }

  private static void pass(Gate gate) {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
