package io.llmgw.core.simulation;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.reaction.Count;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Strategy;
import io.llmgw.test.Fault;
import io.llmgw.test.simulation.Latency;
import io.llmgw.test.simulation.Load;
import io.llmgw.test.simulation.ServerRequest;
import io.llmgw.test.simulation.ServerRequest.Ending;
import io.llmgw.test.simulation.SimulatedCall;
import io.llmgw.test.simulation.SimulatedModel;
import io.llmgw.test.simulation.Simulation;
import io.llmgw.test.simulation.SimulationResult;
import io.llmgw.test.simulation.Size;
import io.llmgw.test.simulation.TargetResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What clients do to providers that are down, and how both come back. */
class OutageSimulationTest {
  private static final Duration FIRST_REST = ofSeconds(5);
  private static final int FAILURES_IN_A_ROW = 5;

  private final List<SimulatedCall> calls = new ArrayList<>();

  private static SimulatedModel quick(String name) {
    return SimulatedModel.of(name)
        .firstToken(Latency.fixed(ofMillis(40)))
        .perToken(Latency.fixed(ofMillis(1)))
        .refusal(Latency.fixed(ofMillis(20)));
  }

  @Test
  @Fault("I13")
  void aTotalOutageGetsAFifthMoreRequestsAndOneASecond() {
    SimulatedModel down = quick("a/m").down(ofMillis(0), ofMinutes(60), ErrorKind.SERVER);
    Reactions withoutBreaker =
        Reactions.standard().on(ErrorKind.SERVER, row -> row.count(Count.ANSWER));

    SimulationResult result =
        Simulation.of(client -> client.defaultModel("a/m").failures(withoutBreaker))
            .models(down)
            .load(Load.perSecond(200).during(ofMinutes(1)))
            .run();

    double repeats = result.requests() - result.calls();
    assertThat(result.answered()).isZero();
    assertThat(repeats).isLessThanOrEqualTo(0.2 * result.calls() + 60 + 10);
    assertThat(repeats).as("what may be repeated is").isGreaterThan(0.18 * result.calls());
  }

  @Test
  void breakersKeepTheLoadOfATotalOutageBelowWhatIsOffered() {
    SimulatedModel[] down = new SimulatedModel[3];
    Route[] targets = new Route[3];
    for (int i = 0; i < 3; i++) {
      down[i] = quick("p/m" + i).down(ofSeconds(30), ofSeconds(90), ErrorKind.OVERLOADED);
      targets[i] = down[i].target();
    }

    SimulationResult result =
        Simulation.of(client -> client.alias("any", Route.ordered(targets)).defaultModel("any"))
            .models(down)
            .load(Load.perSecond(50).during(ofSeconds(120)))
            .watch(calls::add)
            .run();

    assertThat(result.mismatches()).isEmpty();
    assertThat(requestsPerCall(ofSeconds(30), ofSeconds(90))).as("all of it").isLessThan(1.2);
    assertThat(requestsPerCall(ofSeconds(32), ofSeconds(90))).as("once open").isLessThan(0.05);
  }

  private double requestsPerCall(Duration from, Duration until) {
    int made = 0;
    int requests = 0;
    for (SimulatedCall call : calls) {
      if (call.began().compareTo(from) >= 0 && call.began().compareTo(until) < 0) {
        made++;
        requests += call.seen().size();
      }
    }
    return (double) requests / made;
  }

  @Test
  @Fault("I14")
  void anOpenBreakerLetsNothingThroughAndAHalfOpenOneProbe() {
    for (long seed = 1; seed <= 5; seed++) {
      Random random = new Random(seed);
      SimulatedModel model = quick("a/m");
      Duration at = Duration.ZERO;
      for (int outage = 0; outage < 6; outage++) {
        Duration from = at.plusMillis(3_000L + random.nextInt(30_000));
        at = from.plusMillis(600L + random.nextInt(20_000));
        model = model.down(from, at, ErrorKind.SERVER);
      }
      calls.clear();

      Simulation.of(client -> client.defaultModel("a/m"))
          .models(model)
          .load(Load.perSecond(10).equallySpaced().during(ofMinutes(4)).answers(Size.fixed(5)))
          .watch(calls::add)
          .seed(seed)
          .run();

      assertThat(passedAnOpenBreaker()).as("seed %d", seed).isEmpty();
    }
  }

