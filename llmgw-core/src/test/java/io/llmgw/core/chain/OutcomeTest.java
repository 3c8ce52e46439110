package io.llmgw.core.chain;

import static io.llmgw.core.chain.Stage.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.ChatStream;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A tap hears how its {@code proceed} ended, once, however that was. */
class OutcomeTest {
  @RegisterExtension final Stage stage = new Stage();
  private final Diary diary = new Diary();

  @Test
  void tellsInnerBeforeOuterAndBothBeforeTheFinalEventIsHandedOut() {
    stage.fake.answers("blue");
    stage.use(diary.link("outer", Slot.APPLICATION), diary.link("inner", Slot.ATTEMPT));

    try (ChatStream stream = stage.llm().stream(QUESTION)) {
      stream.forEach(event -> diary.note(event.getClass().getSimpleName()));
    }

    assertThat(diary.entries())
        .containsExactly("Started", "TextDelta", "inner: success", "outer: success", "Completed");
  }

  @Test
  void showsEveryEventToTheTapBeforeTheOutcome() {
    stage.fake.answers(script -> script.text("bl").text("ue").usage(Usage.reported(3, 2)));
    stage.use(
        TestLink.in(Slot.CALL, chain -> chain.proceed(chain.request(), diary.everything("tap"))));

    stage.ask();

    assertThat(diary.entries())
        .containsExactly(
            "tap: Started",
            "tap: TextDelta",
            "tap: TextDelta",
            "tap: UsageReported",
            "tap: Completed",
            "tap: success");
  }

  @Test
  void tellsOnceWhenProceedThrows() {
    stage.fake.fails(ErrorKind.OVERLOADED);
    stage.use(diary.link("outer", Slot.APPLICATION), diary.link("inner", Slot.ATTEMPT));

    LlmException failure = stage.failure();

    assertThat(failure.kind()).isEqualTo(ErrorKind.OVERLOADED);
    assertThat(diary.entries())
        .containsExactly("inner: failed OVERLOADED", "outer: failed OVERLOADED");
  }

  @Test
  void tellsOnceWhenAPullFails() {
    stage.fake.answers(script -> script.text("bl").fail(ErrorKind.STREAM_BROKEN));
    stage.use(diary.link("outer", Slot.APPLICATION), diary.link("inner", Slot.ATTEMPT));

    stage.failure();

    assertThat(diary.entries())
        .containsExactly("inner: failed STREAM_BROKEN", "outer: failed STREAM_BROKEN");
  }

  @Test
  void tellsOnceWhenTheCallerClosesEarly() {
    stage.fake.answers(script -> script.text("bl").hang());
    stage.use(diary.link("outer", Slot.APPLICATION), diary.link("inner", Slot.ATTEMPT));

    ChatStream stream = stage.llm().stream(QUESTION);
    stream.close();
    stream.close();
    stage.fake.awaitNoOpenStreams();
    stage.llm().close();

    assertThat(diary.entries())
        .containsExactly("inner: cancelled CALLER", "outer: cancelled CALLER");
  }

  @Test
  void tellsTheUsageSeenBeforeTheStreamWasClosed() {
    List<Outcome> outcomes = new ArrayList<>();
    stage.fake.answers(
        script -> script.text("a").usage(Usage.reported(7, 1)).text("b").text("c").hang());
    stage.use(TestLink.in(Slot.ATTEMPT, chain -> chain.proceed(chain.request(), outcomes::add)));

    try (ChatStream stream = stage.llm().stream(QUESTION)) {
      while (!(stream.next() instanceof TextDelta text && text.text().equals("b"))) {
        continue;
      }
    }
    stage.llm().close();

    assertThat(outcomes).hasSize(1);
    assertThat(outcomes.get(0).usage()).isEqualTo(Usage.reported(7, 1));
  }

  @Test
  void tellsOnceWhenTheLinkAnswersByItselfWithoutDraining() {
    stage.fake.answers(script -> script.text("bl").hang());
    stage.use(
        diary.link("outer", Slot.APPLICATION),
        TestLink.in(
            Slot.CALL,
            chain -> {
              chain.proceed(chain.request(), diary.outcomes("inner"));
              return ownAnswer();
            }));

    assertThat(stage.ask().text()).isEqualTo("own");

    assertThat(diary.entries()).containsExactly("inner: cancelled LEAKED", "outer: success");
  }

  @Test
  void tellsOnceWhenTheLinkClosesItsStreamAndAnswersByItself() {
    stage.fake.answers(script -> script.text("bl").hang());
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              chain.proceed(chain.request(), diary.outcomes("inner")).close();
              return ownAnswer();
            }));

    stage.ask();

    assertThat(diary.entries()).containsExactly("inner: cancelled CALLER");
  }

  @Test
  void tellsARefusedProceedAsWell() {
    stage.fake.answers(script -> script.text("bl").hang());
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              chain.proceed(chain.request(), diary.outcomes("first"));
              return chain.proceed(chain.request(), diary.outcomes("second"));
            }));

    stage.failure();

    assertThat(diary.entries())
        .containsExactly("second: failed CONTRACT", "first: cancelled LEAKED");
  }

  @Test
  void tellsEachOfSeveralProceeds() {
    stage.fake.fails(ErrorKind.OVERLOADED).answers("blue");
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              assertThat(
                      catchThrowable(() -> chain.proceed(chain.request(), diary.outcomes("first"))))
                  .isInstanceOf(LlmException.class);
              return chain.proceed(chain.request(), diary.outcomes("second"));
            }));

    stage.ask();

    assertThat(diary.entries()).containsExactly("first: failed OVERLOADED", "second: success");
  }

  @Test
  void anOuterLinkTurnsAnInnerSuccessIntoAFailure() {
    stage.fake.answers("blue");
    LlmException verdict = LlmException.of(ErrorKind.BLOCKED, "not on a Sunday").build();
    stage.use(
        diary.link("outer", Slot.APPLICATION),
        TestLink.in(
            Slot.GUARD,
            chain ->
                TestLink.wrapped(
                    chain.proceed(chain.request(), diary.outcomes("inner")),
                    event -> {
                      if (event instanceof Completed) {
                        throw verdict;
                      }
                      return event;
                    })));

    LlmException failure = stage.failure();

    assertThat(failure.kind()).isEqualTo(ErrorKind.BLOCKED);
    assertThat(diary.entries()).containsExactly("inner: success", "outer: failed BLOCKED");
  }

  @Test
  void tellsTheOutcomeOfAnEmbeddingToo() {
    stage.fake.fails(ErrorKind.SERVER);
    stage.use(diary.link("outer", Slot.APPLICATION));

    catchThrowable(() -> stage.llm().send(EmbeddingRequest.of("sky")));

    assertThat(diary.entries()).containsExactly("outer: failed SERVER");
  }

  private static EventStream ownAnswer() {
    return EventStreams.of(
        Started.inProcess(), new TextDelta(0, "own"), new Completed(FinishReason.STOP, Usage.ZERO));
  }
}
