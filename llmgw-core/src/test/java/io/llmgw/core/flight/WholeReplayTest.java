package io.llmgw.core.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Replay;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.CacheStatus;
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

/** A flight that is held from its first event to its last. */
class WholeReplayTest {
  private static final int PIECES = 5_000;
  private static final int DEADLINE = 1;
  private static final int LEAK_WATCH = 1;
  private static final int IDLE_CLOCK = 1;
  private static final int PATIENCE = 1;
  private static final String PAGE = "x".repeat(1 << 20);
  private static final int PAGES = 40;
  private static final int MOST_PAGES = Replay.MOST_BYTES_OF_WHOLE / (Character.BYTES << 20);
  private static final Duration IDLE = Duration.ofSeconds(20);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final Coalescing coalescing = new Coalescing(Replay.WHOLE);
  private final VirtualTime time = VirtualTime.create();
  private final Gate gate = Gate.closed();
  private final AtomicInteger taken = new AtomicInteger();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .time(time)
          .closeGrace(Duration.ZERO)
          .timeouts(Timeouts.idle(IDLE).total(Duration.ofHours(1)))
          .use(coalescing)
          .build();

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  private ChatStream open() {
    return llm.prompt("q").stream();
  }

  @Test
  void isJoinedAfterMoreThanTheBufferOfAnyOther() {
    fake.answers(script -> script.text("x".repeat(PIECES), PIECES).waitFor(gate).text("end"));
    try (ChatStream first = open()) {
      for (int i = 0; i <= PIECES; i++) {
        first.next();
      }
      try (ChatStream late = open()) {
        late.next();
        gate.open();

        assertThat(late.response().text()).isEqualTo("x".repeat(PIECES) + "end");
        assertThat(late.response().served().cache()).isEqualTo(CacheStatus.JOINED);
        assertThat(first.response().text()).hasSize(PIECES + 3);
      }
    }
    assertThat(fake.received()).isOne();
  }

  @Test
  void waitsForNobodyAndCutsNobodyOff() {
    fake.answers(
        script ->
            script.text("x").waitFor(gate).text("y".repeat(2 << 20)).text("z", 1).text("end"));
    try (ChatStream slow = open();
        ChatStream fast = open()) {
      gate.open();
      assertThat(fast.response().text()).hasSize((2 << 20) + 5);
      time.advance(IDLE.multipliedBy(3));

      assertThat(slow.response().text()).isEqualTo(fast.response().text());
    }
    assertThat(coalescing.awaitFlights(1)).hasOnlyElementsOfType(Outcome.Success.class);
  }

  /** More than is held. */
  private void scriptPages() {
    fake.answers(
            script -> {
              for (int i = 0; i < PAGES; i++) {
                script.text(PAGE).run(taken::incrementAndGet);
              }
              script.waitFor(gate).text("end");
            })
        .answers("another");
  }

  private static long read(ChatStream stream, long characters) {
    long read = 0;
    while (read < characters) {
      LlmEvent event = stream.next();
      if (event == null) {
        return read;
      }
      read += event instanceof TextDelta text ? text.text().length() : 0;
    }
    return read;
  }

  private void awaitFull() {
    time.awaitTasks(DEADLINE + LEAK_WATCH + IDLE_CLOCK + PATIENCE);
  }

  private static void awaitOneForTheEnd() {
    awaitBlockedIn("awaitEnd");
  }