  /**
   * Follows the requests in the order in which they came: here one has ended before the next comes,
   * or both fail.
   */
  private List<ServerRequest> passedAnOpenBreaker() {
    List<ServerRequest> requests = new ArrayList<>();
    calls.forEach(call -> requests.addAll(call.seen()));
    requests.sort(Comparator.comparing(ServerRequest::arrived));
    List<ServerRequest> passed = new ArrayList<>();
    int openings = 0;
    int failures = 0;
    Duration openUntil = null;
    Duration opened = Duration.ZERO;
    Duration probeEnds = Duration.ZERO;
    for (ServerRequest request : requests) {
      if (openUntil != null) {
        if (request.arrived().compareTo(opened) <= 0) {
          continue; // it was under way when the breaker opened
        }
        boolean probe =
            request.arrived().compareTo(openUntil) >= 0
                && request.arrived().compareTo(probeEnds) >= 0;
        if (!probe) {
          passed.add(request);
        }
        probeEnds = request.ended();
      }
      if (request.ending() == Ending.ANSWERED) {
        failures = 0;
        openUntil = null;
      } else if (openUntil != null || ++failures == FAILURES_IN_A_ROW) {
        opened = request.ended();
        openUntil = opened.plus(FIRST_REST.multipliedBy(1L << openings));
        openings++;
        failures = 0;
      }
    }
    assertThat(openings).as("the breaker has opened").isGreaterThan(3);
    return passed;
  }

  @Test
  @Fault("I6")
  void afterEveryKindOfTroubleAllTargetsTakeCallsAgain() {
    SimulatedModel[] models = new SimulatedModel[3];
    Route[] targets = new Route[3];
    for (int i = 0; i < 3; i++) {
      models[i] =
          quick("p/m" + i)
              .down(ofSeconds(i), ofSeconds(20), ErrorKind.SERVER)
              .down(ofSeconds(25), ofSeconds(40 + i), ErrorKind.OVERLOADED)
              .slow(ofSeconds(45), ofSeconds(60), 200)
              .limit(30, ofSeconds(2));
      targets[i] = models[i].target();
    }
    Route route = Route.balanced(Strategy.leastInFlight(), targets);
    Duration calm = ofMinutes(7);

    SimulationResult result =
        Simulation.of(client -> client.alias("any", route).defaultModel("any"))
            .models(models)
            .load(Load.perSecond(60).during(ofSeconds(60)))
            .load(Load.perSecond(5).from(calm).during(ofSeconds(60)))
            .watch(calls::add)
            .run();

    assertThat(result.mismatches()).isEmpty();
    List<SimulatedCall> afterwards =
        calls.stream().filter(call -> call.began().compareTo(calm) >= 0).toList();
    assertThat(afterwards).hasSizeGreaterThan(200).allMatch(call -> call.error() == null);
    assertThat(afterwards).allMatch(call -> call.seen().size() == 1);
    for (TargetResult target : result.targets()) {
      assertThat(afterwards.stream().filter(call -> target.target().equals(call.servedBy())))
          .as("least in flight, so all alike")
          .hasSizeBetween(afterwards.size() / 5, afterwards.size() / 2);
    }
  }

  @Test
  @Fault("F103")
  void aTargetWhoseAnswersTakeLongerThanTheLeaseOfAProbeTakesCallsAgain() {
    SimulatedModel thinking =
        SimulatedModel.of("a/m")
            .firstToken(Latency.fixed(ofSeconds(40)))
            .refusal(Latency.fixed(ofMillis(20)))
            .down(ofSeconds(0), ofSeconds(20), ErrorKind.SERVER);

    Simulation.of(client -> client.defaultModel("a/m"))
        .models(thinking)
        .load(Load.perSecond(2).during(ofMinutes(10)))
        .watch(calls::add)
        .run();

    List<SimulatedCall> afterwards =
        calls.stream().filter(call -> call.began().compareTo(ofMinutes(5)) >= 0).toList();
    assertThat(afterwards).hasSizeGreaterThan(200).allMatch(call -> call.error() == null);
  }
}
