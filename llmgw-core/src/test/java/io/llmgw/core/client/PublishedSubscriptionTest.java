package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.RecordingSubscriber;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What subscribers may do to a publication. */
class PublishedSubscriptionTest {
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
  void makesACallOfItsOwnForEachPublisher() {
    fake.always("a");

    subscribe(RecordingSubscriber.unbounded()).awaitEnd();
    subscribe(RecordingSubscriber.unbounded()).awaitEnd();

    assertThat(fake.received()).isEqualTo(2);
  }

  @Test
  @Fault("F157")
  void endsTheCallWhenItIsCancelledInOnNext() {
    fake.answers(script -> script.endless("x"));
    RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.unbounded();
    subscriber.onEachItem(
        event -> {
          if (event instanceof TextDelta) {
            subscriber.cancel();
          }
        });

    subscribe(subscriber);

    expectCancelled();
    assertThat(subscriber.items()).hasSize(2);
    assertThat(subscriber.hasEnded()).isFalse();
  }

  @Test
  void endsTheCallWhenItIsCancelledFromAnotherThread() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate));
    RecordingSubscriber<LlmEvent> subscriber = subscribe(RecordingSubscriber.unbounded());
    gate.awaitArrivals(1);

    subscriber.cancel();

    expectCancelled();
    llm.close(); // after which nobody can signal any more
    assertThat(subscriber.hasEnded()).isFalse();
    assertThat(subscriber.items()).hasSize(2);
  }

  @Test
  void endsTheCallWhenItIsCancelledWithoutDemand() {
    fake.answers(script -> script.text("a").text("b"));
    RecordingSubscriber<LlmEvent> subscriber = subscribe(RecordingSubscriber.withDemand(1));
    subscriber.awaitItems(1);

    subscriber.cancel();

    expectCancelled();
    subscriber.request(5);
    llm.close();
    assertThat(subscriber.items()).hasSize(1);
    assertThat(subscriber.hasEnded()).isFalse();
  }

  @Test
  void endsTheCallWhenItIsCancelledBeforeTheFirstContent() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.waitFor(gate));
    RecordingSubscriber<LlmEvent> subscriber = subscribe(RecordingSubscriber.unbounded());
    gate.awaitArrivals(1);

    subscriber.cancel();

    expectCancelled();
    llm.close();
    assertThat(subscriber.hasEnded()).isFalse();
  }

  @Test
  void makesNoCallWhenItIsCancelledBeforeItIsAskedForAnything() {
    fake.answers("a");
    RecordingSubscriber<LlmEvent> subscriber = subscribe(RecordingSubscriber.withDemand(0));

    subscriber.cancel();
    subscriber.request(1);
    llm.close();

    assertThat(fake.received()).isZero();
    assertThat(subscriber.hasEnded()).isFalse();
  }

  @Test
  @Fault("F157")
  void letsASubscriberCallTheClient() {
    fake.answers(script -> script.text("a").text("b")).always("inner");
    AtomicReference<String> inner = new AtomicReference<>();
    RecordingSubscriber<LlmEvent> outer = RecordingSubscriber.unbounded();
    outer.onEachItem(
        event -> {
          if (inner.get() == null) {
            inner.set(llm.prompt("inner").text());
            subscribe(RecordingSubscriber.unbounded()).awaitEnd();
          }
        });

    subscribe(outer);
    outer.awaitEnd();

    assertThat(inner.get()).isEqualTo("inner");
    assertThat(outer.isCompleted()).isTrue();
    assertThat(outer.violations()).isEmpty();
  }

  @Test
  void signalsToOneThreadAtATimeAndNeverOnTheOneThatAsks() {
    fake.always(script -> script.text("x".repeat(400), 400));
    Races.repeat(
        repeat -> {
          Set<Thread> signalling = ConcurrentHashMap.newKeySet();
          Set<Thread> asking = ConcurrentHashMap.newKeySet();
          RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(0);
          subscriber.onEachItem(event -> signalling.add(Thread.currentThread()));
          subscribe(subscriber);
          Races.Action ask =
              () -> {
                asking.add(Thread.currentThread());
                for (int i = 0; i < 110; i++) {
                  subscriber.request(1);
                }
              };

          Races.together(ask, ask, ask, ask);
          subscriber.awaitEnd();

          assertThat(subscriber.violations()).isEmpty();
          assertThat(subscriber.isCompleted()).isTrue();
          assertThat(subscriber.items()).hasSize(402);
          Set<Thread> both = new HashSet<>(signalling);
          both.retainAll(asking);
          assertThat(both).isEmpty();
        });
  }

  @Test
  @Fault("F091")
  void refusesTheCallWhenTheHostsExecutorIsFull() {
    Gate gate = Gate.closed();
    fake.always(script -> script.waitFor(gate).text("a"));
    ThreadPoolExecutor host =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>());
    try (LlmClient hosted =
        LlmClient.builder().provider(fake).defaultModel(fake.model()).executor(host).build()) {
      RecordingSubscriber<LlmEvent> first = RecordingSubscriber.withDemand(1);
      hosted.prompt("q").publish().subscribe(first);
      gate.awaitArrivals(1);

      RecordingSubscriber<LlmEvent> second = RecordingSubscriber.withDemand(1);
      hosted.prompt("q").publish().subscribe(second);

      second.awaitEnd();
      assertThat(((LlmException) second.error()).kind()).isEqualTo(ErrorKind.REJECTED_LOCAL);
      gate.open();
      first.awaitItems(1);
      Patience.until("the host's thread to be free", () -> host.getActiveCount() == 0);
      first.request(9);
      first.awaitEnd();
      assertThat(first.isCompleted()).isTrue();
    } finally {
      host.shutdown();
    }
  }

  @Test
  void goesOnWithAnOpenCallAlthoughTheHostsExecutorIsFull() {
    fake.always(script -> script.text("a").text("b"));
    Gate busy = Gate.closed();
    ThreadPoolExecutor host =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>());
    try (LlmClient hosted =
        LlmClient.builder().provider(fake).defaultModel(fake.model()).executor(host).build()) {
      RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(1);
      hosted.prompt("q").publish().subscribe(subscriber);
      subscriber.awaitItems(1);
      occupy(host, busy);

      subscriber.request(9);
      subscriber.awaitEnd();

      assertThat(subscriber.isCompleted()).isTrue();
    } finally {
      busy.open();
      host.shutdown();
    }
  }

  private static void occupy(ThreadPoolExecutor host, Gate gate) {
    Patience.until("the host's thread to be free", () -> tryOccupy(host, gate));
  }

  /** A thread that is not active any more takes a moment until it waits for the next task. */
  private static boolean tryOccupy(ThreadPoolExecutor host, Gate gate) {
    try {
      host.execute(() -> pass(gate));
      return true;
    } catch (RejectedExecutionException notYet) {
      return false;
    }
  }

  private static void pass(Gate gate) {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private RecordingSubscriber<LlmEvent> subscribe(RecordingSubscriber<LlmEvent> subscriber) {
    llm.prompt("q").publish().subscribe(subscriber);
    return subscriber;
  }

  private void expectCancelled() {
    assertThat(tap.awaitOutcome())
        .isInstanceOfSatisfying(
            Outcome.Cancelled.class, it -> assertThat(it.reason()).isEqualTo(Reason.CALLER));
    fake.awaitNoOpenStreams();
    assertThat(tap.outcomes()).hasSize(1);
  }
}
