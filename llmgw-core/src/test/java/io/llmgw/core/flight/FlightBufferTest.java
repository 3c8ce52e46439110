package io.llmgw.core.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.MediaProduced;
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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The bounds of a flight: its replay buffer, and the threads to fly on. */
class FlightBufferTest {
  private static final Duration IDLE = Duration.ofSeconds(20);
  private static final int DEADLINE = 1;
  private static final int LEAK_WATCH = 1;
  private static final int IDLE_CLOCK = 1;
  private static final int PATIENCE = 1;
  private static final int PIECES = 5_000;
  private static final String LONG = "x".repeat(PIECES + 1);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final Coalescing coalescing = new Coalescing();
  private final VirtualTime time = VirtualTime.create();
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

  @Test
  void waitsForTheSlowestWhenTheBufferIsFullAndPutsItOffInTheEnd() {
    Gate gate = longAnswer();
    try (ChatStream slow = open();
        ChatStream fast = open()) {
      fast.next();
      Aside<ChatResponse> reader = Aside.call(fast::response);
      gate.open();
      awaitFullBuffer(2);

      time.advance(IDLE.minusNanos(1));
      assertThat(reader.isDone()).isFalse();
      time.advance(Duration.ofNanos(1));

      assertThat(reader.get().text()).isEqualTo(LONG);
      LlmException failure = (LlmException) Aside.call(slow::response).failure();
      assertThat(failure).isInstanceOf(StreamInterruptedException.class);
      assertThat(failure.kind()).isEqualTo(ErrorKind.STREAM_BROKEN);
      assertThat(failure).hasMessageContaining("too slow");
    }
    assertThat(coalescing.awaitFlights(1)).hasOnlyElementsOfType(Outcome.Success.class);
  }

