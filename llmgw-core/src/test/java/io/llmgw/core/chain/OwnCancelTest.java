package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.chain.Interceptor.Chain;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ContractBreachException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.Started;
import io.llmgw.core.chain.ThrowingLinkTest.Moment;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.DoorResult.Ending;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A call ends early by its token and in no other way: a link that throws a cancel which nobody
 * asked for would have everybody believe that the caller went away.
 */
class OwnCancelTest {
  private static final LlmException OWN =
      LlmException.of(ErrorKind.CANCELLED, "of another call").reason(Reason.SHUTDOWN).build();

  @RegisterExtension final Stage stage = new Stage();
  private final Diary diary = new Diary();

  static Stream<Arguments> everyMomentAndDoor() {
    return Stream.of(Moment.values())
        .flatMap(
            moment -> Stream.of(Door.values()).map(door -> Arguments.of(Slot.CALL, moment, door)));
  }

  @ParameterizedTest
  @MethodSource("everyMomentAndDoor")
  void ofALinkIsABreachInItsName(Slot slot, Moment moment, Door door) {
    stage.fake.answers(script -> script.text("bl").hang());
    stage.use(
        diary.link("outer", Slot.PROMPT),
        TestLink.named("quitter", slot, chain -> throwing(chain, moment)));

    DoorResult result = door.open(stage.llm(), Stage.QUESTION);

    assertThat(result.ending()).isEqualTo(Ending.FAILED);
    assertThat(result.error()).isInstanceOf(ContractBreachException.class).hasCause(OWN);
    assertThat(result.error())
        .hasMessageContaining("link 'quitter' (" + TestLink.class.getName() + ")")
        .hasMessageContaining("throws a cancel of its own");
    assertThat(diary.entries()).containsExactly("outer: failed CONTRACT");
  }

  @ParameterizedTest
  @EnumSource
  void ofALinkWhoseCallIsCancelledIsThatCancel(Door door) {
    stage.use(
        diary.link("outer", Slot.PROMPT),
        TestLink.named(
            "quitter",
            Slot.CALL,
            chain -> {
              ((Scope) chain.context()).call().cancellation().cancel(Reason.CALLER);
              throw OWN;
            }));

    DoorResult result = door.open(stage.llm(), Stage.QUESTION);

    assertThat(result.errorKind()).isEqualTo(ErrorKind.CANCELLED);
    assertThat(diary.entries()).containsExactly("outer: cancelled CALLER");
  }

  @Test
  void doesNotHideWhatGoesWrongInACancelledCall() {
    stage.use(
        diary.link("outer", Slot.PROMPT),
        TestLink.in(
            Slot.CALL,
            chain -> {
              ((Scope) chain.context()).call().cancellation().cancel(Reason.CALLER);
              throw new IllegalStateException("of the link");
            }));

    assertThat(stage.failure().kind()).isEqualTo(ErrorKind.INTERCEPTOR);
    assertThat(diary.entries()).containsExactly("outer: failed INTERCEPTOR");
  }

  private static EventStream throwing(Chain chain, Moment moment) {
    if (moment == Moment.BEFORE_PROCEED) {
      throw OWN;
    }
    EventStream inner = chain.proceed(chain.request());
    if (moment == Moment.AFTER_PROCEED) {
      throw OWN;
    }
    return TestLink.wrapped(
        inner,
        event -> {
          if (event instanceof Started) {
            return event;
          }
          throw OWN;
        });
  }
}
