package io.llmgw.core.simulation;

import static io.llmgw.api.route.Route.balanced;
import static io.llmgw.api.route.Route.share;
import static io.llmgw.api.route.Route.weighted;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.route.Requirements;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Routing;
import io.llmgw.api.route.Strategy;
import io.llmgw.test.simulation.Latency;
import io.llmgw.test.simulation.Load;
import io.llmgw.test.simulation.ServerRequest;
import io.llmgw.test.simulation.SimulatedCall;
import io.llmgw.test.simulation.SimulatedModel;
import io.llmgw.test.simulation.Simulation;
import io.llmgw.test.simulation.SimulationResult;
import io.llmgw.test.simulation.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the ways to choose promise, seen over thousands of calls. */
class ChoosingSimulationTest {
  /** What was measured counts 37 % after so long. */
  private static final Duration DECAY = ofSeconds(10);

  private final SimulatedModel a = quick("a/m");
  private final SimulatedModel b = quick("b/m");
  private final SimulatedModel c = quick("c/m");
  private final List<SimulatedCall> calls = new ArrayList<>();

  private static SimulatedModel quick(String name) {
    return SimulatedModel.of(name)
        .firstToken(Latency.logNormal(ofMillis(200), 0.3))
        .perToken(Latency.fixed(ofMillis(2)));
  }

  private Simulation simulation(Route route, SimulatedModel... models) {
    return Simulation.of(client -> client.alias("any", route).defaultModel("any"))
        .models(models)
        .watch(calls::add);
  }

  private static Route fastest(SimulatedModel... models) {
    Route[] targets = new Route[models.length];
    for (int i = 0; i < models.length; i++) {
      targets[i] = models[i].target();
    }
    return balanced(Strategy.fastest(), targets);
  }

  @Test
  void theFastestLeaveATargetAloneThatIsTenTimesSlower() {
    SimulatedModel slow =
        SimulatedModel.of("c/m")
            .firstToken(Latency.logNormal(ofMillis(2_000), 0.3))
            .perToken(Latency.fixed(ofMillis(20)));

    simulation(fastest(a, b, slow), a, b, slow)
        .load(Load.perSecond(50).during(ofSeconds(60)).asStreams())
        .run();

    assertThat(shareOf("c/m", ofSeconds(2), ofSeconds(60))).isLessThan(0.05);
  }

  @Test
  void theFastestNoticeATargetThatBecomesTenTimesSlowerAndItsRecovery() {
    Duration from = ofSeconds(30);
    Duration until = ofSeconds(60);
    SimulatedModel spell = c.slow(from, until, 10);

    simulation(fastest(a, b, spell), a, b, spell)
        .load(Load.perSecond(50).during(ofSeconds(120)).asStreams())
        .run();

    assertThat(shareOf("c/m", ofSeconds(5), from)).as("before").isBetween(0.25, 0.42);
    assertThat(shareOf("c/m", from.plusSeconds(2), until)).as("while it is slow").isLessThan(0.05);
    Duration recovered = until.plus(DECAY.multipliedBy(3));
    assertThat(shareOf("c/m", recovered, recovered.plusSeconds(20)))
        .as("three decay times later")
        .isBetween(0.25, 0.42);
  }

  @Test
  void oneCallAtATimeLooksWhetherATargetStillTakesTooLong() {
    SimulatedModel late = SimulatedModel.of("a/m").firstToken(Latency.fixed(ofMillis(3_000)));

    simulation(Route.ordered(late.target(), b.target()), late, b)
        .routing(
            Routing.DEFAULT.requirements(Requirements.none().maxTimeToFirstToken(ofSeconds(1))))
        .load(Load.perSecond(20).during(ofSeconds(120)).asStreams())
        .run();

    assertThat(shareOf("a/m", ofSeconds(5), ofSeconds(120))).isBetween(0.001, 0.01);
  }

  /** Of the calls that began in this time, those whose first request went there. */
  private double shareOf(String target, Duration from, Duration until) {
    int all = 0;
    int there = 0;
    for (SimulatedCall call : calls) {
      if (call.began().compareTo(from) >= 0 && call.began().compareTo(until) < 0) {
        all++;
        there += call.seen().get(0).target().equals(target) ? 1 : 0;
      }
    }
    return (double) there / all;
  }

  @Test
  void weightsAreKeptAsFarAsChanceMayStray() {
    Route route = weighted(share(70, a.target()), share(25, b.target()), share(5, c.target()));

    for (long seed = 1; seed <= 3; seed++) {
      SimulationResult result =
          simulation(route, a, b, c).seed(seed).load(Load.perSecond(100).calls(2_000)).run();

      double chiSquare =
          deviation(result.target("a/m").answered(), 1_400)
              + deviation(result.target("b/m").answered(), 500)
              + deviation(result.target("c/m").answered(), 100);
      assertThat(chiSquare).as("seed %d, two degrees of freedom, p = 0.001", seed).isLessThan(13.8);
    }
  }

