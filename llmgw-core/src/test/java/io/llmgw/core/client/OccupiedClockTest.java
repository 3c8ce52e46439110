package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.time.SystemTime;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult.Ending;
import io.llmgw.test.Fault;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody occupies the thread of the clocks, or they do not answer: a close ends all the same. */
@Fault({"F092", "F093"})
class OccupiedClockTest {
  private static final ChatRequest QUESTION = ChatRequest.of("q");
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration GRACE = Duration.ofMinutes(5);

  /** Long enough for a call to come as far as its provider on a machine that is busy. */
  private static final Duration TOTAL = Duration.ofSeconds(1);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final AtomicReference<LlmClient> client = new AtomicReference<>();
  private final AtomicReference<Runnable> toRegister = new AtomicReference<>();
  private final Gate hung = Gate.closed();
  private final Gate occupied = Gate.closed();
  private final CountDownLatch closed = new CountDownLatch(1);

  @BeforeEach
  void watch() {
    leaks.of(fake);
    fake.always(script -> script.text("a").waitFor(hung));
  }

  @AfterEach
  void goOn() {
    occupied.open();
  }

  @Test
  void aWakeUpThatADeadlineTellsClosesTheClient() {
    LlmClient llm = build(builder(SHORT));
    Visit other = enter(llm, QUESTION);
    Visit overdue = enterOneThatIsToldByItsTotal(llm, this::close);

    expectClosed();
    assertThat(overdue.await().errorKind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(other.await().ending()).isEqualTo(Ending.CANCELLED);
  }

  @Test
  void aWakeUpThatADeadlineTellsBlocks() {
    LlmClient llm = build(builder(Duration.ofMinutes(5)));
    Visit blocked = enterOneThatIsToldByItsTotal(llm, () -> occupy(occupied));
    occupied.awaitArrivals(1);

    Visit other = enter(llm, QUESTION.with(Timeouts.total(TOTAL)));

    assertThat(other.await().errorKind()).isEqualTo(ErrorKind.TIMEOUT);
    occupied.open();
    assertThat(blocked.await().errorKind()).isEqualTo(ErrorKind.TIMEOUT);
    llm.close();
  }

  @Test
  void aWakeUpBlocksAsAForgottenStreamIsEnded() {
    LlmClient llm = build(builder(SHORT));
    toRegister.set(() -> occupy(occupied));
    openAndForget(llm);
    awaitCollected("the wake-up to block", () -> occupied.arrivals() == 1);

    openAndForget(llm);

    awaitCollected("the other stream to be ended", () -> fake.openStreams() == 1);
    occupied.open();
    llm.close();
  }

  private static void openAndForget(LlmClient llm) {
    assertThat(llm.stream(QUESTION).text().iterator().next()).isEqualTo("a");
  }

  private static void awaitCollected(String what, BooleanSupplier condition) {
    Patience.until(
        what,
        () -> {
          System.gc();
          return condition.getAsBoolean();
        });
  }

  @Test
  void theClientIsClosedWhileAWakeUpBlocks() {
    LlmClient llm = build(builder(SHORT));
    Visit other = enter(llm, QUESTION);
    enterOneThatIsToldByItsTotal(llm, () -> occupy(occupied));
    occupied.awaitArrivals(1);

    Aside.run(llm::close).get();

    assertThat(other.await().ending()).isEqualTo(Ending.CANCELLED);
  }

  @Test
  void aTaskOfTheHostAtTheClientsClockClosesTheClient() {
    try (SystemTime time = new SystemTime()) {
      LlmClient llm = build(builder(SHORT).time(time));
      Visit other = enter(llm, QUESTION);

      time.schedule(Duration.ZERO, this::close);

      expectClosed();
      assertThat(other.await().ending()).isEqualTo(Ending.CANCELLED);
    }
  }

  @Test
  void theOneThreadOfAClockOfTheHostClosesTheClient() {
    try (SystemTime system = new SystemTime();
        OneThreadTime time = new OneThreadTime(system)) {
      LlmClient llm = build(builder(SHORT).time(time));
      Visit other = enter(llm, QUESTION);

      time.run(this::close);

      expectClosed();
      assertThat(other.await().ending()).isEqualTo(Ending.CANCELLED);
    }
  }

  @Test
  void aTaskOfVirtualTimeClosesTheClient() {
    VirtualTime time = VirtualTime.create();
    LlmClient llm = build(builder(SHORT).time(time));
    Visit other = enter(llm, QUESTION);
    time.schedule(SHORT, this::close);

    Aside.run(() -> time.advance(Duration.ofHours(1))).get();

    expectClosed();
    assertThat(other.await().ending()).isEqualTo(Ending.CANCELLED);
  }

  @Test
  void aWakeUpThatVirtualTimeTellsClosesTheClient() {
    VirtualTime time = VirtualTime.create();
    LlmClient llm = build(builder(SHORT).time(time));
    Visit other = enter(llm, QUESTION);
    Visit overdue = enterOneThatIsToldByItsTotal(llm, this::close);

    Aside.run(() -> time.advance(TOTAL)).get();

    expectClosed();
    assertThat(overdue.await().errorKind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(other.await().ending()).isEqualTo(Ending.CANCELLED);
  }

  /** The other close waits for what this thread is to move. */
  @Test
  void aTaskOfVirtualTimeClosesTheClientWhileAnotherThreadDoes() {
    VirtualTime time = VirtualTime.create();
    LlmClient llm = build(builder(GRACE).time(time));
    Visit other = enter(llm, QUESTION);
    time.schedule(SHORT, this::close);

    expectToBeClosedByAnotherThread(llm, time);

    assertThat(other.await().ending()).isEqualTo(Ending.CANCELLED);
  }

  @Test
  void aWakeUpThatVirtualTimeTellsClosesTheClientWhileAnotherThreadDoes() {
    VirtualTime time = VirtualTime.create();
    LlmClient llm = build(builder(GRACE).time(time));
    Visit other = enter(llm, QUESTION);
    Visit overdue = enterOneThatIsToldByItsTotal(llm, this::close);

    expectToBeClosedByAnotherThread(llm, time);

    assertThat(overdue.await().errorKind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(other.await().ending()).isEqualTo(Ending.CANCELLED);
  }

  private void expectToBeClosedByAnotherThread(LlmClient llm, VirtualTime time) {
    Aside<Boolean> first = Aside.run(llm::close).awaitBlockedIn("awaitEmpty");

    Aside.run(() -> time.advance(GRACE)).get();

    first.get();
    expectClosed();
  }

  /** As the client's own clock ends, it interrupts what still runs. */
  @Test
  void whoClosesItWithinATaskOfTheClockWhileAnotherThreadDoesIsNotInterrupted() {
    LlmClient llm = build(builder(GRACE));
    Visit other = enter(llm, QUESTION);
    AtomicReference<Thread> ofClock = new AtomicReference<>();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    enterOneThatIsToldByItsTotal(
        llm,
        () -> {
          ofClock.set(Thread.currentThread());
          occupy(occupied);
          llm.close();
          interrupted.complete(Thread.currentThread().isInterrupted());
        });
    occupied.awaitArrivals(1);
    Aside<Boolean> first = Aside.run(llm::close).awaitBlockedIn("awaitEmpty");
    occupied.open();
    Patience.until(
        "the clock to wait for the first close",
        () -> Aside.isBlockedIn(ofClock.get(), "awaitClosed"));

    hung.open();

    assertThat(first.get()).isTrue();
    assertThat(interrupted).succeedsWithin(Patience.limit()).isEqualTo(false);
    assertThat(other.await().text()).isEqualTo("a");
  }

  /** Where real time went on for a close by virtual time, its grace would be over. */
  @Test
  void aCloseByVirtualTimeWaitsForThatAlone() {
    VirtualTime time = VirtualTime.create();
    Gate more = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(more).text("b"));
    LlmClient llm = build(builder(Duration.ofMillis(1)).time(time));
    Visit visit = Door.CHAT.enter(llm, QUESTION);
    more.awaitArrivals(1);

    Aside<Boolean> closing = Aside.run(llm::close).awaitBlockedIn("hasEnded");
    try (SystemTime real = new SystemTime()) {
      real.schedule(SHORT, more::open);

      assertThat(visit.await().text()).isEqualTo("ab");
      assertThat(closing.get()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nanos", "schedule", "null", "cancel"})
  void theHostsClockDoesNotAnswer(String where) {
    try (SystemTime system = new SystemTime()) {
      Deaf time = new Deaf(system);
      LlmClient llm = build(builder(SHORT).time(time));
      Visit other = enter(llm, QUESTION);
      time.where = where;

      Aside.run(llm::close).get();

      occupied.open();
      assertThat(other.await().ending()).isEqualTo(Ending.CANCELLED);
    }
  }

  /** The watch has a round in hand, set by a stream that has been read to its end. */
  @Test
  void theHostsClockDoesNotForgetTheWatchForForgottenStreams() {
    fake.answers("blue");
    Deaf time = new Deaf(VirtualTime.create());
    LlmClient llm = build(builder(SHORT).time(time));
    try (ChatStream stream = llm.stream(QUESTION)) {
      assertThat(stream.response().text()).isEqualTo("blue");
    }
    time.where = "cancel";

    assertThat(Aside.run(llm::close).get()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"isVirtual", "runsTasksHere"})
  void theHostsClockCannotSayWhatItIs(String where) {
    BrokenTime time = new BrokenTime(VirtualTime.create());
    time.failIn(where);
    LlmClient llm = build(builder(Duration.ZERO).time(time));
    Visit other = enter(llm, QUESTION);

    assertThat(Aside.run(llm::close).get()).isTrue();

    assertThat(other.await().ending()).isEqualTo(Ending.CANCELLED);
    assertThat(time.failures()).isPositive();
  }

  private Visit enter(LlmClient llm, ChatRequest request) {
    int before = hung.arrivals();
    Visit visit = Door.CHAT_ASYNC.enter(llm, request);
    hung.awaitArrivals(before + 1);
    return visit;
  }

  private Visit enterOneThatIsToldByItsTotal(LlmClient llm, Runnable wakeUp) {
    toRegister.set(wakeUp);
    return enter(llm, QUESTION.with(Timeouts.total(TOTAL)));
  }

  private void close() {
    client.get().close();
    closed.countDown();
  }

  private void expectClosed() {
    Patience.until("the close to come back", () -> closed.getCount() == 0);
  }

  private static void occupy(Gate gate) {
    gate.arrive();
    Patience.until(() -> "a gate to open", Duration.ofMinutes(1), gate::isOpen);
  }

  private LlmClient build(LlmClientBuilder builder) {
    client.set(builder.build());
    return client.get();
  }

  private LlmClientBuilder builder(Duration grace) {
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .retries(Retries.none())
        .closeGrace(grace)
        .use(
            chain -> {
              Runnable wakeUp = toRegister.getAndSet(null);
              if (wakeUp != null) {
                chain.context().cancellation().onCancel(wakeUp);
              }
              return chain.proceed(chain.request());
            });
  }

  /** A clock of the host that comes back from one of its methods no more, or with nothing. */
  private final class Deaf extends ForwardingTime {
    private volatile String where = "";

    Deaf(TimeSource to) {
      super(to);
    }

    private void pass(String method) {
      if (where.equals(method)) {
        occupy(occupied);
      }
    }

    @Override
    public boolean isVirtual() {
      return false;
    }

    @Override
    public long nanos() {
      pass("nanos");
      return super.nanos();
    }

    @Override
    @SuppressWarnings("NullAway") // which is its fault
    public Scheduled schedule(Duration delay, Runnable task) {
      pass("schedule");
      if (where.equals("null")) {
        return null;
      }
      Scheduled scheduled = super.schedule(delay, task);
      return () -> {
        pass("cancel");
        scheduled.cancel();
      };
    }
  }
}
