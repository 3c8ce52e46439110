package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.time.SystemTime;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Fault;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.Script;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one thread of the clocks has a bad day. */
class ClockFaultTest {
  private static final Duration LIMIT = Duration.ofSeconds(23);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  @Test
  @Fault("F092")
  void deadlinesOutliveATaskThatThrows() {
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake").always(Script::hang));
    AtomicReference<Thread> clock = new AtomicReference<>();
    try (SystemTime time = new SystemTime();
        LlmClient llm =
            LlmClient.builder()
                .provider(fake)
                .defaultModel(fake.model())
                .time(time)
                .timeouts(Timeouts.total(Duration.ofMillis(300)))
                .build()) {
      time.schedule(
          Duration.ZERO,
          () -> {
            clock.set(Thread.currentThread());
            throw new StackOverflowError("a task of somebody else");
          });
      Patience.until("the task to run", () -> clock.get() != null);

      LlmException late = catchThrowableOfType(LlmException.class, () -> llm.prompt("Why?").text());

      assertThat(late.kind()).isEqualTo(ErrorKind.TIMEOUT);
    }
  }

  @Test
  @Fault("F092")
  void deadlinesOutliveTheirThread() {
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake").always(Script::hang));
    try (SystemTime time = new SystemTime();
        LlmClient llm =
            LlmClient.builder()
                .provider(fake)
                .defaultModel(fake.model())
                .time(time)
                .timeouts(Timeouts.total(Duration.ofMillis(300)))
                .build()) {
      AtomicReference<Thread> clock = new AtomicReference<>();
      time.schedule(Duration.ZERO, () -> clock.set(Thread.currentThread()));
      Patience.until(
          "the thread to end, idle", () -> clock.get() != null && !clock.get().isAlive());

      LlmException late = catchThrowableOfType(LlmException.class, () -> llm.prompt("Why?").text());

      assertThat(late.kind()).isEqualTo(ErrorKind.TIMEOUT);
    }
  }

  @Test
  @Fault({"F013", "F093"})
  void aCloseWaitsForNothingWhereNoClockCanBeSet() {
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake"));
    fake.answers(script -> script.text("a").hang());
    Failing clock = new Failing(VirtualTime.create());
    LlmClient llm =
        LlmClient.builder().provider(fake).defaultModel(fake.model()).time(clock).build();

    expectTwoClosersToReturn(llm, clock);
  }

  @Test
  @Fault({"F013", "F093"})
  void aCloseInRealTimeSetsNoClock() {
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake"));
    fake.answers(script -> script.text("a").hang());
    try (SystemTime time = new SystemTime()) {
      Failing clock = new Failing(time);
      LlmClient llm =
          LlmClient.builder()
              .provider(fake)
              .defaultModel(fake.model())
              .closeGrace(Duration.ofMillis(100))
              .time(clock)
              .build();

      expectTwoClosersToReturn(llm, clock);
    }
  }

  private static void expectTwoClosersToReturn(LlmClient llm, Failing clock) {
    ChatStream stream = llm.prompt("Why?").stream();
    clock.fails = true;

    List<Aside<Boolean>> closers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      closers.add(Aside.run(llm::close));
    }

