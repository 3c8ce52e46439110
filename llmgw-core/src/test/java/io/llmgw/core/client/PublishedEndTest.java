package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.Timeouts;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.RecordingSubscriber;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever the host's executor does with what it is given, a subscriber is told of the end. */
class PublishedEndTest {
  private static final Duration TOTAL = Duration.ofSeconds(30);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake =
      ScriptedProvider.named("fake").always(script -> script.text("a").text("b").text("c"));
  private final TapLink tap = TapLink.in(Slot.APPLICATION);
  private final VirtualTime time = VirtualTime.create();
  private final CancelHandle handle = new CancelHandle();
  private final List<Thread> tellers = new CopyOnWriteArrayList<>();
  private final RecordingSubscriber<LlmEvent> subscriber =
      RecordingSubscriber.<LlmEvent>withDemand(1)
          .onEnd(failure -> tellers.add(Thread.currentThread()));

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @Test
  @Fault("F089")
  void ofACancelOnAThreadOfTheEngineWhereTheExecutorHasNone() {
    try (LlmClient llm = client(Runnable::run)) {
      publishedBy(llm);

      handle.cancel();
      subscriber.awaitEnd();

      assertThat(subscriber.error()).isInstanceOf(CallCancelledException.class);
      expectToldByTheEngine();
    }
  }

  @Test
  @Fault({"F089", "F092"})
  void ofTheTotalOnAThreadOfTheEngineWhereTheExecutorHasNone() {
    try (LlmClient llm = client(Runnable::run)) {
      publishedBy(llm);

      time.advance(TOTAL);
      subscriber.awaitEnd();

      expectKind(ErrorKind.TIMEOUT);
      expectToldByTheEngine();
    }
  }

  @Test
  @Fault("F089")
  void withoutTheCancellerWhereTheExecutorIsFullAndRunsTasksOnWhoeverHasThem() {
    Gate busy = Gate.closed();
    Gate settling = Gate.closed();
    tap.atOutcome(outcome -> pass(settling));
    ThreadPoolExecutor host = oneThreadAndTheCallers();
    try (LlmClient llm = client(host)) {
      publishedBy(llm);
      Patience.until("the host's thread to be free", () -> host.getActiveCount() == 0);
      host.execute(() -> pass(busy));
      busy.awaitArrivals(1);
      host.execute(() -> {}); // fills the queue

      Aside<Boolean> canceller = Aside.run(handle::cancel);

      boolean free = Patience.comesTrue(Patience.limit(), canceller::isDone);
      settling.open();
      busy.open();
      assertThat(free).isTrue();
      subscriber.awaitEnd();
      expectToldByTheEngine();
    } finally {
      host.shutdown();
    }
  }

  @Test
  @Fault("F091")
  void ofTheTotalWhereTheExecutorHasDroppedTheContinuation() {
    Queue<Runnable> dropped = new ConcurrentLinkedQueue<>();
    try (LlmClient llm = client(new OnlyFirst(dropped))) {
      publishedBy(llm);
      subscriber.request(9);
      assertThat(dropped).hasSize(1);

      time.advance(TOTAL);
      subscriber.awaitEnd();

      expectKind(ErrorKind.TIMEOUT);
      assertThat(subscriber.items()).hasSize(1);
    }
  }

  @Test
  @Fault({"F091", "F093"})
  void ofACloseWhereTheExecutorHasDroppedTheContinuation() {
    try (LlmClient llm = client(new OnlyFirst(new ConcurrentLinkedQueue<>()))) {
      publishedBy(llm);
      subscriber.request(9);

      llm.close();

      expectKind(ErrorKind.CANCELLED);
    }
  }

  @Test
  @Fault("F091")
  void onceWhereTheContinuationIsRunLater() {
    Queue<Runnable> late = new ConcurrentLinkedQueue<>();
    try (LlmClient llm = client(new OnlyFirst(late))) {
      publishedBy(llm);
      subscriber.request(9);
      handle.cancel();
      subscriber.awaitEnd();

      late.forEach(Runnable::run);

      assertThat(subscriber.items()).hasSize(1);
      assertThat(subscriber.violations()).isEmpty();
      assertThat(tap.awaitOutcomes(1)).hasSize(1);
    }
  }

  @Test
  void goesOnWhereAContinuationIsRunLateButBeforeTheEnd() {
    Queue<Runnable> late = new ConcurrentLinkedQueue<>();
    try (LlmClient llm = client(new OnlyFirst(late))) {
      publishedBy(llm);
      subscriber.request(4);

      late.remove().run();

      assertThat(subscriber.isCompleted()).isTrue();
      assertThat(late).isEmpty();
    }
  }

  @Test
  @Fault("F089")
  void onceWhereTheContinuationMeetsTheCancel() {
    Queue<Runnable> late = new ConcurrentLinkedQueue<>();
    OnlyFirst executor = new OnlyFirst(late);
    try (LlmClient llm = client(executor)) {
      Races.repeat(
          repeat -> {
            CancelHandle cancel = new CancelHandle();
            RecordingSubscriber<LlmEvent> racing = RecordingSubscriber.withDemand(1);
            executor.runNext();
            llm.prompt("q").cancelledBy(cancel).publish().subscribe(racing);
            racing.awaitItems(1);
            racing.request(1);

            Races.together(() -> late.remove().run(), cancel::cancel);

            racing.awaitEnd();
            assertThat(racing.error()).isInstanceOf(LlmException.class);
            assertThat(racing.items()).hasSizeBetween(1, 2);
            assertThat(racing.violations()).isEmpty();
          });
    }
  }

  private LlmClient client(Executor executor) {
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .use(tap)
        .time(time)
        .timeouts(Timeouts.total(TOTAL))
        .closeGrace(Duration.ZERO)
        .executor(executor)
        .build();
  }

  private void publishedBy(LlmClient llm) {
    llm.prompt("q").cancelledBy(handle).publish().subscribe(subscriber);
    subscriber.awaitItems(1);
  }

  private void expectKind(ErrorKind kind) {
    assertThat(subscriber.error())
        .isInstanceOfSatisfying(
            LlmException.class, error -> assertThat(error.kind()).isEqualTo(kind));
    assertThat(subscriber.violations()).isEmpty();
  }

  private void expectToldByTheEngine() {
    assertThat(tellers).hasSize(1);
    assertThat(tellers.get(0).getName()).startsWith("llmgw-engine-");
    assertThat(tap.threads())
        .hasSize(1)
        .allSatisfy(thread -> assertThat(thread.getName()).startsWith("llmgw-engine-"));
    assertThat(subscriber.violations()).isEmpty();
  }

  private static ThreadPoolExecutor oneThreadAndTheCallers() {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(1),
        new ThreadPoolExecutor.CallerRunsPolicy());
  }

  private static void pass(Gate gate) {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs the opening of a call, and puts all that comes after into a queue. */
  private static final class OnlyFirst implements Executor {
    private final Queue<Runnable> others;
    private boolean runsNext = true;

    OnlyFirst(Queue<Runnable> others) {
      this.others = others;
    }

    synchronized void runNext() {
      runsNext = true;
    }

    @Override
    public synchronized void execute(Runnable task) {
      if (runsNext) {
        runsNext = false;
        task.run();
      } else {
        others.add(task);
      }
    }
  }
}