  @Test
  void putsTheSlowestOffThoughAllOthersOnlyWait() {
    String page = "y".repeat(600_000);
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate).text(page).text(page).text("b"));
    try (ChatStream slow = open();
        ChatStream fast = open()) {
      gate.open();
      fast.next(); // Started
      fast.next(); // a
      fast.next(); // the first page: there is no room for the second one
      awaitFullBuffer(2);

      time.advance(IDLE);

      assertThat(Aside.call(fast::response).get().text()).hasSize(1_200_002);
      assertThat(Aside.call(slow::response).failure()).hasMessageContaining("too slow");
    }
  }

  @Test
  void losesNothingWhenTheSlowestCatchesUpInTime() {
    Gate gate = longAnswer();
    try (ChatStream slow = open();
        ChatStream fast = open()) {
      Aside<ChatResponse> reader = Aside.call(fast::response);
      gate.open();
      awaitFullBuffer(2);
      time.advance(IDLE.minusNanos(1));

      Aside<ChatResponse> late = Aside.call(slow::response);

      assertThat(late.get().text()).isEqualTo(LONG);
      assertThat(reader.get().text()).isEqualTo(LONG);
      assertThat(time.tasks()).isEqualTo(LEAK_WATCH);
    }
    assertThat(fake.received()).isEqualTo(1);
  }

  @Test
  void goesOnWhenTheSlowestLeaves() {
    Gate gate = longAnswer();
    try (ChatStream slow = open();
        ChatStream fast = open()) {
      Aside<ChatResponse> reader = Aside.call(fast::response);
      gate.open();
      awaitFullBuffer(2);

      slow.cancel();

      assertThat(reader.get().text()).isEqualTo(LONG);
    }
  }

  @Test
  void hasRoomAgainForAsMuchAsEverybodyHasRead() {
    String page = "y".repeat(400_000);
    Gate gate = Gate.closed();
    fake.answers(
        script ->
            script.text("a").waitFor(gate).text(page).text(page).text(page).text(page).text("b"));
    try (ChatStream slow = open();
        ChatStream fast = open()) {
      Aside<ChatResponse> reader = Aside.call(fast::response);
      gate.open();
      awaitFullBuffer(2);

      Aside.run(() -> IntStream.range(0, 4).forEach(i -> slow.next())).get();

      assertThat(reader.get().text()).hasSize(1_600_002);
      assertThat(slow.response().text()).hasSize(1_600_002);
    }
  }

  @Test
  void fliesAnewForOneWhoComesWhenTheBufferIsFull() {
    Gate gate = longAnswer();
    fake.answers("another flight");
    try (ChatStream slow = open();
        ChatStream fast = open()) {
      Aside<ChatResponse> reader = Aside.call(fast::response);
      gate.open();
      awaitFullBuffer(2);

      assertThat(llm.prompt("q").text()).isEqualTo("another flight");

      assertThat(slow.response().text()).isEqualTo(LONG);
      assertThat(reader.get().text()).isEqualTo(LONG);
    }
    assertThat(fake.received()).isEqualTo(2);
  }

  @Test
  void countsTheCharactersOfEveryKindOfContent() {
    String page = "y".repeat(400_000);
    Gate gate = Gate.closed();
    fake.answers(
            script ->
                script
                    .text("a")
                    .waitFor(gate)
                    .reasoning(page)
                    .refusal(page)
                    .toolCall("1", "look", "{\"page\": \"" + page + "\"}"))
        .answers("another flight");
    try (ChatStream slow = open();
        ChatStream fast = open()) {
      Aside<ChatResponse> reader = Aside.call(fast::response);
      gate.open();
      awaitFullBuffer(2);

      assertThat(llm.prompt("q").text()).isEqualTo("another flight");

      slow.response();
      assertThat(reader.get().toolCalls()).hasSize(1);
    }
  }

  @Test
  void makesRoomUntilWhatComesNextFits() {
    String page = "y".repeat(600_000);
    Gate gate = Gate.closed();
    fake.answers(
        script -> script.text("a").waitFor(gate).text("b").text(page).text(page).text("c"));
    try (ChatStream slow = open();
        ChatStream fast = open()) {
      Aside<ChatResponse> reader = Aside.call(fast::response);
      gate.open();
      awaitFullBuffer(2);

      slow.next(); // Started
      slow.next(); // a: room for a little, not for the second page
      awaitFullBuffer(2);
      time.advance(IDLE.minusNanos(1));
      assertThat(reader.isDone()).isFalse();

      assertThat(slow.response().text()).isEqualTo("ab" + page + page + "c");
      assertThat(reader.get().text()).hasSize(1_200_003);
    }
  }

  @Test
  void letsPassAloneWhatIsLargerThanTheBuffer() {
    String book = "z".repeat(3_000_000);
    fake.answers(script -> script.text("a").text(book).text(book).text("b"));
    try (ChatStream one = open();
        ChatStream other = open()) {
      Aside<ChatResponse> reader = Aside.call(one::response);

      assertThat(other.response().text()).hasSize(6_000_002);
      assertThat(reader.get().text()).hasSize(6_000_002);
    }
    assertThat(fake.received()).isEqualTo(1);
  }

  @Test
  void countsTheBytesOfWhatIsNoText() {
    Media picture = Media.restored(new byte[700_000], "image/png");
    Gate gate = Gate.closed();
    fake.answers(
            script ->
                script
                    .text("a")
                    .waitFor(gate)
                    .events(
                        new MediaProduced(1, Part.image(picture)),
                        new MediaProduced(2, Part.image(picture))))
        .answers("another flight");
    try (ChatStream slow = open();
        ChatStream fast = open()) {
      Aside<ChatResponse> reader = Aside.call(fast::response);
      gate.open();
      awaitFullBuffer(2);

      assertThat(llm.prompt("q").text()).isEqualTo("another flight");

      slow.response();
      assertThat(reader.get().text()).isEqualTo("a");
    }
  }

  @Test
  void waitsForTheOnlyOneOnBoardAsItHoldsUpNobody() {
    Gate gate = longAnswer();
    try (ChatStream only = open()) {
      gate.open();
      awaitFullBuffer(1);

      time.advance(IDLE.multipliedBy(3));

      assertThat(Aside.call(only::response).get().text()).isEqualTo(LONG);
    }
    assertThat(coalescing.awaitFlights(1)).hasOnlyElementsOfType(Outcome.Success.class);
  }

  @Test
  void waitsForTheLastOneOnBoardWhenTheOthersHaveLeft() {
    Gate gate = longAnswer();
    try (ChatStream slow = open();
        ChatStream other = open()) {
      gate.open();
      awaitFullBuffer(2);
      other.cancel();
      assertThat(Aside.call(other::next).failure()).isInstanceOf(CallCancelledException.class);

      time.advance(IDLE.multipliedBy(3));

      assertThat(Aside.call(slow::response).get().text()).isEqualTo(LONG);
    }
  }

  @Test
  void endsWhenAllOnBoardArePutOff() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("x").waitFor(gate).endless("x"));
    try (ChatStream one = open();
        ChatStream other = open()) {
      gate.open();
      awaitFullBuffer(2);

      time.advance(IDLE);

      assertThat(coalescing.awaitFlights(1)).hasOnlyElementsOfType(Outcome.Cancelled.class);
      fake.awaitNoOpenStreams();
      assertThat(Aside.call(one::next).failure()).isInstanceOf(StreamInterruptedException.class);
      assertThat(Aside.call(other::next).failure()).isInstanceOf(StreamInterruptedException.class);
    }
  }

  @Test
  void endsWithTheClientThoughTheOnlyOneOnBoardNeitherReadsNorLeaves() {
    Gate stuck = Gate.closed();
    fake.answers(script -> script.endless("x"));
    try (LlmClient closing =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .time(time)
            .closeGrace(Duration.ZERO)
            .use(stuckReader(stuck))
            .use(coalescing)
            .build()) {
      Aside<String> reader = Aside.call(() -> closing.prompt("q").text());
      stuck.awaitArrivals(1);
      time.awaitTasks(DEADLINE + PATIENCE);

      Aside<Boolean> close = Aside.run(closing::close);

      assertThat(coalescing.awaitFlights(1))
          .singleElement()
          .isInstanceOfSatisfying(
              Outcome.Cancelled.class, it -> assertThat(it.reason()).isEqualTo(Reason.SHUTDOWN));
      stuck.open();
      assertThat(reader.failure()).isInstanceOf(CallCancelledException.class);
      close.get();
    }
  }

  /** A link that takes no notice of anything before it reads its first event. */
  private static Interceptor stuckReader(Gate gate) {
    return chain -> {
      EventStream inner = chain.proceed(chain.request());
      gate.arrive();
      Patience.until("a gate to open", gate::isOpen);
      return inner;
    };
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "virtual threads are not bounded")
  void goesAloneWhenThereIsNoThreadToFlyOn() {
    Gate gate = Gate.closed();
    fake.always(script -> script.text("a").waitFor(gate).text("b"));
    List<ChatStream> flying = new ArrayList<>();
    for (int i = 0; i < 1_024; i++) {
      flying.add(llm.prompt("flight " + i).stream());
    }

    try (ChatStream alone = open();
        ChatStream alsoAlone = open()) {
      assertThat(fake.received()).isEqualTo(1_026);
      open().close();
      Patience.until("clean-up without a free thread", () -> fake.openStreams() == 1_026);
      gate.open();
      assertThat(alone.response().text()).isEqualTo("ab");
      assertThat(alone.response().served().attempts()).hasSize(1);
      assertThat(alsoAlone.response().served().cache()).isEqualTo(CacheStatus.NONE);
      assertThat(alsoAlone.response().served().attempts()).hasSize(1);
    }
    for (ChatStream stream : flying) {
      assertThat(stream.response().text()).isEqualTo("ab");
      stream.close();
    }
    assertThat(coalescing.awaitFlights(1_027))
        .filteredOn(outcome -> !(outcome instanceof Outcome.Success))
        .hasSize(1);
  }

  /** An answer that does not fit; it goes on after its first piece when the gate opens. */
  private Gate longAnswer() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("x").waitFor(gate).text(LONG.substring(1), PIECES));
    return gate;
  }

  /** Waits until the flight waits for its slowest, with so many on board. */
  private void awaitFullBuffer(int passengers) {
    time.awaitTasks(passengers * DEADLINE + LEAK_WATCH + IDLE_CLOCK + PATIENCE);
  }

  private ChatStream open() {
    return llm.prompt("q").stream();
  }
}
