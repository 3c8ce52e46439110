package io.llmgw.core.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.tool.Toolbox;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.RecordingSubscriber;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls that end before they begin: who observes is told of each, once. */
class UnmadeCallsTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final Duration TOTAL = Duration.ofSeconds(10);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final VirtualTime time = VirtualTime.create();
  private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private final Diary diary = new Diary();
  private final Heard heard = new Heard(Duration.ofSeconds(5));
  private final LlmClient llm = client(queue::add);

  private LlmClient client(Executor executor) {
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .time(time)
        .executor(executor)
        .timeouts(Timeouts.total(TOTAL))
        .closeGrace(Duration.ZERO)
        .observe(diary)
        .listen(heard)
        .build();
  }

  private LlmClient refusing() {
    return client(
        task -> {
          throw new IllegalStateException("full");
        });
  }

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  /** A thread of the host comes for all that is queued. */
  private void work() {
    for (Runnable task : new ArrayDeque<>(queue)) {
      queue.remove(task);
      task.run();
    }
  }

  @Test
  void oneThatTheExecutorRefuses() {
    try (LlmClient refusing = refusing()) {
      LlmException failure = failureOf(refusing.chatAsync(QUESTION));

      assertThat(failed().error()).isEqualTo(ErrorKind.REJECTED_LOCAL);
      ObservedCall call = diary.calls.get(0);
      assertThat(call.callId()).isEqualTo(failure.callId()).isEqualTo(call.runId());
      assertThat(call.model()).isEqualTo("fake/scripted-1");
      assertThat(call.delivery()).isEqualTo(Delivery.WHOLE);
      assertThat(call.textLength()).isEqualTo(20);
    }
  }

  @Test
  void onePublishedThatTheExecutorRefuses() {
    try (LlmClient refusing = refusing()) {
      RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(1);

      refusing.publish(QUESTION).subscribe(subscriber);

      subscriber.awaitEnd();
      assertThat(failed().error()).isEqualTo(ErrorKind.REJECTED_LOCAL);
      assertThat(diary.calls.get(0).delivery()).isEqualTo(Delivery.STREAMED);
    }
  }

  @Test
  void oneThatWaitsForAThreadForItsWholeTotal() {
    CompletableFuture<?> answer = llm.chatAsync(QUESTION);

    time.advance(TOTAL);

    failureOf(answer);
    work();
    assertThat(failed().error()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(failed().served().latency()).isEqualTo(TOTAL);
    assertThat(failed().overhead()).isZero();
    GatewayEvent.SlowCall slow = heard.await(GatewayEvent.SlowCall.class, 1).get(0);
    assertThat(slow.callId()).isEqualTo(diary.calls.get(0).callId());
  }

  @Test
  void oneThatIsLeftWhileItWaits() {
    CompletableFuture<?> answer = llm.chatAsync(QUESTION);

    answer.cancel(true);

    work();
    assertThat(failed().cancelled()).isEqualTo(Reason.CALLER);
  }

  @Test
  void onePublishedThatIsLeftWhileItWaits() {
    RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(1);
    llm.publish(QUESTION).subscribe(subscriber);

    subscriber.cancel();

    work();
    assertThat(failed().cancelled()).isEqualTo(Reason.CALLER);
  }

  @Test
  void oneThatWaitsWhenTheClientIsClosed() {
    CompletableFuture<?> answer = llm.chatAsync(QUESTION);

    llm.close();

    failureOf(answer);
    assertThat(failed().error()).isEqualTo(ErrorKind.CLOSED);
  }

  @Test
  void aRunThatTheExecutorRefusesIsOneCall() {
    try (LlmClient refusing = refusing()) {
      failureOf(refusing.chatAsync(QUESTION.with(Toolbox.of())));

      assertThat(failed().error()).isEqualTo(ErrorKind.REJECTED_LOCAL);
    }
  }

  @Test
  void thoseOfAClientThatIsClosed() {
    llm.close();

    assertThat(catchThrowable(() -> llm.chat(QUESTION))).isInstanceOf(LlmException.class);
    assertThat(catchThrowable(() -> llm.stream(QUESTION))).isInstanceOf(LlmException.class);
    assertThat(catchThrowable(() -> llm.chat(QUESTION.with(Toolbox.of()))))
        .isInstanceOf(LlmException.class);
    failureOf(llm.chatAsync(QUESTION));

    assertThat(diary.calls).hasSize(4);
    assertThat(diary.outcomes)
        .hasSize(4)
        .allSatisfy(outcome -> assertThat(outcome.error()).isEqualTo(ErrorKind.CLOSED));
  }

  @Test
  void oneWhoseHandleIsUsedUp() {
    CancelHandle handle = new CancelHandle();
    handle.cancel();

    assertThat(catchThrowable(() -> llm.cancelledBy(handle).chat(QUESTION)))
        .isInstanceOf(LlmException.class);

    assertThat(failed().cancelled()).isEqualTo(Reason.CALLER);
  }

  /** The one outcome there is, of a call that has asked nobody. */
  private ObservedOutcome failed() {
    Patience.until("an outcome", () -> !diary.outcomes.isEmpty());
    assertThat(diary.lines).containsExactly("call", "end");
    ObservedOutcome outcome = diary.outcomes.get(0);
    assertThat(outcome.served().attempts()).isEmpty();
    assertThat(outcome.served().callId()).isEqualTo(diary.calls.get(0).callId());
    assertThat(fake.received()).isZero();
    return outcome;
  }

  private static LlmException failureOf(CompletableFuture<?> answer) {
    Patience.until("an end", answer::isDone);
    Throwable thrown = catchThrowable(answer::join);
    assertThat(thrown).hasCauseInstanceOf(LlmException.class);
    return (LlmException) thrown.getCause();
  }
}
