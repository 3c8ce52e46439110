package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a share of false hits says of all hits to come. */
class SemanticReportTest {
  private static SemanticReport of(long compared, long different) {
    return new SemanticReport("default", compared, compared, Map.of(), compared, different);
  }

  @Test
  void nothingIsSaidOfWhatWasNotCompared() {
    assertThat(of(0, 0).falseHitRate()).isEmpty();
    assertThat(of(0, 0).falseHitRateAtMost()).isEmpty();
  }

  @Test
  void noFalseHitAmongFewSaysLittle() {
    assertThat(of(1, 0).falseHitRateAtMost().orElseThrow()).isGreaterThan(0.9);
    assertThat(of(30, 0).falseHitRateAtMost().orElseThrow()).isBetween(0.094, 0.096);
    assertThat(of(300, 0).falseHitRateAtMost().orElseThrow()).isBetween(0.0099, 0.01);
    assertThat(of(10, 10).falseHitRateAtMost()).hasValue(1);
    assertThat(of(1_000_000, 10_000).falseHitRateAtMost().orElseThrow()).isBetween(0.01, 0.0103);
  }

  @Test
  void whereTheRateIsAtTheBoundSoFewFalseHitsAreSeenInOneOfTwentyCasesAtMost() {
    for (int compared : new int[] {1, 2, 5, 10, 50, 200, 1_000}) {
      for (int different = 0; different < compared; different += 1 + compared / 25) {
        double bound = of(compared, different).falseHitRateAtMost().orElseThrow();

        assertThat(bound).isGreaterThan((double) different / compared).isLessThanOrEqualTo(1);
        assertThat(chanceOfAtMost(different, compared, bound))
            .as("%s of %s", different, compared)
            .isLessThanOrEqualTo(0.050001);
      }
    }
  }

  private static double chanceOfAtMost(int different, int compared, double rate) {
    if (rate >= 1) {
      return 0;
    }
    double chance = 0;
    double ways = 0;
    for (int i = 0; i <= different; i++) {
      chance += Math.exp(ways + i * Math.log(rate) + (compared - i) * Math.log1p(-rate));
      ways += Math.log((double) (compared - i) / (i + 1));
    }
    return chance;
  }
}