  private static void awaitBlockedIn(String method) {
    Patience.until(
        () -> "one to wait in " + method,
        Patience.limit(),
        () ->
            Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getMethodName().equals(method)));
  }

  @Test
  void takesNoMoreThanItsBoundForWhoStandsStill() {
    scriptPages();
    gate.open();
    try (ChatStream alone = open()) {
      awaitFull();
      time.advance(IDLE.multipliedBy(3));
      assertThat(taken).hasValueLessThanOrEqualTo(MOST_PAGES);

      assertThat(read(alone, Long.MAX_VALUE)).isEqualTo(((long) PAGES << 20) + 3);
    }
    assertThat(coalescing.awaitFlights(1)).hasOnlyElementsOfType(Outcome.Success.class);
  }

  @Test
  void boundsTheNumberOfPiecesToo() {
    int pieces = Replay.MOST_BYTES_OF_WHOLE / 64;
    fake.answers(script -> script.text("x".repeat(pieces), pieces));
    try (ChatStream alone = open()) {
      awaitFull();

      assertThat(read(alone, Long.MAX_VALUE)).isEqualTo(pieces);
    }
  }

  @Test
  void whoComesBeyondItsBoundWaitsForItsEndAndBeginsAnother() {
    scriptPages();
    try (ChatStream first = open()) {
      read(first, (long) PAGES << 20);
      Aside<ChatResponse> late = Aside.call(() -> llm.prompt("q").send());
      awaitOneForTheEnd();
      assertThat(fake.received()).isOne();

      gate.open();

      assertThat(read(first, Long.MAX_VALUE)).isEqualTo(3);
      assertThat(late.get().text()).isEqualTo("another");
    }
    assertThat(fake.received()).isEqualTo(2);
  }

  @Test
  void whoWaitsForItsEndKeepsItGoing() {
    scriptPages();
    ChatStream first = open();
    read(first, (long) PAGES << 20);
    Aside<ChatResponse> late = Aside.call(() -> llm.prompt("q").send());
    awaitOneForTheEnd();

    first.close();
    gate.open();

    assertThat(late.get().text()).isEqualTo("another");
    assertThat(coalescing.awaitFlights(2)).hasOnlyElementsOfType(Outcome.Success.class);
  }

  @Test
  void whoStandsStillIsPutOffForOneWhoWaitsForItsEnd() {
    scriptPages();
    gate.open();
    try (ChatStream slow = open()) {
      awaitFull();
      Aside<ChatResponse> late = Aside.call(() -> llm.prompt("q").send());
      awaitOneForTheEnd();

      time.advance(IDLE);

      assertThat(late.get().text()).isEqualTo("another");
      assertThat(Aside.call(slow::response).failure()).hasMessageContaining("too slow");
    }
  }

  @Test
  void whoStoodStillAloneIsPutOffForOneWhoComesLongAfter() {
    scriptPages();
    gate.open();
    try (ChatStream slow = open()) {
      awaitFull();
      time.advance(IDLE.multipliedBy(3).dividedBy(2));
      Aside<ChatResponse> late = Aside.call(() -> llm.prompt("q").send());
      awaitOneForTheEnd();

      time.advance(IDLE);

      assertThat(late.get().text()).isEqualTo("another");
      assertThat(Aside.call(slow::response).failure()).hasMessageContaining("too slow");
    }
  }

  @Test
  void whoStoodStillAloneIsNotPutOffForThatTime() {
    scriptPages();
    gate.open();
    try (ChatStream slow = open()) {
      awaitFull();
      time.advance(IDLE.minusSeconds(1));
      Aside<ChatResponse> late = Aside.call(() -> llm.prompt("q").send());
      awaitOneForTheEnd();

      time.advance(IDLE.minusNanos(1));

      assertThat(read(slow, Long.MAX_VALUE)).isEqualTo(((long) PAGES << 20) + 3);
      assertThat(late.get().text()).isEqualTo("another");
    }
  }

  @Test
  void whoStoodStillAloneAfterOthersHadLeftIsNotPutOffForThatTime() {
    scriptPages();
    gate.open();
    try (ChatStream slow = open()) {
      try (ChatStream fast = llm.prompt("q").with(Timeouts.total(IDLE.dividedBy(2))).stream()) {
        Aside<Long> reader = Aside.call(() -> read(fast, Long.MAX_VALUE));
        awaitBlockedIn("awaitMove");
        time.advance(IDLE.dividedBy(2));
        assertThat(reader.failure()).isInstanceOf(LlmException.class);
      }
      time.advance(IDLE);
      int before = taken.get();
      assertThat(read(slow, 1)).isPositive();
      Patience.until("another page to be taken", () -> taken.get() > before);
      awaitFull();
      Aside<ChatResponse> late = Aside.call(() -> llm.prompt("q").send());
      awaitOneForTheEnd();

      time.advance(IDLE.minusNanos(1));

      assertThat(read(slow, Long.MAX_VALUE)).isEqualTo(((long) (PAGES - 1) << 20) + 3);
      assertThat(late.get().text()).isEqualTo("another");
    }
  }

  @Test
  void whoWaitsForItsEndMayLeave() {
    scriptPages();
    try (ChatStream first = open()) {
      read(first, (long) PAGES << 20);
      Aside<ChatResponse> late =
          Aside.call(() -> llm.prompt("q").with(Timeouts.total(IDLE.dividedBy(2))).send());
      awaitOneForTheEnd();

      time.advance(IDLE.dividedBy(2));

      assertThat(late.failure())
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.TIMEOUT));
      gate.open();
      assertThat(read(first, Long.MAX_VALUE)).isEqualTo(3);
    }
    assertThat(fake.received()).isOne();
  }
}
