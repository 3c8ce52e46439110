package io.llmgw.core.simulation;

import static io.llmgw.api.route.Route.balanced;
import static io.llmgw.api.route.Route.share;
import static io.llmgw.api.route.Route.weighted;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Strategy;
import io.llmgw.test.simulation.Latency;
import io.llmgw.test.simulation.Load;
import io.llmgw.test.simulation.SimulatedCall;
import io.llmgw.test.simulation.SimulatedModel;
import io.llmgw.test.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Targets that are new or have recovered get their share bit by bit, whatever chooses them. */
class EasingSimulationTest {
  private static final Duration BACK = ofSeconds(50);
  private static final Duration END = ofSeconds(110);

  private final SimulatedModel a = quick("a/m");
  private final SimulatedModel b = quick("b/m");
  private final SimulatedModel c = quick("c/m");
  private final SimulatedModel broken = c.down(ofSeconds(20), BACK, ErrorKind.SERVER);
  private final List<SimulatedCall> calls = new ArrayList<>();

  private static SimulatedModel quick(String name) {
    return SimulatedModel.of(name)
        .firstToken(Latency.logNormal(ofMillis(200), 0.3))
        .perToken(Latency.fixed(ofMillis(2)));
  }

  private Simulation simulation(Route route, SimulatedModel third) {
    return Simulation.of(client -> client.alias("any", route).defaultModel("any"))
        .models(a, b, third)
        .watch(calls::add)
        .load(Load.perSecond(50).during(END).asStreams());
  }

  static Stream<Route> routes() {
    Route[] all = {Route.target("a/m"), Route.target("b/m"), Route.target("c/m")};
    return Stream.of(
        balanced(Strategy.roundRobin(), all),
        balanced(Strategy.random(), all),
        balanced(Strategy.fastest(), all),
        balanced(Strategy.leastInFlight(), all),
        balanced(Strategy.leastUsed(), all),
        weighted(share(1, all[0]), share(1, all[1]), share(1, all[2])));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void whoHasRecoveredGetsItsShareBitByBit(Route route) {
    simulation(route, broken).run();

    Duration recovered = recovery();
    assertThat(shareOfTheThird(recovered, recovered.plus(ofSeconds(2)))).isLessThan(0.25);
    assertThat(shareOfTheThird(recovered.plus(ofSeconds(12)), END)).isGreaterThan(0.2);
  }

  /** When its probe was answered: from then on it is asked again. */
  private Duration recovery() {
    return calls.stream()
        .flatMap(call -> call.seen().stream())
        .filter(request -> request.target().equals("c/m") && request.error() == null)
        .map(request -> request.ended())
        .filter(ended -> ended.compareTo(BACK) > 0)
        .min(Duration::compareTo)
        .orElseThrow();
  }

  private double shareOfTheThird(Duration from, Duration until) {
    int all = 0;
    int there = 0;
    for (SimulatedCall call : calls) {
      if (call.began().compareTo(from) >= 0 && call.began().compareTo(until) < 0) {
        all++;
        there += call.seen().get(0).target().equals("c/m") ? 1 : 0;
      }
    }
    return (double) there / all;
  }

  @Test
  void soDoesOneThatIsNewBesideOthers() {
    Route two = balanced(Strategy.roundRobin(), a.target(), b.target());
    Route three = balanced(Strategy.roundRobin(), a.target(), b.target(), c.target());

    simulation(two, c).at(BACK, llm -> llm.reconfigure(now -> now.alias("any", three))).run();

    assertThat(shareOfTheThird(BACK, BACK.plus(ofSeconds(2)))).isBetween(0.01, 0.15);
    assertThat(shareOfTheThird(BACK.plus(ofSeconds(10)), END)).isBetween(0.32, 0.35);
  }

  @Test
  void whereAllAreNewNobodyMakesRoom() {
    simulation(weighted(share(90, a.target()), share(10, c.target())), c).run();

    assertThat(shareOfTheThird(Duration.ZERO, ofSeconds(10))).isBetween(0.06, 0.14);
  }
}
