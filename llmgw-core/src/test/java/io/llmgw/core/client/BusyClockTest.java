package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.time.Alarm;
import io.llmgw.api.time.TimeSource.Scheduled;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Races;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A clock of the host that takes its time, or calls back, while others need theirs. */
class BusyClockTest {
  private static final Duration ROUND = Duration.ofMillis(500);
  private static final Duration IDLE = Duration.ofSeconds(7);
  private static final ChatRequest QUESTION =
      ChatRequest.of("Why?").with(Timeouts.idle(IDLE).total(Duration.ofHours(1)));

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final VirtualTime time = VirtualTime.create();
  private final BusyTime busy = new BusyTime(time);
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .use(TapLink.in(Slot.APPLICATION))
          .time(busy)
          .closeGrace(Duration.ZERO)
          .build();

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    busy.goOn();
    llm.close();
  }

  @Test
  void aStreamDoesNotWaitForTheClockOfAnother() {
    fake.always("blue");
    busy.holdAt(ROUND);
    Aside<String> held = Aside.call(() -> llm.stream(QUESTION).response().text());
    busy.gate.awaitArrivals(1);

    Aside<String> other = Aside.call(() -> llm.stream(QUESTION).response().text());

    assertThat(other.get()).isEqualTo("blue");
    busy.goOn();
    assertThat(held.get()).isEqualTo("blue");
  }

  @Test
  void aCloseDoesNotWaitForARoundThatIsBeingSetAndLeavesNone() {
    fake.always("blue");
    busy.holdAt(ROUND);
    Aside<String> held = Aside.call(() -> llm.stream(QUESTION).response().text());
    busy.gate.awaitArrivals(1);

    Aside<Boolean> closing = Aside.run(llm::close);

    // The call under way is cancelled, whose reader stands in the clock.
    assertThat(closing.get()).isTrue();
    busy.goOn();
    assertThat(held.failure()).isNotNull();
    assertThat(time.tasks()).isZero();
  }

  @Test
  void aReaderDoesNotWaitForAClockThatIsBeingSetAnew() {
    Gate more = Gate.closed();
    fake.answers(
        script ->
            script.text("bl").run(() -> time.advance(IDLE.dividedBy(2))).text("ue").waitFor(more));
    Aside<String> reader = Aside.call(() -> llm.stream(QUESTION).response().text());
    more.awaitArrivals(1);
    busy.holdAt(IDLE.dividedBy(2));
    Aside<Boolean> clock = Aside.run(() -> time.advance(IDLE.dividedBy(2)));
    busy.gate.awaitArrivals(1);

    more.open();

    assertThat(reader.get()).isEqualTo("blue");
    busy.goOn();
    assertThat(clock.get()).isTrue();
    time.advance(ROUND); // the last one looks whether streams are open
    assertThat(time.tasks()).isZero();
  }

  @Test
  void aClockThatCallsBackMayUseTheClient() {
    fake.always("blue");
    busy.onSchedule(() -> Aside.call(() -> llm.stream(QUESTION).response().text()).get());

    assertThat(llm.stream(QUESTION).response().text()).isEqualTo("blue");
  }

  @Test
  void whatIsCalledOffAsItIsSetAnewIsGone() {
    Races.repeat(
        repeat -> {
          VirtualTime clock = VirtualTime.create();
          Scheduled alarm = Alarm.watch(ROUND, clock, ROUND::toNanos);

          Races.together(() -> clock.advance(ROUND.multipliedBy(20)), alarm::cancel, alarm::cancel);

          assertThat(clock.tasks()).isZero();
        });
  }

  @Test
  void noRoundIsLeftByAStreamThatIsOpenedAsTheClientIsClosed() {
    fake.always("blue");
    Races.repeat(
        repeat -> {
          VirtualTime clock = VirtualTime.create();
          LlmClient other =
              LlmClient.builder().provider(fake).defaultModel(fake.model()).time(clock).build();

          Races.together(other::close, () -> openOne(other), () -> clock.advance(ROUND));

          assertThat(clock.tasks()).isZero();
        });
  }

  private static void openOne(LlmClient client) {
    try (ChatStream stream = client.stream(QUESTION)) {
      assertThat(stream.callId()).isNotEmpty();
    } catch (LlmException closed) {
      assertThat(closed.kind()).isEqualTo(ErrorKind.CLOSED);
    }
  }

  /** Virtual time that can be held where a task of a certain delay is scheduled. */
  private static final class BusyTime extends ForwardingTime {
    private final Gate gate = Gate.closed();
    private volatile Duration held = Duration.ZERO;
    private volatile Runnable callback = () -> {};

    BusyTime(VirtualTime time) {
      super(time);
    }

    /** The next one who comes with this delay waits until all may go on. */
    void holdAt(Duration delay) {
      held = delay;
    }

    void goOn() {
      gate.open();
    }

    /** Runs this once, inside the next task that is scheduled. */
    void onSchedule(Runnable action) {
      callback = action;
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
      Runnable action = callback;
      callback = () -> {};
      action.run();
      if (delay.equals(held)) {
        held = Duration.ZERO;
        try {
          gate.pass();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return super.schedule(delay, task);
    }
  }
}
