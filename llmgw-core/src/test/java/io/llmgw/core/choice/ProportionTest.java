package io.llmgw.core.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.test.Fault;
import org.junit.jupiter.api.Test;

/** Chance and keys alike keep to the weights: 100,000 picks in five rows each. */
class ProportionTest {
  private static final int ROWS = 5;
  private static final int PICKS = 20_000;
  private static final int[] WEIGHTS = {70, 20, 10};

  /** Exceeded once in a hundred times by weights that are kept: 10 degrees of freedom. */
  private static final double MOST_SUM = 23.21;

  @Test
  @Fault("F110")
  void chanceKeepsToTheWeights() {
    double sum = 0;
    for (int row = 1; row <= ROWS; row++) {
      Three members = new Three(Chance.of((long) row), WEIGHTS);
      int[] counts = new int[WEIGHTS.length];
      for (int i = 0; i < PICKS; i++) {
        counts[Choices.BY_WEIGHT.choose(members)]++;
      }
      sum += chiSquare(counts);
    }

    assertThat(sum).isLessThan(MOST_SUM);
  }

  @Test
  void keysKeepToTheWeights() {
    Three members = new Three(Chance.REAL, WEIGHTS);
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      int[] counts = new int[WEIGHTS.length];
      for (int i = 0; i < PICKS; i++) {
        members.stickyBy("user-" + row + "-" + i);
        counts[Choices.BY_KEY.choose(members)]++;
      }
      sum += chiSquare(counts);
    }

    assertThat(sum).isLessThan(MOST_SUM);
  }

  @Test
  void whereAMemberIsTakenOutItsKeysAloneMove() {
    Three all = new Three(Chance.REAL, 1, 1, 1);
    Three without = new Three(Chance.REAL, 1, 1);
    int moved = 0;
    for (int i = 0; i < PICKS; i++) {
      all.stickyBy("user-" + i);
      without.stickyBy("user-" + i);
      int before = Choices.BY_KEY.choose(all);
      int after = Choices.BY_KEY.choose(without);
      moved += before == after ? 0 : 1;
      assertThat(before == after || before == 2).as("only those of c move").isTrue();
    }

    assertThat(moved).isBetween(PICKS / 3 - 300, PICKS / 3 + 300);
  }

  private static double chiSquare(int[] counts) {
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      double expected = WEIGHTS[i] / 100.0 * PICKS;
      sum += (counts[i] - expected) * (counts[i] - expected) / expected;
    }
    return sum;
  }
}
