package io.llmgw.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RacesTest {
  @Test
  void runsTheScenarioAsOftenAsToldByTheProperty() {
    AtomicInteger runs = new AtomicInteger();

    Races.repeat(repeat -> assertThat(runs.incrementAndGet()).isEqualTo(repeat));

    assertThat(runs).hasValue(Races.repeats());
  }

  @Test
  void namesTheRepeatThatFails() {
    assertThatThrownBy(() -> Races.repeat(repeat -> assertThat(repeat).isLessThan(2)))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(Races.repeats() == 1 ? "no" : "repeat 2 of ");
  }

  @Test
  void startsAllActionsTogether() {
    AtomicInteger inside = new AtomicInteger();

    Races.together(() -> meet(inside, 3), () -> meet(inside, 3), () -> meet(inside, 3));

    assertThat(inside).hasValue(3);
  }

  @Test
  void failsWithWhatAnActionThrows() {
    assertThatThrownBy(
            () ->
                Races.together(
                    () -> {},
                    () -> {
                      throw new java.io.IOException("broken");
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("action 2")
        .hasRootCauseMessage("broken");
  }

  private static void meet(AtomicInteger inside, int all) {
    inside.incrementAndGet();
    Patience.until("everybody to be inside", () -> inside.get() == all);
  }
}
