package io.llmgw.core.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.route.ModelRef;
import io.llmgw.core.choice.Chance;
import io.llmgw.core.observe.Events;
import io.llmgw.test.Fault;
import io.llmgw.test.Races;
import io.llmgw.test.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is known of targets, and for how long. */
class TargetStatesTest {
  private static final ModelRef MODEL = ModelRef.parse("fake/model");
  private static final Duration DECAY = Duration.ofSeconds(10);

  private final VirtualTime time = VirtualTime.create();
  private final TargetStates states = new TargetStates(time, Chance.of(1L), Events.NONE);

  private void firstToken(int millis) {
    states.of(MODEL).firstToken(Duration.ofMillis(millis).toNanos(), time.nanos());
  }

  @Test
  void nothingIsKnownOfATargetThatNobodyHasCalled() {
    assertThat(states.speed(MODEL).firstTokenMillis()).isNaN();
    assertThat(states.speed(MODEL).millisPerToken()).isNaN();
    assertThat(states.usedTokens(MODEL)).isZero();
    assertThat(states.inFlight(MODEL)).isZero();
    assertThat(states.known(MODEL)).isNull();
  }

  @Test
  @Fault("F109")
  void aPeakCountsAtOnceAndFadesInItsDecayTime() {
    firstToken(100);
    firstToken(1_000);
    assertThat(states.speed(MODEL).firstTokenMillis()).isEqualTo(1_000);

    time.advance(DECAY);
    assertThat(states.speed(MODEL).firstTokenMillis()).isCloseTo(1_000 / Math.E, within(1.0));

    firstToken(100);
    assertThat(states.speed(MODEL).firstTokenMillis()).isCloseTo(100 + 900 / Math.E, within(1.0));
    time.advance(DECAY.multipliedBy(2));
    firstToken(100);
    assertThat(states.speed(MODEL).firstTokenMillis()).isLessThan(150);
  }

  @Test
  void aWholeAnswerIsMeasuredByItsLengthAndTellsOfFirstTokensOnlyWhereNoStreamDoes() {
    TargetState state = states.of(MODEL);

    state.whole(Duration.ofSeconds(2).toNanos(), 200, time.nanos());
    assertThat(states.speed(MODEL).millisPerToken()).isEqualTo(10);
    assertThat(states.speed(MODEL).firstTokenMillis()).isEqualTo(10);

    firstToken(300);
    state.whole(Duration.ofSeconds(90).toNanos(), 200, time.nanos());
    assertThat(states.speed(MODEL).firstTokenMillis()).isEqualTo(300);
  }

  @Test
  void theRestOfAStreamIsMeasuredPerTokenAfterTheFirst() {
    states.of(MODEL).rest(Duration.ofSeconds(1).toNanos(), 101, time.nanos());

    assertThat(states.speed(MODEL).millisPerToken()).isEqualTo(10);
  }

  @Test
  void whoIsAskedInVainIsAskedAgainAfterADecayTimeHoweverOftenItIsMeanwhile() {
    TargetState state = states.of(MODEL);
    state.toldNothing(time.nanos());
    assertThat(states.speed(MODEL).askedInVain()).isTrue();

    time.advance(DECAY.minusMillis(1));
    state.leftAfter(Duration.ofMillis(1).toNanos(), Delivery.STREAMED, time.nanos());
    assertThat(states.speed(MODEL).askedInVain()).isTrue();
    time.advance(Duration.ofMillis(1));
    assertThat(states.speed(MODEL).askedInVain()).isFalse();

    state.toldNothing(time.nanos());
    firstToken(100);
    assertThat(states.speed(MODEL).askedInVain()).isFalse();
    time.advance(DECAY.minusMillis(1));
    assertThat(states.speed(MODEL).firstTokenMillis()).as("fades").isLessThan(37);
  }

  @Test
  void aRefusalTakesNothingFromWhatIsKnownOfLate() {
    firstToken(100);
    time.advance(DECAY.minusMillis(1));
    states.of(MODEL).toldNothing(time.nanos());

    assertThat(states.speed(MODEL).askedInVain()).isFalse();
    assertThat(states.speed(MODEL).firstTokenMillis()).isEqualTo(100);
    time.advance(Duration.ofMillis(1));
    assertThat(states.speed(MODEL).askedInVain()).isTrue();
  }

  @Test
  void whoIsLeftLaterThanItsFirstTokenWasExpectedIsSlower() {
    firstToken(100);
    states.of(MODEL).leftAfter(Duration.ofMillis(100).toNanos(), Delivery.STREAMED, time.nanos());
    assertThat(states.speed(MODEL).askedInVain()).isFalse();

    states.of(MODEL).leftAfter(Duration.ofMillis(101).toNanos(), Delivery.STREAMED, time.nanos());
    assertThat(states.speed(MODEL).askedInVain()).isTrue();

    firstToken(300);
    states.of(MODEL).toldNothing(time.nanos());
    assertThat(states.speed(MODEL).askedInVain()).isFalse();
  }

  @Test
  void useAddsUpAndFadesWithinMinutes() {
    states.of(MODEL).used(1_000, time.nanos());
    states.of(MODEL).used(500, time.nanos());
    assertThat(states.usedTokens(MODEL)).isEqualTo(1_500);

    time.advance(Duration.ofMinutes(1));

    assertThat(states.usedTokens(MODEL)).isCloseTo(1_500 / Math.E, within(1.0));
  }

