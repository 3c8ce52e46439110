package io.llmgw.core.simulation;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.request.Hedging;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.test.simulation.Latency;
import io.llmgw.test.simulation.Load;
import io.llmgw.test.simulation.ServerRequest;
import io.llmgw.test.simulation.ServerRequest.Ending;
import io.llmgw.test.simulation.SimulatedCall;
import io.llmgw.test.simulation.SimulatedModel;
import io.llmgw.test.simulation.Simulation;
import io.llmgw.test.simulation.SimulationResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hedges and changes of the configuration in simulated time. */
class HedgingSimulationTest {
  private static final SimulatedModel SLOW =
      SimulatedModel.of("a/slow").firstToken(Latency.fixed(ofSeconds(10)));
  private static final SimulatedModel FAST =
      SimulatedModel.of("b/fast").firstToken(Latency.fixed(ofMillis(200)));

  private final List<SimulatedCall> calls = new ArrayList<>();

  private Simulation simulation(Hedging hedging) {
    return Simulation.of(
            client ->
                client
                    .alias("smart", Route.ordered(SLOW.target(), FAST.target()))
                    .defaultModel("smart")
                    .hedging(hedging))
        .models(SLOW, FAST)
        .load(Load.perSecond(1).calls(20).equallySpaced().asStreams())
        .watch(calls::add);
  }

  @Test
  void aHedgeBeginsAfterItsDelayAndTheLoserIsLeftAtThatMoment() {
    SimulationResult result = simulation(Hedging.after(ofMillis(500)).share(1)).run();

    assertThat(result.mismatches()).isEmpty();
    assertThat(calls)
        .allSatisfy(
            call -> {
              Duration first = call.began().plusMillis(700);
              assertThat(call.began().plus(call.firstContent())).isEqualTo(first);
              assertThat(call.attempts()).extracting(AttemptRecord::hedge).contains(true);
              ServerRequest loser = call.seen().get(0);
              assertThat(loser.ending()).isEqualTo(Ending.LEFT);
              assertThat(loser.ended()).isEqualTo(first);
            });
  }

  @Test
  void anotherConfigurationHoldsForTheCallsThatComeAfterIt() {
    SimulationResult result =
        simulation(Hedging.after(ofMillis(500)).share(1))
            .at(ofMillis(9_500), llm -> llm.reconfigure(now -> now.hedging(Hedging.OFF)))
            .run();

    assertThat(result.mismatches()).isEmpty();
    assertThat(calls)
        .allSatisfy(
            call ->
                assertThat(call.firstContent())
                    .isEqualTo(
                        call.began().compareTo(ofMillis(9_500)) < 0
                            ? ofMillis(700)
                            : ofSeconds(10)));
  }
}
