package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.request.Timeouts;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Streams that their reader has forgotten. */
class LeakTest {
  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final TapLink tap = TapLink.in(Slot.APPLICATION);
  private final VirtualTime time = VirtualTime.create();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .use(tap)
          .time(time)
          .closeGrace(Duration.ZERO)
          .timeouts(Timeouts.total(Duration.ofHours(3)))
          .build();
  private final PrintStream console = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @BeforeEach
  void watch() {
    leaks.of(fake);
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void close() {
    System.setErr(console);
    llm.close();
  }

  @Test
  void endsAStreamThatWasDroppedWithinASecond() {
    fake.answers(script -> script.text("a").hang());
    WeakReference<ChatStream> dropped = dropOne();
    String callId = dropped.get() == null ? "?" : dropped.get().callId();
    Patience.until(
        "the stream to be collected",
        () -> {
          System.gc();
          return dropped.get() == null;
        });

    for (int i = 0; i < 100 && tap.outcomes().isEmpty(); i++) {
      time.advance(Duration.ofMillis(10));
      boolean unused = Patience.comesTrue(Duration.ofMillis(5), () -> !tap.outcomes().isEmpty());
    }

    expectLeaked();
    assertThat(log.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce(callId)
        .contains("was never closed");
  }

  private WeakReference<ChatStream> dropOne() {
    ChatStream stream = llm.prompt("q").stream();
    Iterator<String> pieces = stream.text().iterator();
    assertThat(pieces.next()).isEqualTo("a");
    return new WeakReference<>(stream);
  }

  @Test
  void endsAStreamThatIsNotReadForTenMinutes() {
    fake.answers(script -> script.text("a").hang());
    ChatStream stream = llm.prompt("q").stream();
    stream.next();

    time.advance(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(tap.outcomes()).isEmpty();
    time.advance(Duration.ofSeconds(2));

    expectLeaked();
    assertThat(log.toString(StandardCharsets.UTF_8)).containsOnlyOnce(stream.callId());
    assertThat(Aside.call(stream::next).failure())
        .isInstanceOfSatisfying(
            CallCancelledException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LEAKED));
    stream.close();
  }

  @Test
  void countsTheTenMinutesFromTheLastRead() {
    fake.answers(script -> script.text("a").text("b").hang());
    try (ChatStream stream = llm.prompt("q").stream()) {
      time.advance(Duration.ofMinutes(9));
      stream.next();
      time.advance(Duration.ofMinutes(9));
      stream.next();
      time.advance(Duration.ofMinutes(9));

      assertThat(tap.outcomes()).isEmpty();
    }
  }

  @Test
  void doesNotTakeAReaderThatWaitsForOneThatForgot() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate).text("b"));
    try (ChatStream stream = llm.prompt("q").stream()) {
      Aside<String> reader = Aside.call(() -> stream.response().text());
      gate.awaitArrivals(1);

      time.advance(Duration.ofMinutes(20));
      gate.open();

      assertThat(reader.get()).isEqualTo("ab");
    }
  }

  @Test
  void doesNotTakeAStreamForDroppedThatIsBeingReadToItsEnd() {
    fake.always("a");
    for (int i = 0; i < 12_000; i++) { // compiled code lets go of what it does not use any more
      readAtOnce();
    }
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate).text("b"));
    Aside<String> reader = Aside.call(this::readAtOnce);
    gate.awaitArrivals(1);

    for (int i = 0; i < 5; i++) {
      System.gc();
      boolean unused = Patience.comesTrue(Duration.ofMillis(5), reader::isDone);
      time.advance(Duration.ofSeconds(1));
    }
    gate.open();

    assertThat(reader.get()).isEqualTo("ab");
  }

  private String readAtOnce() {
    return llm.prompt("q").stream().response().text();
  }

  @Test
  void saysNothingAboutStreamsThatEnded() {
    fake.always("a");
    try (ChatStream closed = llm.prompt("q").stream()) {
      closed.next();
    }
    ChatStream read = llm.prompt("q").stream();
    read.response();

    time.advance(Duration.ofHours(1));

    assertThat(log.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void saysNothingAboutAStreamThatIsClosedAndStillEnding() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").hang());
    tap.atOutcome(outcome -> passUninterruptibly(gate));
    WeakReference<ChatStream> dropped = closeOne();
    gate.awaitArrivals(1);
    Patience.until(
        "the stream to be collected",
        () -> {
          System.gc();
          return dropped.get() == null;
        });

    for (int i = 0; i < 20; i++) {
      time.advance(Duration.ofSeconds(1));
      boolean unused = Patience.comesTrue(Duration.ofMillis(5), () -> log.size() > 0);
    }
    gate.open();

    assertThat(log.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private WeakReference<ChatStream> closeOne() {
    try (ChatStream stream = llm.prompt("q").stream()) {
      return new WeakReference<>(stream);
    }
  }

  private static void passUninterruptibly(Gate gate) {
    gate.arrive();
    Patience.until("a gate to open", gate::isOpen);
  }

  @Test
  void looksForLeaksOnlyWhileStreamsAreOpen() {
    fake.always("a");
    try (ChatStream stream = llm.prompt("q").stream()) {
      stream.response();
    }

    time.advance(Duration.ofSeconds(1));

    assertThat(time.tasks()).isZero();
  }

  @Test
  @Fault("F092")
  void goesOnWatchingWhenARoundMeetsAnErrorOfTheHost() {
    fake.always(script -> script.text("a").hang());
    ChatStream first = llm.prompt("q").stream();
    System.setErr(new BrokenConsole());

    assertThatThrownBy(() -> time.advance(LeakWatch.LONGEST_PAUSE.plusSeconds(1)))
        .isInstanceOf(NoClassDefFoundError.class);
    System.setErr(console);
    ChatStream second = llm.prompt("q").stream();
    time.advance(LeakWatch.LONGEST_PAUSE.plusSeconds(1));

    Patience.until("both to be ended", () -> tap.outcomes().size() == 2);
    first.close();
    second.close();
  }

  /** The calls have used up what they had together with the watch. */
  @Test
  @Fault("F093")
  void aCloseThatWaitsLongForACallDoesNotBlameTheWatch() {
    Gate end = Gate.closed();
    fake.answers(script -> script.deafToCancel().text("a").waitFor(end));
    LlmClient inRealTime =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .closeGrace(Duration.ZERO)
            .build();
    Aside<String> deaf = Aside.call(() -> inRealTime.prompt("q").stream().response().text());
    end.awaitArrivals(1);

    inRealTime.close();

    end.open();
    Patience.until("the call to end", deaf::isDone);
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("calls did not react")
        .doesNotContain("forgotten");
  }

  private void expectLeaked() {
    assertThat(tap.awaitOutcome())
        .isInstanceOfSatisfying(
            Outcome.Cancelled.class, it -> assertThat(it.reason()).isEqualTo(Reason.LEAKED));
    fake.awaitNoOpenStreams();
    assertThat(tap.outcomes()).hasSize(1);
  }
}