  @Test
  void nothingIsLostWhenManyUseItAtOnce() {
    Races.repeat(
        repeat -> {
          TargetState state =
              new TargetState(
                  new KeyRests(),
                  Chance.REAL,
                  new TargetEvents(ModelRef.parse("a/m"), Events.NONE),
                  new Easing(),
                  0);
          Races.Action use =
              () -> {
                for (int i = 0; i < 100; i++) {
                  state.used(10, 0);
                }
              };

          Races.together(use, use, use, use);

          assertThat(state.usedTokens(0)).isEqualTo(4_000);
        });
  }

  private void configured(Set<ModelRef> before, Set<ModelRef> now) {
    states.reconfigured(before, () -> now);
  }

  private static void rest(TargetState state, ErrorKind kind, ApiKey key, int began) {
    LlmException error = LlmException.of(kind, "refused").build();
    state.rest(error, Reactions.standard().of(kind), key, began, 0);
  }

  @Test
  void anotherConfigurationEndsWhatWasToRestForGoodAndNothingElse() {
    ApiKey gone = ApiKey.of("a", "secret");
    ApiKey revoked = ApiKey.of("b", "secret");
    TargetState state = states.of(MODEL);
    rest(state, ErrorKind.MODEL_NOT_FOUND, gone, state.configurations());
    rest(state, ErrorKind.AUTH, revoked, state.configurations());
    assertThat(state.resting(List.of(gone), 0)).isNotNull();

    configured(Set.of(MODEL), Set.of(MODEL));

    assertThat(state.resting(List.of(gone), 0)).isNull();
    assertThat(state.resting(List.of(revoked), 0)).isNotNull();
  }

  @Test
  void whatAnAttemptOfTheConfigurationBeforeMetIsNotForGoodInTheNext() {
    ApiKey key = ApiKey.of("a", "secret");
    TargetState state = states.of(MODEL);
    int began = state.configurations();
    configured(Set.of(MODEL), Set.of(MODEL));

    rest(state, ErrorKind.MODEL_NOT_FOUND, key, began);
    assertThat(state.resting(List.of(key), 0)).isNull();

    rest(state, ErrorKind.MODEL_NOT_FOUND, key, state.configurations());
    assertThat(state.resting(List.of(key), 0)).isNotNull();
  }

  @Test
  void targetsThatLeaveAreForgottenWhenNobodyIsThere() {
    ModelRef named = ModelRef.parse("fake/named-by-callers");
    ModelRef busy = ModelRef.parse("fake/busy");
    states.of(MODEL);
    states.of(named);
    states.of(busy).enter();

    configured(Set.of(MODEL, busy), Set.of());

    assertThat(states.known(MODEL)).isNull();
    assertThat(states.known(named)).isNotNull();
    assertThat(states.known(busy)).isNotNull();

    states.of(busy).leave(0);
    configured(Set.of(), Set.of());

    assertThat(states.known(busy)).isNull();
    assertThat(states.known(named)).isNotNull();
  }

  @Test
  @Fault("I15")
  void whatRestsAtATargetThatLeavesRestsOnWhereItComesBack() {
    ApiKey key = ApiKey.of("a", "secret");
    ModelRef other = ModelRef.parse("fake/other");
    LlmException later =
        LlmException.of(ErrorKind.OVERLOADED, "later").retryAfter(Duration.ofSeconds(40)).build();
    states.of(MODEL).rest(later, Reactions.standard().of(later.kind()), key, 0, 0);
    rest(states.of(other), ErrorKind.PERMISSION, key, 0);
    Set<ModelRef> both = Set.of(MODEL, other);

    configured(both, Set.of());
    configured(Set.of(), both);

    assertThat(states.of(MODEL).resting(List.of(key), 0)).isNotNull();
    assertThat(states.of(other).resting(List.of(key), 0)).isNotNull();
    time.advance(Duration.ofHours(1));
    configured(both, Set.of());
    assertThat(states.known(MODEL)).isNull();
    assertThat(states.known(other)).isNull();
  }

  @Test
  void aTargetThatComesBackIsKept() {
    states.of(MODEL).enter();
    configured(Set.of(MODEL), Set.of());
    configured(Set.of(), Set.of(MODEL));
    states.of(MODEL).leave(0);

    configured(Set.of(MODEL), Set.of(MODEL));

    assertThat(states.known(MODEL)).isNotNull();
  }

  @Test
  void whatIsKnownOfTargetsThatNobodyAsksAnyMoreMakesRoom() {
    for (int i = 0; i < 1_000; i++) {
      answered(new ModelRef("fake", "old-" + i));
    }
    time.advance(Duration.ofMinutes(30));
    answered(MODEL);
    assertThat(states.known(MODEL)).isNull();

    time.advance(Duration.ofMinutes(30));
    answered(MODEL);

    assertThat(states.known(MODEL)).isNotNull();
    assertThat(states.known(new ModelRef("fake", "old-0"))).isNull();
  }

  private void answered(ModelRef model) {
    TargetState state = states.of(model);
    state.enter();
    state.whole(1, 1, time.nanos());
    state.leave(time.nanos());
  }

  @Test
  void namesThatNeverHadAnAnswerMakeRoomForOthers() {
    states.of(MODEL).whole(1, 1, 0);
    for (int i = 0; i < 5_000; i++) {
      states.of(new ModelRef("fake", "typo-" + i));
    }

    assertThat(states.known(MODEL)).isNotNull();
    assertThat(states.known(new ModelRef("fake", "typo-4999"))).isNotNull();
    assertThat(states.known(new ModelRef("fake", "typo-0"))).isNull();
  }
}
