package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.chain.Interceptor.Chain;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.Started;
import io.llmgw.core.chain.ThrowingLinkTest.Moment;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A link that throws, in every slot, at every moment, by every door: the same for all callers. */
@Fault("F155")
class ThrowingLinkAtEveryDoorTest {
  @RegisterExtension final Stage stage = new Stage();
  private final Diary diary = new Diary();

  static Stream<Arguments> everySlotMomentAndDoor() {
    return Stage.CUSTOM_SLOTS.stream()
        .flatMap(
            slot ->
                Stream.of(Moment.values())
                    .flatMap(
                        moment ->
                            Stream.of(Door.values())
                                .map(door -> Arguments.of(slot, moment, door))));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("everySlotMomentAndDoor")
  void isTheSameFailureWhateverTheDoor(Slot slot, Moment moment, Door door) {
    stage.fake.answers(script -> script.text("bl").hang());
    stage.use(
        diary.link("outer", Slot.PROMPT),
        TestLink.named("thrower", slot, chain -> throwing(chain, moment)));

    DoorResult result = door.open(stage.llm(), Stage.QUESTION);

    assertThat(result.errorKind()).isEqualTo(ErrorKind.INTERCEPTOR);
    assertThat(result.text()).isEmpty();
    assertThat(diary.of("outer")).containsExactly("outer: failed INTERCEPTOR");
    assertThat(stage.fake.openStreams()).isZero();
  }

  private static EventStream throwing(Chain chain, Moment moment) {
    IllegalStateException thrown = new IllegalStateException("of its own");
    if (moment == Moment.BEFORE_PROCEED) {
      throw thrown;
    }
    EventStream inner = chain.proceed(chain.request());
    if (moment == Moment.AFTER_PROCEED) {
      throw thrown;
    }
    return TestLink.wrapped(
        inner,
        event -> {
          if (event instanceof Started) {
            return event;
          }
          throw thrown;
        });
  }
}
