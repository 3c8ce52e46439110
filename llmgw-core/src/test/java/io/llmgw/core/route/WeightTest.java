package io.llmgw.core.route;

import static io.llmgw.api.route.Route.ordered;
import static io.llmgw.api.route.Route.share;
import static io.llmgw.api.route.Route.weighted;
import static io.llmgw.core.route.RouteStage.A;
import static io.llmgw.core.route.RouteStage.B;
import static io.llmgw.core.route.RouteStage.C;
import static io.llmgw.core.route.RouteStage.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Routing;
import io.llmgw.api.route.Strategy;
import io.llmgw.test.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Chance keeps to the weights, and a seed repeats it. */
class WeightTest {
  private static final int CALLS = 2_000;

  // Exceeded once in a hundred times by weights that are kept, with 1 and 2 degrees of freedom.
  private static final double MOST_CHI_SQUARE_OF_TWO = 6.63;
  private static final double MOST_CHI_SQUARE_OF_THREE = 9.21;

  @RegisterExtension final RouteStage stage = new RouteStage().allAnswer();

  @Test
  @Fault("F110")
  void keepsToTheWeights() {
    stage.route(weighted(share(70, A), share(20, B), share(10, C)));
    stage.builder.routing(Routing.DEFAULT.seed(5));

    assertThat(chiSquare(counted(), Map.of("a", 0.7, "b", 0.2, "c", 0.1)))
        .isLessThan(MOST_CHI_SQUARE_OF_THREE);
  }

  @Test
  @Fault("F110")
  void aWeightOfZeroGetsNothing() {
    stage.route(weighted(share(70, A), share(0, B), share(30, C)));

    assertThat(counted()).doesNotContainKey("b");
  }

  @Test
  @Fault("F110")
  void aWeightOfZeroDoesNotEvenStandIn() {
    RouteStage down = new RouteStage();
    down.route(weighted(share(70, A), share(0, B)));
    down.a.always(script -> script.fail(ErrorKind.OVERLOADED));

    assertThat(down.failure().kind()).isEqualTo(ErrorKind.OVERLOADED);
    assertThat(down.b.received()).isZero();
    down.llm().close();
  }

  @Test
  void thePartOfOneThatIsDownGoesToTheOthersByTheirWeights() {
    RouteStage down = new RouteStage();
    down.route(weighted(share(50, A), share(40, B), share(10, C)));
    down.builder.routing(Routing.DEFAULT.seed(7));
    down.a.always(script -> script.fail(ErrorKind.OVERLOADED));
    down.b.always("b");
    down.c.always("c");

    assertThat(chiSquare(counted(down, CALLS), Map.of("b", 0.8, "c", 0.2)))
        .isLessThan(MOST_CHI_SQUARE_OF_TWO);
    down.llm().close();
  }

  @Test
  void aMemberThatIsARouteIsLeftOnlyWhenItGivesOut() {
    RouteStage down = new RouteStage();
    down.route(weighted(share(50, ordered(A, B)), share(50, C)));
    down.builder.routing(Routing.DEFAULT.seed(7));
    down.a.always(script -> script.fail(ErrorKind.LOCAL_RESOURCE));
    down.b.always("b");
    down.c.always("c");

    Set<List<String>> ways = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      ways.add(RouteStage.targets(down.ask().served().attempts()));
    }

    assertThat(ways).contains(List.of("c/m")).contains(List.of("a/m", "b/m"));
    assertThat(ways)
        .as("a call of the first member stays in it")
        .doesNotContain(List.of("a/m", "c/m"));
    down.llm().close();
  }

  @Test
  void aSeedRepeatsAllChoices() {
    Route route = weighted(share(1, A), share(1, B), share(1, C));

    assertThat(row(route, 5)).isEqualTo(row(route, 5)).isNotEqualTo(row(route, 6));
  }

  @Test
  void randomGivesEachTheSame() {
    stage.route(Route.balanced(Strategy.random(), A, B, C));
    stage.builder.routing(Routing.DEFAULT.seed(3));

    assertThat(chiSquare(counted(), Map.of("a", 1 / 3.0, "b", 1 / 3.0, "c", 1 / 3.0)))
        .isLessThan(MOST_CHI_SQUARE_OF_THREE);
  }

  @Test
  void explainingUsesUpNoChance() {
    Route route = weighted(share(1, A), share(1, B), share(1, C));
    List<String> plain = row(route, 5);
    RouteStage explained = new RouteStage().allAnswer().route(route);
    explained.builder.routing(Routing.DEFAULT.seed(5));

    List<String> row = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      explained.llm().explain(QUESTION);
      row.add(explained.ask().text());
    }

    assertThat(row).isEqualTo(plain);
    explained.llm().close();
  }

  private static List<String> row(Route route, long seed) {
    RouteStage seeded = new RouteStage().allAnswer().route(route);
    seeded.builder.routing(Routing.DEFAULT.seed(seed));
    List<String> row = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      row.add(seeded.ask().text());
    }
    seeded.llm().close();
    return row;
  }

  private Map<String, Integer> counted() {
    return counted(stage, CALLS);
  }

  private static Map<String, Integer> counted(RouteStage stage, int calls) {
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < calls; i++) {
      counts.merge(stage.ask().text(), 1, Integer::sum);
    }
    return counts;
  }

  private static double chiSquare(Map<String, Integer> counts, Map<String, Double> parts) {
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    double sum = 0;
    for (Map.Entry<String, Double> part : parts.entrySet()) {
      double expected = part.getValue() * all;
      double off = counts.getOrDefault(part.getKey(), 0) - expected;
      sum += off * off / expected;
    }
    return sum;
  }
}
