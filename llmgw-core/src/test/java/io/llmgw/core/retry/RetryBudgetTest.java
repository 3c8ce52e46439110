package io.llmgw.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.route.ModelRef;
import io.llmgw.test.Fault;
import io.llmgw.test.Races;
import io.llmgw.test.VirtualTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
  private static final int RESERVE = 10;

  private final VirtualTime time = VirtualTime.create();
  private final RetryBudget budget = new RetryBudget(time.nanos());

  @Test
  @Fault("F100")
  void aMinuteOfFailuresAtAThousandCallsPerSecondIsAFifthMore() {
    int calls = 60_000;
    int repeats = 0;
    for (int i = 0; i < calls; i++) {
      budget.earn(time.nanos());
      for (int repeat = 0; repeat < 2 && budget.spend(1, time.nanos()); repeat++) {
        repeats++;
      }
      time.advance(Duration.ofMillis(1));
    }

    assertThat(repeats).isLessThanOrEqualTo(calls / 5 + 60 + RESERVE);
    assertThat(repeats).isGreaterThan(calls / 6);
  }

  @Test
  void aQuietTargetHasARepeatPerSecond() {
    drain();

    time.advance(Duration.ofSeconds(1));

    assertThat(drain()).isZero(); // what is earned fades a little
    time.advance(Duration.ofMillis(1_100));
    assertThat(drain()).isEqualTo(1);
    time.advance(Duration.ofHours(1));
    assertThat(drain()).isLessThanOrEqualTo(RESERVE).isGreaterThanOrEqualTo(RESERVE - 1);
  }

  @Test
  void whatBusyTimesHaveEarnedFades() {
    for (int i = 0; i < 1_000; i++) {
      budget.earn(time.nanos());
    }
    time.advance(Duration.ofMinutes(2));

    assertThat(drain()).isLessThanOrEqualTo(RESERVE);
  }

  @Test
  void whatACallEarnsDoesNotFadeBeforeItIsEarned() {
    time.advance(Duration.ofMinutes(2));

    for (int i = 0; i < 6; i++) {
      budget.earn(time.nanos());
    }

    assertThat(budget.spend(RESERVE + 1, time.nanos())).isTrue();
  }

  @Test
  void aDearRepeatTakesAllOrNothing() {
    assertThat(budget.spend(8, time.nanos())).isTrue();
    assertThat(budget.spend(3, time.nanos())).isFalse();
    assertThat(budget.spend(2, time.nanos())).isTrue();
    assertThat(budget.spend(1, time.nanos())).isFalse();
  }

  @Test
  void noRepeatIsPaidTwice() {
    Races.repeat(
        repeat -> {
          RetryBudget shared = new RetryBudget(0);
          AtomicInteger spent = new AtomicInteger();
          Races.Action spender =
              () -> {
                while (shared.spend(1, 0)) {
                  spent.incrementAndGet();
                }
              };
          Races.together(spender, spender, spender, spender);

          assertThat(spent).hasValue(RESERVE);
        });
  }

  @Test
  void namesThatNobodyAsksAnyMoreMakeRoomForOthers() {
    RetryBudgets budgets = new RetryBudgets(time);
    for (int i = 0; i < 1_000; i++) {
      budgets.of(new ModelRef("fake", "m" + i)).spend(5, time.nanos());
    }
    RetryBudget shared = budgets.of(new ModelRef("fake", "x"));
    assertThat(budgets.of(new ModelRef("fake", "y"))).isSameAs(shared);

    time.advance(Duration.ofMinutes(2));

    assertThat(budgets.of(new ModelRef("fake", "x"))).isNotSameAs(shared);
    assertThat(budgets.of(new ModelRef("fake", "y"))).isNotSameAs(shared);
  }

  private int drain() {
    int spent = 0;
    while (budget.spend(1, time.nanos())) {
      spent++;
    }
    return spent;
  }
}