  @Test
  void thoseThatStandInForOneThatIsDownAreDrawnByTheirWeightsAndEachOnce() {
    SimulatedModel down = a.failing(1, ErrorKind.LOCAL_RESOURCE); // which no breaker minds
    SimulatedModel downToo = b.failing(1, ErrorKind.LOCAL_RESOURCE);
    Route route =
        weighted(share(50, down.target()), share(40, downToo.target()), share(10, c.target()));
    Map<List<String>, Double> expected =
        Map.of(
            List.of("a/m", "b/m", "c/m"), 0.5 * 4 / 5,
            List.of("a/m", "c/m"), 0.5 * 1 / 5,
            List.of("b/m", "a/m", "c/m"), 0.4 * 5 / 6,
            List.of("b/m", "c/m"), 0.4 * 1 / 6,
            List.of("c/m"), 0.1);

    for (long seed = 1; seed <= 3; seed++) {
      calls.clear();
      simulation(route, down, downToo, c).seed(seed).load(Load.perSecond(100).calls(2_000)).run();

      Map<List<String>, Integer> ways = new HashMap<>();
      calls.forEach(call -> ways.merge(way(call), 1, Integer::sum));
      assertThat(ways).containsOnlyKeys(expected.keySet());
      double chiSquare = 0;
      for (Map.Entry<List<String>, Double> each : expected.entrySet()) {
        chiSquare += deviation(ways.get(each.getKey()), each.getValue() * 2_000);
      }
      assertThat(chiSquare)
          .as("seed %d, four degrees of freedom, p = 0.001", seed)
          .isLessThan(18.47);
    }
  }

  private static List<String> way(SimulatedCall call) {
    return call.seen().stream().map(ServerRequest::target).toList();
  }

  private static double deviation(long counted, double expected) {
    double more = counted - expected;
    return more * more / expected;
  }

  @Test
  void theCheapestOfATierSaveWhatArithmeticSaysAndNoneGoesBelow() {
    SimulatedModel poor = a.price("0.1", "0.4");
    SimulatedModel good = b.price("1", "4").down(ofSeconds(20), ofSeconds(30), ErrorKind.SERVER);
    SimulatedModel best = c.price("5", "25");
    Route route =
        balanced(
            Strategy.cheapest(Strategy.minTier(2)),
            poor.target().quality(1).quality("code", 2), // reached for code alone
            good.target().quality(2),
            best.target().quality(3));

    SimulationResult result =
        simulation(route, poor, good, best)
            .load(
                Load.perSecond(20)
                    .during(ofSeconds(60))
                    .prompts(Size.fixed(1_000))
                    .answers(Size.fixed(500)))
            .run();

    assertThat(result.failures()).isEmpty();
    assertThat(result.target("a/m").requests()).as("below the tier").isZero();
    int dear = result.target("c/m").answered();
    assertThat(dear).as("while the cheaper one was down").isBetween(150, 400);
    // A call costs 0.003 at the good one and 0.0175 at the best one.
    BigDecimal atBest = new BigDecimal("0.0175").multiply(BigDecimal.valueOf(result.calls()));
    BigDecimal saved = new BigDecimal("0.0145").multiply(BigDecimal.valueOf(result.calls() - dear));
    assertThat(result.cost().amount()).isEqualByComparingTo(atBest.subtract(saved));
  }

  @Test
  void noCallFailsInARollingOutageThatHasAHealthyTarget() {
    SimulatedModel first = rolling(a, 0, ErrorKind.SERVER);
    SimulatedModel second = rolling(b, 1, ErrorKind.CONNECT);
    SimulatedModel third = rolling(c, 2, ErrorKind.OVERLOADED);
    Route[] targets = {first.target(), second.target(), third.target()};

    for (Route route :
        List.of(
            Route.ordered(targets),
            balanced(Strategy.roundRobin(), targets),
            balanced(Strategy.fastest(), targets),
            balanced(Strategy.leastInFlight(), targets))) {
      SimulationResult result =
          simulation(route, first, second, third)
              .load(Load.perSecond(20).calls(2_000).asStreams())
              .run();

      assertThat(result.failures()).as("%s%n%s", route, result).isEmpty();
      assertThat(result.mismatches()).isEmpty();
      assertThat(result.calls()).isEqualTo(2_000);
    }
  }

  /** Each is down for 25 seconds, one after the other, each in another way. */
  private static SimulatedModel rolling(SimulatedModel model, int turn, ErrorKind kind) {
    Duration from = ofSeconds(10 + 25L * turn);
    return model.down(from, from.plusSeconds(25), kind);
  }
}
