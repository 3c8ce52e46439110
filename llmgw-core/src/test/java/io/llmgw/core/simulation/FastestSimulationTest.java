package io.llmgw.core.simulation;

import static io.llmgw.api.route.Route.balanced;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Strategy;
import io.llmgw.test.Fault;
import io.llmgw.test.simulation.Latency;
import io.llmgw.test.simulation.Load;
import io.llmgw.test.simulation.SimulatedCall;
import io.llmgw.test.simulation.SimulatedModel;
import io.llmgw.test.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The choice of the fastest where one target is slow or tells nothing of its speed: what it gets of
 * the calls must not grow with what nobody knows.
 */
class FastestSimulationTest {
  /** What was measured counts 37 % after so long. */
  private static final Duration DECAY = ofSeconds(10);

  private static final Duration END = ofSeconds(200);

  private final SimulatedModel a = quick("a/m");
  private final SimulatedModel b = quick("b/m");
  private final SimulatedModel c = quick("c/m");
  private final List<SimulatedCall> calls = new ArrayList<>();

  private static SimulatedModel quick(String name) {
    return SimulatedModel.of(name)
        .firstToken(Latency.logNormal(ofMillis(200), 0.3))
        .perToken(Latency.fixed(ofMillis(2)));
  }

  private Simulation simulation(SimulatedModel... models) {
    Route[] targets = new Route[models.length];
    for (int i = 0; i < models.length; i++) {
      targets[i] = models[i].target();
    }
    Route route = balanced(Strategy.fastest(), targets);
    return Simulation.of(client -> client.alias("any", route).defaultModel("any"))
        .models(models)
        .watch(calls::add);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  @Fault("F109")
  void oneOfFiveThatBecomesTenTimesSlowerIsLeftAloneAndComesBack(long seed) {
    Duration from = ofSeconds(15);
    Duration until = ofSeconds(35);
    SimulatedModel spell = quick("e/m").slow(from, until, 10);

    simulation(a, b, c, quick("d/m"), spell)
        .seed(seed)
        .load(Load.perSecond(50).during(ofSeconds(75)).asStreams())
        .run();

    assertThat(shareOf("e/m", ofSeconds(5), from)).as("before").isBetween(0.14, 0.26);
    assertThat(shareOf("e/m", from.plusSeconds(2), until)).as("while it is slow").isLessThan(0.05);
    Duration recovered = until.plus(DECAY.multipliedBy(3));
    assertThat(shareOf("e/m", recovered, recovered.plusSeconds(10)))
        .as("three decay times later")
        .isBetween(0.14, 0.26);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 10, 5, 1, true",
    "0, 10, 5, 1, false",
    "20, 10, 5, 1, true",
    "20, 10, 5, 1, false",
    "0, 15, 2, 0.5, true",
    "20, 15, 2, 0.5, true"
  })
  @Fault("F109")
  void aSlowTargetIsLeftAloneAlsoWhereItLosesItsHedges(
      int slowFrom, double factor, double perSecond, double share, boolean streamed) {
    SimulatedModel slow = c.slow(ofSeconds(slowFrom), END, factor);
    Hedging hedging = Hedging.after(ofMillis(500)).share(share);
    Load load = Load.perSecond(perSecond).during(END).each(request -> request.with(hedging));

    simulation(a, b, slow).load(streamed ? load.asStreams() : load).run();

    assertThat(shareOf("c/m", ofSeconds(30), END)).isLessThan(0.05);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oneThatLostItsHedgesComesBack(boolean streamed) {
    Duration from = ofSeconds(20);
    Duration until = ofSeconds(60);
    Hedging hedging = Hedging.after(ofMillis(500)).share(1);
    Load load = Load.perSecond(20).during(ofSeconds(120)).each(request -> request.with(hedging));

    simulation(a, b, c.slow(from, until, 10)).load(streamed ? load.asStreams() : load).run();

    Duration recovered = until.plus(DECAY.multipliedBy(3));
    assertThat(shareOf("c/m", recovered, ofSeconds(120))).isBetween(0.25, 0.42);
  }

  @Fault("F109")
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 1})
  void oneThatBecomesSlowLosesTheCallsWithinTwoSecondsThoughAllAreHedged(double share) {
    SimulatedModel slow = c.slow(ofSeconds(20), END, 10);
    Hedging hedging = Hedging.after(ofMillis(500)).share(share);

    simulation(a, b, slow)
        .load(
            Load.perSecond(50)
                .during(ofSeconds(50))
                .asStreams()
                .each(request -> request.with(hedging)))
        .run();

    assertThat(shareOf("c/m", ofSeconds(22), ofSeconds(50))).isLessThan(0.05);
  }

  @ParameterizedTest
  @EnumSource(names = {"INVALID_REQUEST", "CONTENT_POLICY", "TOO_LARGE"})
  @Fault("F105")
  void whoRefusesAllCallsIsAskedNowAndThen(ErrorKind kind) {
    simulation(a, b, c.failing(1, kind)).load(Load.perSecond(2).during(END).asStreams()).run();

    assertThat(shareOf("c/m", Duration.ZERO, END)).isBetween(0.01, 0.06);
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 50})
  void soIsWhoAnsweredBefore(double perSecond) {
    Duration from = ofSeconds(10);
    SimulatedModel refusing = c.down(from, END, ErrorKind.INVALID_REQUEST);

    simulation(a, b, refusing).load(Load.perSecond(perSecond).during(END).asStreams()).run();

    assertThat(shareOf("c/m", from.plus(DECAY.multipliedBy(2)), END)).isBetween(0.001, 0.06);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 27, 34})
  void whoRefusedAllCallsAndAnswersAgainComesBack(int seconds) {
    SimulatedModel refusing = c.down(Duration.ZERO, ofSeconds(seconds), ErrorKind.INVALID_REQUEST);

    simulation(a, b, refusing).load(Load.perSecond(20).during(ofSeconds(80)).asStreams()).run();

    Duration recovered = ofSeconds(seconds).plus(DECAY);
    assertThat(shareOf("c/m", recovered, ofSeconds(80))).isBetween(0.25, 0.42);
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
}
