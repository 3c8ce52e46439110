package io.llmgw.core.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.price.UnknownPrice;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.Strategy;
import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.core.account.Accounting;
import io.llmgw.core.account.ExpectedCost;
import io.llmgw.test.Fault;
import io.llmgw.test.VirtualTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What statistics say decides, and those of whom they say nothing get one call at a time. */
class StatisticsChoiceTest {
  private final Known known = new Known();
  private final Chance chance = Chance.of(20261125L);

  @Test
  void theFewestInFlightAreChosenAndEqualsByChance() {
    known.inFlight.putAll(Map.of("a", 2, "b", 1, "c", 1));

    Map<String, Integer> counts = counted(Strategy.leastInFlight());

    assertThat(counts).doesNotContainKey("a");
    assertThat(counts.get("b")).isBetween(4_700, 5_300);
  }

  @Test
  void threeEqualsGetTheSame() {
    Map<String, Integer> counts = counted(Strategy.leastInFlight());

    assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(3_100, 3_600));
  }

  @Test
  void theLeastUsedIsChosen() {
    known.used.putAll(Map.of("a", 100.0, "b", 50.0, "c", 75.0));

    assertThat(counted(Strategy.leastUsed())).containsOnlyKeys("b");
  }

  @Test
  void theSlowestOfThreeIsNeverTheFasterOfTwo() {
    known.firstToken.putAll(Map.of("a", 200.0, "b", 250.0, "c", 2_000.0));

    Map<String, Integer> counts = counted(Strategy.fastest());

    assertThat(counts).containsOnlyKeys("a", "b");
    assertThat(counts.get("a")).as("of 10,000, two thirds are expected").isBetween(6_400, 6_900);
  }

  @Test
  void timePerTokenCountsToo() {
    known.firstToken.putAll(Map.of("a", 200.0, "b", 300.0, "c", 400.0));
    known.perToken.putAll(Map.of("a", 50.0, "b", 10.0, "c", 10.0));

    assertThat(counted(Strategy.fastest())).containsOnlyKeys("b", "c");
  }

  @Test
  @Fault("F108")
  void whoIsUnknownIsPreferredUntilOneCallIsUnderWay() {
    known.firstToken.putAll(Map.of("a", 200.0, "b", 250.0));

    Map<String, Integer> before = counted(Strategy.fastest());
    known.inFlight.put("c", 1);
    Map<String, Integer> during = counted(Strategy.fastest());

    assertThat(before.get("c")).isBetween(6_400, 6_900);
    assertThat(during).doesNotContainKey("c");
  }

  @Test
  void whoWasAskedInVainComesLastButIsNotLeftOut() {
    known.firstToken.putAll(Map.of("a", 200.0, "b", 250.0, "c", 100.0));
    known.inVain.add("c");
    assertThat(counted(Strategy.fastest())).containsOnlyKeys("a", "b");

    known.inVain.addAll(Set.of("a", "b"));
    assertThat(counted(Strategy.fastest())).containsOnlyKeys("a", "b", "c");
  }

  private Map<String, Integer> counted(Strategy strategy) {
    Accounting accounting =
        new Accounting(
            ModelCatalog.empty(),
            UnknownPrice.ALLOW,
            TokenEstimator.create(),
            VirtualTime.create());
    Choice choice = new Choices(new ExpectedCost(accounting), known).of(strategy);
    Members members = new Three(chance, 1, 1, 1);
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < 10_000; i++) {
      counts.merge(Three.TARGETS.get(choice.choose(members)).model(), 1, Integer::sum);
    }
    return counts;
  }

  private static final class Known implements TargetStatistics {
    private final Map<String, Integer> inFlight = new HashMap<>();
    private final Map<String, Double> used = new HashMap<>();
    private final Map<String, Double> firstToken = new HashMap<>();
    private final Map<String, Double> perToken = new HashMap<>();
    private final Set<String> inVain = new HashSet<>();

    @Override
    public int inFlight(ModelRef model) {
      return inFlight.getOrDefault(model.model(), 0);
    }

    @Override
    public double usedTokens(ModelRef model) {
      return used.getOrDefault(model.model(), 0.0);
    }

    @Override
    public Speed speed(ModelRef model) {
      return new Speed(
          firstToken.getOrDefault(model.model(), Double.NaN),
          perToken.getOrDefault(model.model(), Double.NaN),
          inVain.contains(model.model()));
    }
  }
}
