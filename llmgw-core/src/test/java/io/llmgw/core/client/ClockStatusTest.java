package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.llmgw.api.LlmClient;
import io.llmgw.api.status.ClientStatus;
import io.llmgw.api.status.ClockState;
import io.llmgw.api.status.TargetStatus;
import io.llmgw.api.time.SystemTime;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Fault;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client says of its clock. */
class ClockStatusTest {
  private static final Duration LATE = Duration.ofMillis(1_500);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final SystemTime time = new SystemTime();

  @AfterEach
  void closeTime() {
    time.close();
  }

  @Test
  void aClockThatGoesOnIsRunning() {
    try (LlmClient llm = client(time)) {
      assertThat(Patience.comesTrue(LATE, () -> !isIn(ClockState.RUNNING, llm))).isFalse();
    }
  }

  @Test
  @Fault("F092")
  void aClockWhoseThreadIsHeldIsStuckUntilItGoesOn() {
    Gate held = Gate.closed();
    try (OneThreadTime oneThread = new OneThreadTime(time);
        LlmClient llm = client(oneThread)) {
      oneThread.run(() -> pass(held));
      held.awaitArrivals(1);

      Patience.until("the clock to be found stuck", () -> isIn(ClockState.STUCK, llm));
      assertThat(llm.status().targets())
          .extracting(TargetStatus::target)
          .containsExactly("fake/any");
      held.open();

      Patience.until("the clock to be found running", () -> isIn(ClockState.RUNNING, llm));
    }
  }

  @Test
  @Fault("F092")
  void theClockOfTheLibraryGoesOnBesideATaskThatBlocks() {
    Gate held = Gate.closed();
    try (LlmClient llm = client(time)) {
      time.schedule(Duration.ZERO, () -> pass(held));
      held.awaitArrivals(1);

      assertThat(Patience.comesTrue(LATE, () -> !isIn(ClockState.RUNNING, llm))).isFalse();
      held.open();
    }
  }

  @Test
  @Fault("F092")
  void aClockThatShowsTheSameTimeIsStuckUntilItGoesOn() {
    Clock clock = new Clock(time);
    try (LlmClient llm = client(clock)) {
      clock.stands = true;

      Patience.until("the clock to be found stuck", () -> isIn(ClockState.STUCK, llm));
      clock.stands = false;

      Patience.until("the clock to be found running", () -> isIn(ClockState.RUNNING, llm));
    }
  }

