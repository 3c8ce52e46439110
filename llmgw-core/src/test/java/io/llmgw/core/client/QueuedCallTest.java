package io.llmgw.core.client;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.tool.RunLimits;
import io.llmgw.api.tool.Toolbox;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
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

/** Calls that wait for a thread of the host's executor: their time runs. */
class QueuedCallTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final Duration TOTAL = ofSeconds(10);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final VirtualTime time = VirtualTime.create();
  private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private final TapLink tap = TapLink.in(Slot.APPLICATION);
  private final LlmClient llm = client(queue::add);

  private LlmClient client(Executor executor) {
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .use(tap)
        .time(time)
        .executor(executor)
        .timeouts(Timeouts.total(TOTAL))
        .closeGrace(Duration.ZERO)
        .build();
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
  void failsWithItsTotalThoughNoThreadEverComes() {
    CompletableFuture<ChatResponse> answer = llm.chatAsync(QUESTION);

    time.advance(TOTAL.minusMillis(1));
    assertThat(answer).isNotDone();
    time.advance(ofMillis(1));

    LlmException failure = failureOf(answer);
    assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(failure).hasMessageContaining("thread of the client's executor");
    assertThat(failure).hasMessageContaining("PT10S");
    assertThat(failure.isPossiblyBilled()).isFalse();
    work();
    assertThat(fake.received()).isZero();
    assertThat(time.tasks()).isZero();
  }

  @Test
  void hasWhatIsLeftOfItsTotalWhenItBegins() {
    Gate never = Gate.closed();
    fake.answers(script -> script.waitFor(never));
    CompletableFuture<ChatResponse> answer = llm.chatAsync(QUESTION);
    time.advance(ofSeconds(7));
    Aside<Boolean> thread = Aside.run(this::work);
    never.awaitArrivals(1);

    time.advance(ofMillis(2999));
    assertThat(answer).isNotDone();
    time.advance(ofMillis(1));

    LlmException failure = failureOf(answer);
    assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(failure).hasMessageContaining("total of PT10S");
    assertThat(thread.get()).isTrue();
  }

  @Test
  void theAccountOfACallBeginsWhenItIsAskedFor() {
    fake.answers("blue");
    CompletableFuture<ChatResponse> answer = llm.chatAsync(QUESTION);
    time.advance(ofSeconds(7));

    work();

    assertThat(answer.join().served().latency()).isEqualTo(ofSeconds(7));
    assertThat(time.tasks()).isZero();
  }

  @Test
  void aRunHasWhatIsLeftOfItsOwnTotal() {
    Gate never = Gate.closed();
    fake.answers(script -> script.waitFor(never));
    CompletableFuture<ChatResponse> answer =
        llm.chatAsync(QUESTION.with(Toolbox.of()).with(RunLimits.DEFAULT.total(ofSeconds(30))));
    time.advance(ofSeconds(25));
    assertThat(answer).isNotDone();
    Aside<Boolean> thread = Aside.run(this::work);
    never.awaitArrivals(1);

    time.advance(ofSeconds(5));

    assertThat(failureOf(answer)).hasMessageContaining("run took longer than its total of PT30S");
    assertThat(thread.get()).isTrue();
  }

  @Test
  void aPublishedCallFailsTooAndItsTimeBeginsWithTheFirstDemand() {
    RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(0);
    llm.publish(QUESTION).subscribe(subscriber);
    time.advance(ofSeconds(60));
    assertThat(queue).isEmpty();
    subscriber.request(1);

    time.advance(TOTAL.minusMillis(1));
    assertThat(subscriber.hasEnded()).isFalse();
    time.advance(ofMillis(1));

    subscriber.awaitEnd();
    assertThat(((LlmException) subscriber.error()).kind()).isEqualTo(ErrorKind.TIMEOUT);
    work();
    assertThat(fake.received()).isZero();
    assertThat(time.tasks()).isZero();
  }

  @Test
  void aPublishedCallHasWhatIsLeft() {
    Gate never = Gate.closed();
    fake.answers(script -> script.waitFor(never));
    RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(1);
    llm.publish(QUESTION).subscribe(subscriber);
    time.advance(ofSeconds(7));
    Aside<Boolean> thread = Aside.run(this::work);
    never.awaitArrivals(1);

    time.advance(ofSeconds(3));

    subscriber.awaitEnd();
    assertThat(subscriber.error()).hasMessageContaining("total of PT10S");
    assertThat(thread.get()).isTrue();
  }

  @Test
  void badDemandIsToldThoughNoThreadComes() {
    RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(1);
    llm.publish(QUESTION).subscribe(subscriber);

    subscriber.request(-1);

    subscriber.awaitEnd();
    assertThat(subscriber.error()).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void leavesNoClockWhenItIsCancelledBeforeAThreadComes() {
    CompletableFuture<ChatResponse> answer = llm.chatAsync(QUESTION);

    answer.cancel(true);

    assertThat(time.tasks()).isZero();
    work();
    assertThat(fake.received()).isZero();
  }

  @Test
  void isEndedByAHandleThoughNoThreadComes() {
    CancelHandle handle = new CancelHandle();
    CompletableFuture<ChatResponse> answer = llm.cancelledBy(handle).chatAsync(QUESTION);

    handle.cancel();

    assertThat(failureOf(answer).kind()).isEqualTo(ErrorKind.CANCELLED);
    work();
    assertThat(fake.received()).isZero();
    assertThat(time.tasks()).isZero();
  }

  @Test
  void isToldThatTheClientIsClosed() {
    CompletableFuture<ChatResponse> answer = llm.chatAsync(QUESTION);

    llm.close();

    assertThat(failureOf(answer).kind()).isEqualTo(ErrorKind.CLOSED);
    work();
    assertThat(fake.received()).isZero();
    assertThat(time.tasks()).isZero();
  }

  @Test
  void leavesNoClockWhenTheExecutorRefuses() {
    try (LlmClient refusing =
        client(
            task -> {
              throw new IllegalStateException("full");
            })) {
      assertThat(failureOf(refusing.chatAsync(QUESTION)).kind())
          .isEqualTo(ErrorKind.REJECTED_LOCAL);
      assertThat(time.tasks()).isZero();
    }
  }

  @Test
  void isEitherMadeOrFailedWhenAThreadComesAsTheTimeIsUp() {
    fake.always("blue");
    Races.repeat(
        repeat -> {
          CompletableFuture<ChatResponse> answer = llm.chatAsync(QUESTION);
          time.advance(TOTAL.minusMillis(1));
          int before = fake.received();

          Races.together(this::work, () -> time.advance(ofMillis(1)));

          Patience.until("an end", answer::isDone);
          if (fake.received() == before) {
            assertThat(failureOf(answer).kind()).isEqualTo(ErrorKind.TIMEOUT);
          }
          assertThat(time.tasks()).isZero();
        });
  }

  private static LlmException failureOf(CompletableFuture<ChatResponse> answer) {
    Patience.until("an end", answer::isDone);
    Throwable thrown = catchThrowable(answer::join);
    assertThat(thrown).hasCauseInstanceOf(LlmException.class);
    return (LlmException) thrown.getCause();
  }
}
