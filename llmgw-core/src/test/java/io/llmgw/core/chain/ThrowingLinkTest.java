package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.chain.Interceptor.Chain;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.Started;
import io.llmgw.test.Fault;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A link that throws, whatever, wherever and whenever, fails the call in its own name. */
@Fault("F155")
class ThrowingLinkTest {
  @RegisterExtension final Stage stage = new Stage();
  private final Diary diary = new Diary();

  /** When a link throws. */
  enum Moment {
    BEFORE_PROCEED,
    AFTER_PROCEED,
    IN_NEXT
  }

  static Stream<Arguments> everySlotMomentAndKind() {
    List<Throwable> kinds =
        List.of(
            new IllegalStateException("unchecked"),
            new AssertionError("error"),
            new IOException("checked"));
    return Stage.CUSTOM_SLOTS.stream()
        .flatMap(
            slot ->
                Stream.of(Moment.values())
                    .flatMap(
                        moment -> kinds.stream().map(kind -> Arguments.of(slot, moment, kind))));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("everySlotMomentAndKind")
  void isNamedInATypedErrorAndNothingStaysOpen(Slot slot, Moment moment, Throwable thrown) {
    stage.fake.answers(script -> script.text("bl").hang());
    stage.use(
        diary.link("outer", Slot.PROMPT),
        TestLink.named("thrower", slot, chain -> throwing(chain, moment, thrown)));

    LlmException failure = stage.failure();

    assertThat(failure.kind()).isEqualTo(ErrorKind.INTERCEPTOR);
    assertThat(failure)
        .hasMessageContaining("link 'thrower' (" + TestLink.class.getName() + ")")
        .hasMessageContaining(thrown.getClass().getName())
        .hasCause(thrown);
    assertThat(failure.getMessage()).doesNotContain(thrown.getMessage());
    assertThat(stage.fake.openStreams()).isZero();
    assertThat(diary.of("outer")).containsExactly("outer: failed INTERCEPTOR");
    if (moment == Moment.BEFORE_PROCEED) {
      assertThat(stage.fake.received()).isZero();
    } else {
      assertThat(diary.of("inner")).singleElement().asString().startsWith("inner: cancelled");
    }
  }

  private EventStream throwing(Chain chain, Moment moment, Throwable thrown) {
    if (moment == Moment.BEFORE_PROCEED) {
      throw TestLink.sneaky(thrown);
    }
    EventStream inner = chain.proceed(chain.request(), diary.outcomes("inner"));
    if (moment == Moment.AFTER_PROCEED) {
      throw TestLink.sneaky(thrown);
    }
    return TestLink.wrapped(
        inner,
        event -> {
          if (event instanceof Started) {
            return event;
          }
          throw TestLink.sneaky(thrown);
        });
  }

  @Test
  void isNamedWhenItThrowsOverTheFailureOfAnother() {
    stage.fake.fails(ErrorKind.OVERLOADED);
    stage.use(
        diary.link("outer", Slot.PROMPT),
        TestLink.named(
            "thrower",
            Slot.CALL,
            chain -> {
              try {
                return chain.proceed(chain.request(), diary.outcomes("inner"));
              } catch (LlmException e) {
                throw new IllegalStateException("while handling it", e);
              }
            }));

    LlmException failure = stage.failure();

    assertThat(failure.kind()).isEqualTo(ErrorKind.INTERCEPTOR);
    assertThat(failure).hasMessageContaining("link 'thrower'");
    assertThat(failure.getCause()).hasRootCauseInstanceOf(LlmException.class);
    assertThat(diary.entries())
        .containsExactly("inner: failed OVERLOADED", "outer: failed INTERCEPTOR");
  }

  @Test
  void mayThrowATypedErrorOfItsOwn() {
    LlmException refusal = LlmException.of(ErrorKind.BLOCKED, "not today").build();
    stage.use(
        diary.link("outer", Slot.PROMPT),
        TestLink.in(
            Slot.GUARD,
            chain -> {
              throw refusal;
            }));

    LlmException failure = stage.failure();

    assertThat(failure.kind()).isEqualTo(ErrorKind.BLOCKED);
    assertThat(failure.callId()).isNotNull();
    assertThat(diary.entries()).containsExactly("outer: failed BLOCKED");
  }

  @Test
  void leavesTheClientUsable() {
    stage.fake.always("blue");
    boolean[] thrown = {false};
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              if (!thrown[0]) {
                thrown[0] = true;
                throw new IllegalStateException("once");
              }
              return chain.proceed(chain.request());
            }));
    stage.failure();

    assertThat(stage.ask().text()).isEqualTo("blue");
  }
}