    assertThat(closers).allMatch(Aside::get);
    assertThatThrownBy(stream::response).isInstanceOf(CallCancelledException.class);
  }

  @Test
  @Fault("F092")
  void aCallThatAThreadComesForWhenTheClockFailsIsToldSo() {
    Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake").always("blue"));
    try (SystemTime time = new SystemTime()) {
      Failing clock = new Failing(time);
      try (LlmClient llm =
          LlmClient.builder()
              .provider(fake)
              .defaultModel(fake.model())
              .time(clock)
              .executor(queue::add)
              .build()) {
        CompletableFuture<ChatResponse> asked = llm.chatAsync(ChatRequest.of("Why?"));
        clock.showsNothing = true;

        queue.forEach(Runnable::run);

        assertThat(asked).isCompletedExceptionally();
        clock.showsNothing = false;
      }
    }
  }

  @Test
  @Fault("F092")
  void aStreamThatCannotBeWatchedIsNotLeftOpen() {
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake"));
    fake.always(script -> script.text("a").hang());
    try (SystemTime time = new SystemTime()) {
      Failing clock = new Failing(time);
      try (LlmClient llm =
          LlmClient.builder().provider(fake).defaultModel(fake.model()).time(clock).build()) {
        clock.failsFor = Duration.ofMillis(500); // how often it is looked for forgotten streams

        assertThatThrownBy(() -> llm.prompt("Why?").stream()).isInstanceOf(OutOfMemoryError.class);

        fake.awaitNoOpenStreams();
      }
    }
  }

  @Test
  @Fault({"F092", "F153"})
  void aCallThatIsWatchedNeedsNoClockForThat() {
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake").always("blue"));
    BrokenTime clock = new BrokenTime(VirtualTime.create());
    try (LlmClient llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .time(clock)
            .observe(call -> outcome -> {})
            .build()) {
      clock.failIn("OutsideClock");

      assertThat(llm.prompt("Why?").text()).isEqualTo("blue");
      try (ChatStream stream = llm.prompt("Why?").stream()) {
        assertThat(stream.response().text()).isEqualTo("blue");
      }

      assertThat(clock.failures()).isPositive();
    }
  }

  @Test
  @Fault({"F092", "F101"})
  void aProbeThatCannotBeginLeavesItsPlaceToTheNext() {
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake"));
    VirtualTime time = VirtualTime.create();
    BrokenTime clock = new BrokenTime(time);
    try (LlmClient llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .retries(Retries.none())
            .time(clock)
            .build()) {
      for (int i = 0; i < 5; i++) {
        fake.fails(ErrorKind.SERVER);
        assertThatThrownBy(() -> llm.prompt("Why?").text()).isInstanceOf(LlmException.class);
      }
      time.advance(Duration.ofSeconds(5));
      fake.always("blue");
      clock.failIn("startAttempt");
      assertThatThrownBy(() -> llm.prompt("Why?").text()).isNotNull();
      assertThat(clock.failures()).isPositive();
      clock.mend();

      assertThat(llm.prompt("Why?").text()).isEqualTo("blue");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ProgressClock", "PendingAlarm"})
  @Fault({"F077", "F092"})
  void aStallIsEndedThoughTheIdleClockFailsAsItLooks(String where) {
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake"));
    fake.answers(script -> script.text("a").text("b").hang());
    VirtualTime time = VirtualTime.create();
    BrokenTime clock = new BrokenTime(time);
    try (LlmClient llm = client(fake, clock, Timeouts.idle(LIMIT))) {
      Aside<ChatResponse> asked = Aside.call(() -> llm.prompt("Why?").stream().response());
      time.awaitDueIn(LIMIT);
      asked.awaitBlockedIn("next");
      time.advance(LIMIT.dividedBy(2));
      clock.failIn(where);
      time.advance(LIMIT);

      assertThat(asked.failure()).isInstanceOf(LlmException.class);
    }
  }

  @Test
  @Fault({"F077", "F092"})
  void anAnswerThatIsWholeAsksNoIdleClockAnyMore() {
    BrokenTime clock = new BrokenTime(VirtualTime.create());
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake"));
    fake.answers(script -> script.text("a").text("b").run(() -> clock.failIn("ProgressClock")));
    try (LlmClient llm = client(fake, clock, Timeouts.idle(LIMIT))) {
      assertThat(llm.prompt("Why?").text()).isEqualTo("ab");
      assertThat(clock.failures()).isZero();
    }
  }

  @Test
  @Fault({"F018", "F092"})
  void aSilentProviderIsLeftThoughTheClockOfTheFirstTokenFailsAsItLooks() {
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake").always(Script::hang));
    VirtualTime time = VirtualTime.create();
    BrokenTime clock = new BrokenTime(time);
    try (LlmClient llm = client(fake, clock, Timeouts.firstToken(LIMIT))) {
      Aside<String> asked = Aside.call(() -> llm.prompt("Why?").text());
      fake.awaitReceived(1);
      time.awaitDueIn(LIMIT);
      clock.failIn("nanosLeft");

      time.advance(LIMIT);

      assertThat(asked.failure())
          .isInstanceOf(LlmException.class)
          .hasMessageContaining("the clock of this process failed");
    }
  }

  private static LlmClient client(ScriptedProvider fake, TimeSource clock, Timeouts timeouts) {
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .retries(Retries.none())
        .timeouts(timeouts)
        .closeGrace(Duration.ZERO)
        .time(clock)
        .build();
  }

  /** A clock that cannot be set once it fails: there is no thread for it. */
  private static final class Failing extends ForwardingTime {
    private volatile boolean fails;
    private volatile boolean showsNothing;
    private volatile Duration failsFor = Duration.ofDays(-1);

    Failing(TimeSource real) {
      super(real);
    }

    @Override
    public long nanos() {
      if (showsNothing) {
        throw new IllegalStateException("a bug of the host");
      }
      return super.nanos();
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
      if (fails || delay.equals(failsFor)) {
        throw new OutOfMemoryError("unable to create native thread");
      }
      return super.schedule(delay, task);
    }
  }
}
