package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.chain.Interceptor.Chain;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.test.Fault;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors of the JVM come out as they are, once everything is settled and released. */
@Fault("F097")
class JvmErrorTest {
  @RegisterExtension final Stage stage = new Stage();
  private final Diary diary = new Diary();
  private final CancelHandle handle = new CancelHandle();
  private boolean armed = true;

  /** Where it is thrown. */
  enum Place {
    PROVIDER_OPEN,
    PROVIDER_NEXT,
    BEFORE_PROCEED,
    AFTER_PROCEED,
    IN_NEXT,
    TAP_EVENT,
    TAP_OUTCOME,
    CLOSE
  }

  static Stream<Arguments> everyPlaceAndError() {
    List<Error> errors =
        List.of(
            new OutOfMemoryError("scripted"),
            new StackOverflowError("scripted"),
            new NoClassDefFoundError("scripted"));
    return Stream.of(Place.values())
        .flatMap(place -> errors.stream().map(error -> Arguments.of(place, error)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("everyPlaceAndError")
  void comesOutAsItIsAndLeavesTheClientUsable(Place place, Error error) {
    stage.fake.answers(
        script -> {
          if (place == Place.PROVIDER_OPEN) {
            script.fail(error);
          } else if (place == Place.PROVIDER_NEXT) {
            script.text("bl").fail(error);
          } else {
            script.text("bl").text("ue");
          }
        });
    stage.use(
        diary.link("outer", Slot.PROMPT),
        TestLink.in(Slot.CALL, chain -> throwingAt(place, error, chain)));

    assertThatThrownBy(stage::ask).isSameAs(error);

    assertThat(diary.entries()).singleElement().asString().startsWith("outer: failed");
    assertThat(stage.fake.openStreams()).isZero();
    armed = false;
    stage.fake.always("blue");
    assertThat(stage.ask().text()).isEqualTo("blue");
  }

  private EventStream throwingAt(Place place, Error error, Chain chain) {
    throwIf(place == Place.BEFORE_PROCEED, error);
    EventStream inner = chain.proceed(chain.request(), tapThrowingAt(place, error));
    throwIf(place == Place.AFTER_PROCEED, error);
    return new EventStream() {
      @Override
      public LlmEvent next() {
        LlmEvent event = inner.next();
        throwIf(place == Place.IN_NEXT && event instanceof TextDelta, error);
        return event;
      }

      @Override
      public void close() {
        throwIf(place == Place.CLOSE, error);
        inner.close();
      }
    };
  }

  private Tap tapThrowingAt(Place place, Error error) {
    return new Tap() {
      @Override
      public void onEvent(LlmEvent event) {
        throwIf(place == Place.TAP_EVENT, error);
      }

      @Override
      public void onOutcome(Outcome outcome) {
        throwIf(place == Place.TAP_OUTCOME, error);
      }
    };
  }

  private void throwIf(boolean here, Error error) {
    if (here && armed) {
      throw error;
    }
  }

  @Test
  void ofAProviderIsToldInsideAsItsFailure() {
    OutOfMemoryError error = new OutOfMemoryError("scripted");
    stage.fake.answers(script -> script.fail(error));
    stage.use(diary.link("attempt", Slot.ATTEMPT));

    assertThatThrownBy(stage::ask).isSameAs(error);

    assertThat(diary.entries()).containsExactly("attempt: failed PROTOCOL");
  }

  @Test
  void comesOutOfAKeySourceAsItIs() {
    OutOfMemoryError error = new OutOfMemoryError("scripted");
    stage.fake.with(
        caller -> {
          throw error;
        });

    assertThatThrownBy(stage::ask).isSameAs(error);
  }

  @Test
  void comesOutOfAFutureAsItsCause() {
    OutOfMemoryError error = new OutOfMemoryError("scripted");
    stage.fake.answers(script -> script.fail(error));

    assertThatThrownBy(() -> stage.llm().chatAsync(Stage.QUESTION).join())
        .isInstanceOf(CompletionException.class)
        .hasCause(error);
  }

  @Test
  void whileTheCallIsEndedEarlyKeepsNobodyFromBeingTold() {
    NoClassDefFoundError error = new NoClassDefFoundError("scripted");
    stage.fake.answers(script -> script.text("bl").run(handle::cancel).text("ue"));
    stage.use(
        diary.link("outer", Slot.PROMPT),
        TestLink.in(Slot.APPLICATION, chain -> throwingAt(Place.CLOSE, error, chain)),
        diary.link("inner", Slot.CALL));

    assertThatThrownBy(() -> stage.llm().cancelledBy(handle).chat(Stage.QUESTION)).isSameAs(error);

    assertThat(diary.entries()).hasSize(2);
    assertThat(diary.of("inner")).containsExactly("inner: cancelled CALLER");
    assertThat(diary.of("outer")).hasSize(1);
  }

  @Test
  void inTheCloseOfAStreamThatALinkGivesUpKeepsItsTapFromNothing() {
    NoClassDefFoundError error = new NoClassDefFoundError("scripted");
    stage.fake.answers(script -> script.text("bl").hang());
    stage.use(
        diary.link("outer", Slot.PROMPT),
        TestLink.in(
            Slot.APPLICATION,
            chain -> {
              EventStream inner = chain.proceed(chain.request(), diary.outcomes("given up"));
              inner.close();
              return inner;
            }),
        TestLink.in(Slot.GUARD, chain -> throwingAt(Place.CLOSE, error, chain)),
        diary.link("inner", Slot.CALL));

    assertThatThrownBy(stage::ask).isSameAs(error);

    assertThat(diary.of("inner")).hasSize(1);
    assertThat(diary.of("given up")).hasSize(1);
    assertThat(diary.of("outer")).hasSize(1);
    assertThat(stage.fake.openStreams()).isZero();
  }
}