  @Test
  @Fault("F092")
  void aClockThatCannotBeReadIsFailing() {
    Clock clock = new Clock(time);
    try (LlmClient llm = client(clock)) {
      clock.cannotBeRead = true;

      ClientStatus status = llm.status();

      assertThat(status.clock()).isEqualTo(ClockState.FAILING);
      assertThat(status.at()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
      assertThat(status.targets()).isEmpty();
      clock.cannotBeRead = false;
      assertThat(llm.status().clock()).isEqualTo(ClockState.RUNNING);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  @Fault("F092")
  void aClockThatFailsAtOneOfItsReadingsFailsNoStatus(int reading) {
    Clock clock = new Clock(time);
    try (LlmClient llm = client(clock)) {
      clock.failsAfter(reading - 1);

      List<ClockState> told = new ArrayList<>();
      while (clock.isToFail()) {
        ClientStatus status = llm.status();
        told.add(status.clock());
        assertThat(status.targets()).hasSize(status.clock() == ClockState.FAILING ? 0 : 1);
      }

      assertThat(told).endsWith(ClockState.FAILING).containsOnlyOnce(ClockState.FAILING);
      assertThat(isIn(ClockState.RUNNING, llm)).isTrue();
    }
  }

  @Test
  @Fault("F092")
  void aClockThatCannotSayWhetherItIsVirtualIsFailing() {
    Clock clock = new Clock(time);
    try (LlmClient llm = client(clock)) {
      clock.saysNothingOfItself = true;

      assertThat(isIn(ClockState.FAILING, llm)).isTrue();
    }
  }

  @Test
  @Fault("F092")
  void aClockThatHasLostATaskIsStuckUntilItRunsTheNextOne() {
    Clock clock = new Clock(time);
    try (LlmClient llm = client(clock)) {
      clock.loses = true;
      assertThat(isIn(ClockState.RUNNING, llm)).isTrue();
      clock.loses = false;

      Patience.until("the clock to be found stuck", () -> isIn(ClockState.STUCK, llm));
      Patience.until("the clock to be found running", () -> isIn(ClockState.RUNNING, llm));
    }
  }

  @Test
  @Fault("F092")
  void aClockThatIsStuckHoldsTheLastTaskAlone() {
    Clock clock = new Clock(time);
    try (LlmClient llm = client(clock)) {
      clock.loses = true;
      assertThat(isIn(ClockState.RUNNING, llm)).isTrue();
      Patience.until("the clock to be found stuck", () -> isIn(ClockState.STUCK, llm));

      Patience.until(
          "more than two questions",
          () -> {
            assertThat(isIn(ClockState.STUCK, llm)).isTrue();
            return clock.lost.get() > 2;
          });

      assertThat(clock.calledOff.get()).isEqualTo(clock.lost.get() - 1);
    }
  }

  @Test
  @Fault({"F013", "F092"})
  void aClockThatIsStuckAndCannotBeSetDoesNotRun() {
    Clock clock = new Clock(time);
    try (LlmClient llm = client(clock)) {
      clock.loses = true;
      assertThat(isIn(ClockState.RUNNING, llm)).isTrue();
      Patience.until("the clock to be found stuck", () -> isIn(ClockState.STUCK, llm));
      clock.cannotBeSet = true;
      Patience.until("the clock to be found failing", () -> isIn(ClockState.FAILING, llm));
      clock.cannotBeSet = false;

      assertThat(isIn(ClockState.STUCK, llm)).isTrue();
    }
  }

  @Test
  @Fault({"F013", "F092"})
  void aClockThatCannotBeSetIsFailing() {
    Clock clock = new Clock(time);
    try (LlmClient llm = client(clock)) {
      clock.cannotBeSet = true;

      ClientStatus status = llm.status();

      assertThat(status.clock()).isEqualTo(ClockState.FAILING);
      assertThat(status.targets()).hasSize(1);
      clock.cannotBeSet = false;
      assertThat(llm.status().clock()).isEqualTo(ClockState.RUNNING);
    }
  }

  @Test
  void aClockOfATestMayStandStill() {
    VirtualTime virtual = VirtualTime.create();
    try (LlmClient llm = client(virtual)) {
      assertThat(Patience.comesTrue(LATE, () -> !isIn(ClockState.RUNNING, llm))).isFalse();
      assertThat(virtual.tasks()).isZero();
    }
  }

  @Test
  void aClientThatIsClosedAsksNothingOfItsClock() {
    LlmClient llm = client(time);
    assertThat(llm.status().clock()).isEqualTo(ClockState.RUNNING);
    llm.close();

    assertThat(Patience.comesTrue(LATE, () -> !isIn(ClockState.RUNNING, llm))).isFalse();
    assertThat(llm.status().closed()).isTrue();
  }

  private LlmClient client(TimeSource clock) {
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake"));
    return LlmClient.builder().provider(fake).defaultModel("fake/any").time(clock).build();
  }

  private static boolean isIn(ClockState state, LlmClient llm) {
    return llm.status().clock() == state;
  }

  private static void pass(Gate gate) {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The system's clocks with the faults that a host may give them. */
  private static final class Clock extends ForwardingTime {
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger calledOff = new AtomicInteger();
    private final AtomicInteger readingsLeft = new AtomicInteger(-1);
    private volatile boolean stands;
    private volatile boolean cannotBeRead;
    private volatile boolean saysNothingOfItself;
    private volatile boolean cannotBeSet;
    private volatile boolean loses;

    Clock(TimeSource real) {
      super(real);
    }

    /** Fails once, when it has been read so often. */
    void failsAfter(int readings) {
      readingsLeft.set(readings);
    }

    boolean isToFail() {
      return readingsLeft.get() >= 0;
    }

    @Override
    public long nanos() {
      if (cannotBeRead || (isToFail() && readingsLeft.getAndDecrement() == 0)) {
        throw new IllegalStateException("a bug of the host");
      }
      return stands ? 42 : super.nanos();
    }

    @Override
    public boolean isVirtual() {
      if (saysNothingOfItself) {
        throw new IllegalStateException("a bug of the host");
      }
      return super.isVirtual();
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
      if (cannotBeSet) {
        throw new OutOfMemoryError("unable to create native thread");
      }
      if (loses) {
        lost.incrementAndGet();
        return calledOff::incrementAndGet;
      }
      return super.schedule(delay, task);
    }
  }
}
