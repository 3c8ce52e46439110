package io.llmgw.observability.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.route.Route;
import io.llmgw.test.Fault;
import io.llmgw.test.simulation.Latency;
import io.llmgw.test.simulation.Load;
import io.llmgw.test.simulation.SimulatedModel;
import io.llmgw.test.simulation.Simulation;
import io.llmgw.test.simulation.SimulationResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Lines of calls that fail, repeat, fail over, are hedged and left. */
class LoggedTruthTest {
  private static final int CALLS = 5_000;

  private final Lines lines = new Lines();

  @Test
  @Fault("I2")
  void thereIsOneForEachCallAndTheyTellOfAllRequestsThatModelsHaveSeen() {
    SimulatedModel first =
        model("p1/first")
            .failing(0.05, ErrorKind.OVERLOADED)
            .failing(0.03, ErrorKind.RATE_LIMIT, Duration.ofSeconds(2))
            .breaking(0.03, ErrorKind.STREAM_BROKEN)
            .hanging(0.01)
            .down(Duration.ofSeconds(20), Duration.ofSeconds(40), ErrorKind.SERVER);
    SimulatedModel second = model("p2/second").failing(0.1, ErrorKind.CONNECTION_LOST);
    SimulationResult result =
        Simulation.of(
                client ->
                    client
                        .alias("any", Route.ordered(first.target(), second.target()))
                        .defaultModel("any")
                        .retries(Retries.upTo(3))
                        .hedging(Hedging.after(Duration.ofMillis(900)))
                        .timeouts(Timeouts.total(Duration.ofSeconds(12)))
                        .use(CallLog.create().to(lines.logger())))
            .models(first, second)
            .load(Load.perSecond(60).calls(CALLS).leaving(0.1, 1))
            .run();

    assertThat(result.mismatches()).isEmpty();
    assertThat(lines.events()).hasSize(CALLS);
    assertThat(lines.events().stream().mapToLong(LoggedTruthTest::attempts).sum())
        .isEqualTo(result.requests())
        .isGreaterThan(CALLS);
  }

  private static SimulatedModel model(String name) {
    return SimulatedModel.of(name).firstToken(Latency.logNormal(Duration.ofMillis(400), 0.6));
  }

  private static long attempts(ILoggingEvent line) {
    return line.getKeyValuePairs().stream()
        .filter(pair -> pair.key.equals("attempts"))
        .mapToLong(pair -> ((Number) pair.value).longValue())
        .sum();
  }
}
