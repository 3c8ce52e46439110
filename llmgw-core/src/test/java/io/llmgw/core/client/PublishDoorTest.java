package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.RecordingSubscriber;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Demand: what is pulled and signalled, when, and on which thread. */
class PublishDoorTest {
  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final TapLink tap = TapLink.in(Slot.APPLICATION);
  private final VirtualTime time = VirtualTime.create();
  private final ThreadPoolExecutor host =
      new ThreadPoolExecutor(4, 4, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .retries(Retries.none())
          .use(tap)
          .time(time)
          .closeGrace(Duration.ZERO)
          .executor(host)
          .build();

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
    host.shutdown();
  }

  @Test
  void callsNobodyBeforeTheFirstRequest() {
    fake.answers("a");

    RecordingSubscriber<LlmEvent> subscriber = subscribe(0);

    assertThat(host.getTaskCount()).isZero();
    assertThat(fake.received()).isZero();
    subscriber.request(Long.MAX_VALUE);
    subscriber.awaitEnd();
    expectClean(subscriber);
  }

  @Test
  void signalsNoMoreThanWasAskedForAndPullsNothingAhead() {
    fake.answers(script -> script.text("a").text("b").text("c"));

    RecordingSubscriber<LlmEvent> subscriber = subscribe(2);
    subscriber.awaitItems(2);
    awaitIdle();

    assertThat(subscriber.items()).hasExactlyElementsOfTypes(Started.class, TextDelta.class);
    assertThat(fake.calls().get(0).text()).isEqualTo("a");
    subscriber.request(1);
    subscriber.awaitItems(3);
    awaitIdle();
    assertThat(fake.calls().get(0).text()).isEqualTo("ab");
    subscriber.request(9);
    subscriber.awaitEnd();
    expectClean(subscriber);
  }

  @Test
  void holdsNoThreadWithoutDemand() {
    fake.answers(script -> script.text("a").text("b"));

    RecordingSubscriber<LlmEvent> subscriber = subscribe(2);
    subscriber.awaitItems(2);
    awaitIdle();

    assertThat(threadsInTheEngine()).isEmpty();
    subscriber.cancel();
    tap.awaitOutcome();
  }

  @Test
  void needsDemandForTheFinalEventAndCompletesInTheSameStep() {
    fake.answers("a");
    AtomicReference<Thread> last = new AtomicReference<>();
    AtomicReference<Thread> end = new AtomicReference<>();
    RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(2);
    subscriber
        .onEachItem(event -> last.set(Thread.currentThread()))
        .onEnd(failure -> end.set(Thread.currentThread()));

    publish(subscriber);
    subscriber.awaitItems(2);
    awaitIdle();
    assertThat(subscriber.hasEnded()).isFalse();
    assertThat(tap.outcomes()).isEmpty();
    subscriber.request(1);
    subscriber.awaitEnd();

    assertThat(subscriber.items()).last().isInstanceOf(Completed.class);
    assertThat(subscriber.isCompleted()).isTrue();
    assertThat(end.get()).isSameAs(last.get());
    expectClean(subscriber);
  }

  @Test
  void signalsAFailureToOpen() {
    fake.answers(script -> script.started().fail(ErrorKind.SERVER));

    RecordingSubscriber<LlmEvent> subscriber = subscribe(1);
    subscriber.awaitEnd();

    assertThat(subscriber.items()).isEmpty();
    assertThat(error(subscriber).kind()).isEqualTo(ErrorKind.SERVER);
    expectClean(subscriber);
  }

