package io.llmgw.core.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.Timeouts;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long one who reads slowly, but reads, may keep those waiting who share a flight with him. */
class FlightPaceTest {
  private static final Duration IDLE = Duration.ofSeconds(20);
  private static final Duration STEP = IDLE.dividedBy(4);
  private static final int BUFFER = 4_096;
  private static final int PIECES = 5_000;
  private static final int ALL = PIECES + 3; // what begins it, the first text and what ends it

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final VirtualTime time = VirtualTime.create();
  private final Gate gate = Gate.closed();
  private final OnFlight flight = new OnFlight();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .time(time)
          .closeGrace(Duration.ZERO)
          .timeouts(Timeouts.idle(IDLE).total(Duration.ofHours(1)))
          .use(new Coalescing())
          .use(flight)
          .build();

  @BeforeEach
  void watch() {
    leaks.of(fake);
    fake.answers(script -> script.text("x").waitFor(gate).text("x".repeat(PIECES), PIECES));
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @Test
  void putsOffWhoKeepsOthersWaitingForTheIdleTimeoutInSum() {
    AtomicInteger read = new AtomicInteger();
    try (ChatStream slow = open();
        ChatStream fast = open()) {
      Aside<Boolean> reader = Aside.run(() -> readAll(fast, read));
      gate.open();
      for (int i = 0; i < 3; i++) {
        awaitKeptWaiting(read, BUFFER + i);
        time.advance(STEP);
        readOne(slow);
      }
      awaitKeptWaiting(read, BUFFER + 3);

      time.advance(STEP.minusNanos(1));
      assertThat(reader.isDone()).isFalse();
      time.advance(Duration.ofNanos(1));

      reader.get();
      assertThat(read).hasValue(ALL);
      LlmException failure = (LlmException) Aside.call(slow::response).failure();
      assertThat(failure).isInstanceOf(StreamInterruptedException.class);
      assertThat(failure.kind()).isEqualTo(ErrorKind.STREAM_BROKEN);
      assertThat(failure).hasMessageContaining("too slow");
    }
  }

  @Test
  void putsOffWhoIsTheLastEachTimeAndNobodyWhoReadOnBefore() {
    AtomicInteger read = new AtomicInteger();
    try (ChatStream slow = open();
        ChatStream notAsSlow = open();
        ChatStream fast = open()) {
      Aside<Boolean> reader = Aside.run(() -> readAll(fast, read));
      gate.open();
      for (int i = 0; i < 3; i++) {
        awaitKeptWaiting(read, BUFFER + i);
        time.advance(STEP.dividedBy(2));
        readOne(notAsSlow);
        time.advance(STEP.dividedBy(2));
        readOne(slow);
      }
      awaitKeptWaiting(read, BUFFER + 3);

      time.advance(STEP);

      assertThat(Aside.call(slow::response).failure()).hasMessageContaining("too slow");
      assertThat(Aside.call(notAsSlow::response).get().text()).hasSize(PIECES + 1);
      reader.get();
      assertThat(read).hasValue(ALL);
    }
  }

  @Test
  void waitsForThoseWhoReadAtOnePaceAsNobodyKeepsTheOtherWaiting() {
    try (ChatStream one = open();
        ChatStream other = open()) {
      gate.open();
      for (int i = 0; i < 8; i++) {
        flight.awaitBlockedIn("awaitAnyStarving");
        time.advance(STEP);
        readOne(one);
        readOne(other);
      }

      assertAllIsRead(one, other);
    }
  }

  @Test
  void waitsForTheSlowestAsLongAsTheOthersAreBusyWithWhatTheyHave() {
    AtomicInteger read = new AtomicInteger();
    try (ChatStream slow = open();
        ChatStream busy = open()) {
      gate.open();
      Aside.run(() -> readSome(busy, BUFFER, read)).get();
      for (int i = 0; i < 8; i++) {
        flight.awaitBlockedIn("awaitAnyStarving");
        time.advance(STEP);
        readOne(slow);
        readOne(busy);
      }

      assertAllIsRead(slow, busy);
    }
  }

  private static void assertAllIsRead(ChatStream one, ChatStream other) {
    Aside<String> rest = Aside.call(() -> one.response().text());
    assertThat(Aside.call(() -> other.response().text()).get()).hasSize(PIECES + 1);
    assertThat(rest.get()).hasSize(PIECES + 1);
  }

  private static void readOne(ChatStream stream) {
    assertThat(Aside.call(stream::next).get()).isNotNull();
  }

  private static void readSome(ChatStream stream, int count, AtomicInteger read) {
    for (int i = 0; i < count; i++) {
      stream.next();
      read.incrementAndGet();
    }
  }

  private static void readAll(ChatStream stream, AtomicInteger read) {
    while (stream.next() != null) {
      read.incrementAndGet();
    }
  }

  /** Waits until somebody has read so much that he waits for more, and the flight for another. */
  private void awaitKeptWaiting(AtomicInteger read, int count) {
    Patience.until(
        () -> count + " events to be read, not " + read,
        Patience.limit(),
        () -> read.get() == count);
    flight.awaitBlockedIn("awaitMove");
  }

  private ChatStream open() {
    return llm.prompt("q").stream();
  }

  /** Notes by which thread the flight flies. */
  private static final class OnFlight implements Interceptor {
    private volatile Thread thread = Thread.currentThread();

    @Override
    public LinkSpec spec() {
      return LinkSpec.named("on-flight").in(Slot.CALL);
    }

    @Override
    public EventStream intercept(Chain chain) {
      thread = Thread.currentThread();
      return chain.proceed(chain.request());
    }

    void awaitBlockedIn(String method) {
      Patience.until("the flight to wait in " + method, () -> isBlockedIn(method));
    }

    private boolean isBlockedIn(String method) {
      return thread.getState() == Thread.State.WAITING
          && Arrays.stream(thread.getStackTrace())
              .anyMatch(frame -> frame.getMethodName().equals(method));
    }
  }
}
