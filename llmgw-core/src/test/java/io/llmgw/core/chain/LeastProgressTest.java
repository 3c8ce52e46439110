package io.llmgw.core.chain;

import static io.llmgw.core.chain.Stage.QUESTION;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer that trickles in, each piece in time, and never gets anywhere. */
@Fault("F078")
class LeastProgressTest {
  private static final ChatRequest TEN_IN_FIVE_SECONDS =
      QUESTION.with(Timeouts.leastProgress(10, ofSeconds(5)).idle(ofSeconds(5)));

  @RegisterExtension final Stage stage = new Stage();
  private final VirtualTime time = VirtualTime.create();
  private final Diary diary = new Diary();
  private final Gate never = Gate.closed();

  @BeforeEach
  void setUp() {
    stage.builder().time(time);
    stage.use(diary.link("call", Slot.APPLICATION), diary.link("attempt", Slot.SPEND));
  }

  private void wait(int seconds) {
    time.advance(ofSeconds(seconds));
  }

  @ParameterizedTest
  @EnumSource
  void aDripIsCutOffByWhicheverDoor(Door door) {
    stage.fake.answers(
        script ->
            script
                .text("b")
                .run(() -> wait(2))
                .text("l")
                .run(() -> wait(2))
                .text("u")
                .waitFor(never));

    Visit visit = door.enter(stage.llm(), TEN_IN_FIVE_SECONDS);
    never.awaitArrivals(1);
    time.advance(ofMillis(999));
    assertThat(visit.isDone()).isFalse();
    time.advance(ofMillis(1));

    DoorResult result = visit.await();
    assertThat(result.error()).isInstanceOf(StreamInterruptedException.class);
    assertThat(result.errorKind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(result.error())
        .hasMessageContaining("clock of the least progress, 10 characters in PT5S, ran out");
    assertThat(result.error().partial().text()).isEqualTo("blu");
    assertThat(diary.entries()).containsExactly("attempt: failed TIMEOUT", "call: failed TIMEOUT");
  }

  @ParameterizedTest
  @EnumSource
  void aSteadyAnswerGoesOnForAsLongAsItTakes(Door door) {
    stage.fake.answers(
        script -> {
          for (int i = 0; i < 100; i++) {
            script.text("blue").run(() -> wait(1));
          }
        });

    assertThat(door.open(stage.llm(), TEN_IN_FIVE_SECONDS).text()).isEqualTo("blue".repeat(100));
  }

  @Test
  void theWindowBeginsAnewWhenEnoughHasComeAndCarriesNothingOver() {
    stage.fake.answers(
        script ->
            script
                .text("b")
                .run(() -> wait(4))
                .text("l".repeat(1000))
                .run(() -> wait(4))
                .text("u")
                .waitFor(never));

    Visit visit = Door.STREAM.enter(stage.llm(), TEN_IN_FIVE_SECONDS);
    never.awaitArrivals(1);
    time.advance(ofMillis(999));
    assertThat(visit.isDone()).isFalse();
    time.advance(ofMillis(1));

    assertThat(visit.await().errorKind()).isEqualTo(ErrorKind.TIMEOUT);
  }

  static List<List<LlmEvent>> halves() {
    return List.of(
        List.of(new TextDelta(0, "12345"), new TextDelta(0, "67890")),
        List.of(new ReasoningDelta(0, "12345"), new ReasoningDelta(0, "67890")),
        List.of(new RefusalDelta(0, "12345"), new RefusalDelta(0, "67890")),
        List.of(new ReasoningDelta(0, "12345"), new TextDelta(1, "67890")),
        List.of(new ToolArgumentsDelta(0, "12345"), new ToolArgumentsDelta(0, "67890")));
  }

  @ParameterizedTest
  @MethodSource("halves")
  void everyKindOfWritingCounts(List<LlmEvent> halves) {
    LlmEvent first =
        halves.get(0) instanceof ToolArgumentsDelta
            ? new ToolCallStarted(0, "id", "look")
            : halves.get(0);
    stage.fake.answers(
        script ->
            script
                .events(first)
                .run(() -> wait(3))
                .events(halves.get(0))
                .run(() -> wait(1))
                .events(halves.get(1))
                .run(() -> wait(4)));

    assertThat(Door.STREAM.open(stage.llm(), TEN_IN_FIVE_SECONDS).error()).isNull();
  }

  @Test
  void theStartOfAToolCallIsEnough() {
    stage.fake.answers(
        script ->
            script
                .text("b")
                .run(() -> wait(4))
                .events(new ToolCallStarted(1, "id", "look"))
                .run(() -> wait(4)));

    assertThat(Door.STREAM.open(stage.llm(), TEN_IN_FIVE_SECONDS).error()).isNull();
  }

  @Test
  void pingsAndUsageAreNoProgress() {
    stage.fake.answers(
        script ->
            script
                .text("blue")
                .run(() -> wait(2))
                .ping()
                .run(() -> wait(2))
                .usage(Usage.reported(1, 1))
                .waitFor(never));

    Visit visit =
        Door.CHAT.enter(stage.llm(), QUESTION.with(Timeouts.leastProgress(1, ofSeconds(5))));
    never.awaitArrivals(1);
    wait(1);

    assertThat(visit.await().error()).hasMessageContaining("1 characters in PT5S");
  }

  @Test
  void nothingIsExpectedBeforeTheFirstContent() {
    stage.fake.answers(script -> script.started().ping().run(() -> wait(60)).text("blue"));

    assertThat(Door.CHAT.open(stage.llm(), TEN_IN_FIVE_SECONDS).text()).isEqualTo("blue");
  }

  @Test
  void aSlowReaderIsNotASlowProvider() {
    stage.fake.answers(script -> script.text("b").text("l").ping().text("u").ping().text("e"));

    try (ChatStream stream = stage.llm().stream(TEN_IN_FIVE_SECONDS)) {
      stream.forEach(event -> time.advance(ofMinutes(1)));

      assertThat(stream.response().text()).isEqualTo("blue");
    }
  }

  @Test
  void leavesNothingBehind() {
    stage.fake.answers("blue");

    Door.CHAT.open(stage.llm(), TEN_IN_FIVE_SECONDS);

    assertThat(time.tasks()).isZero();
  }
}