  @Test
  void signalsTheDeadlineWithoutDemand() {
    fake.answers(script -> script.text("a").text("b"));
    RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(2);
    llm.prompt("q").timeouts(Timeouts.total(Duration.ofSeconds(3))).publish().subscribe(subscriber);
    subscriber.awaitItems(2);
    awaitIdle();

    time.advance(Duration.ofSeconds(3));
    subscriber.awaitEnd();

    LlmException error = error(subscriber);
    assertThat(error).isInstanceOf(StreamInterruptedException.class);
    assertThat(error.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(error.partial()).isNotNull();
    assertThat(error.partial().text()).isEqualTo("a");
    expectClean(subscriber);
  }

  @Test
  void signalsACancelWithoutDemandAfterEverythingIsSettled() {
    fake.answers(script -> script.text("a").text("b"));
    CancelHandle handle = new CancelHandle();
    AtomicReference<List<Outcome>> settled = new AtomicReference<>();
    AtomicReference<Integer> open = new AtomicReference<>();
    RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(2);
    subscriber.onEnd(
        failure -> {
          settled.set(tap.outcomes());
          open.set(fake.openStreams());
        });
    llm.prompt("q").cancelledBy(handle).publish().subscribe(subscriber);
    subscriber.awaitItems(2);
    awaitIdle();

    handle.cancel();
    subscriber.awaitEnd();

    assertThat(error(subscriber)).isInstanceOf(CallCancelledException.class);
    assertThat(settled.get()).hasSize(1).first().isInstanceOf(Outcome.Cancelled.class);
    assertThat(open.get()).isZero();
    expectClean(subscriber);
  }

  @Test
  void settlesEverythingBeforeItSignalsAFailure() {
    fake.answers(script -> script.text("a").fail(ErrorKind.STREAM_BROKEN));
    AtomicReference<List<Outcome>> settled = new AtomicReference<>();
    AtomicReference<Integer> open = new AtomicReference<>();
    RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.unbounded();
    subscriber.onEnd(
        failure -> {
          settled.set(tap.outcomes());
          open.set(fake.openStreams());
        });

    publish(subscriber);
    subscriber.awaitEnd();

    assertThat(error(subscriber)).isInstanceOf(StreamInterruptedException.class);
    assertThat(settled.get()).hasSize(1).first().isInstanceOf(Outcome.Failure.class);
    assertThat(open.get()).isZero();
  }

  @Test
  void settlesEverythingBeforeItSignalsTheFinalEvent() {
    fake.answers("a");
    AtomicReference<List<Outcome>> settled = new AtomicReference<>();
    RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.unbounded();
    subscriber.onEachItem(event -> settled.set(tap.outcomes()));

    publish(subscriber);
    subscriber.awaitEnd();

    assertThat(settled.get()).hasSize(1).first().isInstanceOf(Outcome.Success.class);
  }

  @Test
  void takesDemandBeyondAllNumbersAsUnbounded() {
    fake.answers(script -> script.text("a").text("b"));
    RecordingSubscriber<LlmEvent> subscriber = subscribe(0);

    subscriber.request(Long.MAX_VALUE);
    subscriber.request(Long.MAX_VALUE);
    subscriber.request(1);

    subscriber.awaitEnd();
    assertThat(subscriber.isCompleted()).isTrue();
  }

  @Test
  void isNotTakenForForgottenHoweverLongThereIsNoDemand() {
    fake.answers(script -> script.text("a").text("b"));
    RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(2);
    llm.prompt("q").timeouts(Timeouts.total(Duration.ofDays(1))).publish().subscribe(subscriber);
    subscriber.awaitItems(2);
    awaitIdle();

    time.advance(Duration.ofHours(2));
    subscriber.request(2);
    subscriber.awaitEnd();

    assertThat(subscriber.isCompleted()).isTrue();
  }

  private RecordingSubscriber<LlmEvent> subscribe(long demand) {
    RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(demand);
    publish(subscriber);
    return subscriber;
  }

  private void publish(RecordingSubscriber<LlmEvent> subscriber) {
    llm.prompt("q").publish().subscribe(subscriber);
  }

  private void awaitIdle() {
    Patience.until("the host's threads to be free", () -> host.getActiveCount() == 0);
  }

  private static List<String> threadsInTheEngine() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(
            thread ->
                List.of(thread.getValue()).stream()
                    .anyMatch(frame -> frame.getClassName().startsWith("io.llmgw.core.chain")))
        .map(thread -> thread.getKey().getName())
        .toList();
  }

  private static LlmException error(RecordingSubscriber<?> subscriber) {
    assertThat(subscriber.error()).isInstanceOf(LlmException.class);
    return (LlmException) subscriber.error();
  }

  private void expectClean(RecordingSubscriber<?> subscriber) {
    assertThat(subscriber.violations()).isEmpty();
    tap.awaitOutcome();
    fake.awaitNoOpenStreams();
    assertThat(tap.outcomes()).hasSize(1);
  }
}
