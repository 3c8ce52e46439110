package io.llmgw.core.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.test.Fault;
import io.llmgw.test.Races;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When a breaker opens, for how long, and whom it lets through. */
class TargetBreakerTest {
  private static final Duration FIRST = Duration.ofSeconds(5);

  private long now;
  private final TargetBreaker breaker = new TargetBreaker(0);

  private long enter() {
    return breaker.enter(now, "call", null);
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      breaker.failed(enter(), now);
    }
  }

  private void succeed(int times) {
    for (int i = 0; i < times; i++) {
      breaker.succeeded(enter(), now);
    }
  }

  private void failEveryOther(int times) {
    for (int i = 0; i < times; i++) {
      fail(1);
      succeed(1);
    }
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private boolean isShut() {
    return breaker.shut(now, null) != null;
  }

  @Test
  @Fault("F104")
  void itTakesFiveFailuresInARow() {
    fail(4);
    succeed(1);
    fail(4);
    assertThat(isShut()).isFalse();

    fail(1);

    assertThat(isShut()).isTrue();
    assertThat(enter()).isEqualTo(TargetBreaker.REFUSED);
  }

  @Test
  void orTenAmongTheLastTwenty() {
    failEveryOther(9);
    assertThat(isShut()).isFalse();

    fail(1);

    assertThat(breaker.shut(now, null)).extracting(Shut::byRate).isEqualTo(true);
  }

  /** A failure comes at once, an answer takes seconds: the first news of a busy target are bad. */
  @Test
  void failuresThatComeBeforeTheAnswersToOthersOpenNothing() {
    List<Long> answering = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      fail(1);
      for (int j = 0; j < 9; j++) {
        answering.add(enter());
      }
    }
    assertThat(isShut()).isFalse();

    answering.forEach(permit -> breaker.succeeded(permit, now));
    fail(4);

    assertThat(isShut()).isFalse();
  }

  @Test
  @Fault("F104")
  void halfOfThoseThatBeganOneAfterTheOtherDo() {
    for (int i = 0; i < 4; i++) {
      fail(1);
      enter();
    }
    assertThat(isShut()).isFalse();

    fail(1);

    assertThat(isShut()).isTrue();
  }

  @Test
  void fiveOfTenAreHalfAndFiveOfElevenAreNot() {
    for (int more = 1; more <= 2; more++) {
      TargetBreaker one = new TargetBreaker(0);
      for (int i = 0; i < 4; i++) {
        one.failed(one.enter(0, "call", null), 0);
        one.enter(0, "call", null);
      }
      for (int i = 0; i < more; i++) {
        one.enter(0, "call", null);
      }

      one.failed(one.enter(0, "call", null), 0);

      assertThat(one.isClosed()).as("%d calls", 9 + more).isEqualTo(more == 2);
    }
  }

  @Test
  void soDoFailuresThatCameLateAmongSomeThatComeAtOnce() {
    List<Long> hanging = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      if (i % 5 == 0) {
        fail(1);
      } else {
        hanging.add(enter());
      }
    }
    assertThat(isShut()).isFalse();

    for (int i = 0; i < 8; i++) {
      breaker.failed(hanging.get(i), now);
    }

    assertThat(isShut()).isTrue();
  }

  /** Five in a row, or ten of the last twenty, whatever came before: nobody is more patient. */
  @Test
  void whereNoCallsOverlapOrderMakesNoDifference() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      double share = seed / 200.0; // the first number of near seeds is about the same
      TargetBreaker one = new TargetBreaker(0);
      Deque<Boolean> last = new ArrayDeque<>();
      int inARow = 0;
      for (int call = 0; call < 200 && one.isClosed(); call++) {
        boolean fails = random.nextDouble() < share;
        long permit = one.enter(0, "call", null);
        inARow = fails ? inARow + 1 : 0;
        last.add(fails);
        if (last.size() > 20) {
          last.remove();
        }
        if (fails) {
          one.failed(permit, 0);
        } else {
          one.succeeded(permit, 0);
        }
        boolean opens = inARow >= 5 || last.stream().filter(each -> each).count() >= 10;
        assertThat(one.isClosed()).as("seed %d, call %d", seed, call).isEqualTo(!opens);
      }
    }
  }

  @Test
  void aRareFailureDoesNot() {
    for (int i = 0; i < 200; i++) {
      succeed(2);
      fail(1);
    }

    assertThat(isShut()).isFalse();
  }

  @Test
  void whomTheRateRuleAloneKeepsOutPassesWhereNobodyElseIs() {
    failEveryOther(9);
    fail(1);

    assertThat(isShut()).isTrue();
    assertThat(enter())
        .isNotEqualTo(TargetBreaker.REFUSED)
        .as("no probe")
        .matches(permit -> !TargetBreaker.isOfProbe(permit));

    fail(5);

    assertThat(breaker.shut(now, null)).extracting(Shut::byRate).isEqualTo(false);
    assertThat(enter()).isEqualTo(TargetBreaker.REFUSED);
  }

  @Test
  void itStaysOpenTwiceAsLongEachTimeUpToFiveMinutes() {
    fail(5);
    long expected = FIRST.toNanos();
    for (int i = 0; i < 9; i++) {
      Shut shut = breaker.shut(now, null);
      assertThat(shut).isNotNull();
      assertThat(shut.nanosLeft(now)).isEqualTo(Math.min(expected, 300_000_000_000L));
      now += shut.nanosLeft(now) - 1;
      assertThat(enter()).isEqualTo(TargetBreaker.REFUSED);
      now++;
      fail(1);
      expected *= 2;
    }
  }

  @Test
  void aProbeThatIsAnsweredWellClosesIt() {
    fail(5);
    pass(FIRST);

    long probe = enter();
    assertThat(enter()).isEqualTo(TargetBreaker.REFUSED);
    breaker.succeeded(probe, now);

    assertThat(isShut()).isFalse();
    fail(4);
    assertThat(isShut()).as("what was before is forgotten").isFalse();
  }

  @Test
  void afterAQuietTimeItBeginsAnew() {
    fail(5);
    pass(FIRST);
    fail(1);
    pass(FIRST.multipliedBy(2));
    succeed(1);
    pass(Duration.ofMinutes(5));

    fail(5);

    assertThat(breaker.shut(now, null).nanosLeft(now)).isEqualTo(FIRST.toNanos());
  }

  @Test
  void oneThatFailsSoonAgainGoesOnFromThere() {
    pass(Duration.ofMinutes(4));
    fail(5);
    pass(FIRST);
    succeed(1);
    pass(Duration.ofMinutes(5).minusNanos(1));

    fail(5);

    assertThat(breaker.shut(now, null).nanosLeft(now)).isEqualTo(2 * FIRST.toNanos());
  }

  @Test
  void failuresOfLongAgoDoNotCount() {
    fail(4);
    pass(Duration.ofMinutes(5));

    fail(1);

    assertThat(isShut()).isFalse();
  }

  @Test
  void norDoThoseOfLongAgoCountAmongTheLastTwenty() {
    failEveryOther(9);
    pass(Duration.ofMinutes(5));

    fail(1);

    assertThat(isShut()).isFalse();
  }

  @Test
  void aTimeWithoutFailuresIsNoQuietTime() {
    failEveryOther(9);
    pass(Duration.ofMinutes(3));
    succeed(1);
    pass(Duration.ofMinutes(3));

    fail(1);

    assertThat(isShut()).as("ten of the last twenty calls have failed").isTrue();
  }

  @Test
  void aProbeThatFailsLeavesOpenWhatTheRateRuleHasOpened() {
    failEveryOther(9);
    fail(1);
    pass(FIRST);

    fail(1);

    assertThat(isOpenByRate()).isTrue();
  }

  @Test
  void failuresFromBeforeTheRateRuleHasOpenedItAreForgotten() {
    failEveryOther(6);
    fail(4);
    assertThat(isOpenByRate()).isTrue();

    fail(4);
    assertThat(isOpenByRate()).as("eight in a row, four of them since").isTrue();

    fail(1);
    assertThat(isOpenByRate()).as("five in a row since").isFalse();
    assertThat(isShut()).isTrue();
  }

  @Test
  void soAreThoseFromBeforeItCloses() {
    failEveryOther(9);
    fail(1);
    pass(FIRST);
    long probe = enter();
    fail(4);

    breaker.succeeded(probe, now);
    fail(1);

    assertThat(isShut()).isFalse();
  }

  @Test
  void aProbeOfTheRateRuleSaysNothingOnceFiveInARowHaveFailed() {
    failEveryOther(9);
    fail(1);
    pass(FIRST);
    long probe = enter();
    fail(5);

    breaker.succeeded(probe, now);

    assertThat(isShut()).isTrue();
    assertThat(isOpenByRate()).isFalse();
  }

  private boolean isOpenByRate() {
    Shut shut = breaker.shut();
    return shut != null && shut.byRate();
  }

  @Test
  @Fault("F105")
  void mistakesOfCallersNeitherOpenItNorMakeFailuresForgotten() {
    fail(4);
    for (int i = 0; i < 100; i++) {
      breaker.answered(enter(), now);
    }
    assertThat(isShut()).isFalse();

    fail(1);
    assertThat(isShut()).isTrue();
    pass(FIRST);

    breaker.answered(enter(), now);

    assertThat(isShut()).as("a probe that was answered").isFalse();
  }

  @Test
  @Fault("F103")
  void aProbeThatNeverReportsIsGivenUpAfterHalfAMinute() {
    fail(5);
    pass(FIRST);
    long lost = enter();
    pass(Duration.ofSeconds(30).minusNanos(1));
    assertThat(enter()).isEqualTo(TargetBreaker.REFUSED);
    pass(Duration.ofNanos(1));

    long next = enter();

    assertThat(next).isNotEqualTo(TargetBreaker.REFUSED);
    breaker.failed(lost, now);
    breaker.released(lost);
    assertThat(enter()).as("its failure comes too late").isEqualTo(TargetBreaker.REFUSED);
    breaker.succeeded(next, now);
    assertThat(isShut()).isFalse();
  }

  @Test
  @Fault("F103")
  void anAnswerThatTakesLongerThanTheLeaseOfItsProbeClosesItAsWell() {
    fail(5);
    pass(FIRST);
    long slow = enter();
    pass(Duration.ofSeconds(30));
    long next = enter();
    pass(Duration.ofSeconds(10));

    breaker.succeeded(slow, now);

    assertThat(isShut()).isFalse();
    breaker.failed(next, now);
    assertThat(isShut()).as("the other one is from before it closed").isFalse();
  }

  @Test
  void soDoesAnAnswerThatIsNoSuccess() {
    fail(5);
    pass(FIRST);
    long slow = enter();
    pass(Duration.ofSeconds(30));
    breaker.released(enter());

    breaker.answered(slow, now);

    assertThat(isShut()).isFalse();
  }

  @Test
  void notOneThatIsFromBeforeAnotherProbeHasFailed() {
    fail(5);
    pass(FIRST);
    List<Long> lost = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      lost.add(enter());
      pass(Duration.ofSeconds(30));
    }
    breaker.failed(enter(), now);

    lost.forEach(probe -> breaker.succeeded(probe, now));
    lost.forEach(probe -> breaker.answered(probe, now));

    assertThat(isShut()).isTrue();
    assertThat(lost).allMatch(TargetBreaker::isOfProbe);
  }

  @Test
  void aProbeThatSaysNothingMakesRoomForTheNext() {
    fail(5);
    pass(FIRST);

    breaker.released(enter());

    assertThat(enter()).matches(TargetBreaker::isOfProbe);
    assertThat(enter()).as("it is not closed").isEqualTo(TargetBreaker.REFUSED);
  }

  @Test
  void callsFromBeforeItOpenedSayNothing() {
    long early = enter();
    fail(5);

    breaker.succeeded(early, now);
    assertThat(isShut()).isTrue();
    pass(FIRST);
    breaker.failed(early, now);

    assertThat(isShut()).as("a probe is due").isFalse();
  }

  @Test
  void norDoTheyOnceItIsClosedAgain() {
    List<Long> early = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      early.add(enter());
    }
    fail(5);
    pass(FIRST);
    succeed(1);

    early.forEach(permit -> breaker.failed(permit, now));

    assertThat(isShut()).isFalse();
  }

  @Test
  void aPartOfTheProbePassesUnderItsPermit() {
    fail(5);
    pass(FIRST);
    long probe = breaker.enter(now, "parent", null);

    assertThat(breaker.shut(now, "parent")).isNull();
    long part = breaker.enter(now, "child", "parent");
    assertThat(part).isNotEqualTo(TargetBreaker.REFUSED);
    breaker.failed(part, now);

    breaker.succeeded(probe, now);
    assertThat(isShut()).isFalse();
  }

  @Test
  @Fault({"F102", "I14"})
  void ofManyThatComeAsItExpiresOneIsTheProbe() {
    Races.repeat(
        repeat -> {
          TargetBreaker raced = new TargetBreaker(0);
          for (int i = 0; i < 5; i++) {
            raced.failed(raced.enter(0, "call", null), 0);
          }
          AtomicInteger probes = new AtomicInteger();
          Races.Action[] calls = new Races.Action[32];
          for (int i = 0; i < calls.length; i++) {
            calls[i] =
                () -> {
                  if (raced.enter(FIRST.toNanos(), "call", null) != TargetBreaker.REFUSED) {
                    probes.incrementAndGet();
                  }
                };
          }

          Races.together(calls);

          assertThat(probes).hasValue(1);
        });
  }
}
