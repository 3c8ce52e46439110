package io.llmgw.docs;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.route.Route;
import io.llmgw.test.simulation.Latency;
import io.llmgw.test.simulation.Load;
import io.llmgw.test.simulation.SimulatedModel;
import io.llmgw.test.simulation.Simulation;
import io.llmgw.test.simulation.SimulationResult;
import io.llmgw.test.simulation.Size;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The guide's page of simulations, and the tables that it shows. */
class SimulationTest {
  private static final Path PAGE = Guide.DOCS.resolve("simulation.md");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void aRouteIsTriedAndMended() {
    // begin models
    SimulatedModel first =
        SimulatedModel.of("openai/gpt-5-mini")
            .firstToken(Latency.logNormal(ofMillis(600), 0.5))
            .perToken(Latency.uniform(ofMillis(6), ofMillis(12)))
            .failing(0.01, ErrorKind.OVERLOADED)
            .down(ofMinutes(4), ofMinutes(6), ErrorKind.SERVER);
    SimulatedModel spare =
        SimulatedModel.of("anthropic/claude-haiku-4-5")
            .firstToken(Latency.logNormal(ofMillis(450), 0.4))
            .limit(300, ofMinutes(1));
    Load load =
        Load.perSecond(10)
            .during(ofMinutes(10))
            .prompts(Size.logNormal(400, 0.6))
            .answers(Size.uniform(50, 300))
            .asStreams();
    // end models
    // begin run
    Route route = Route.ordered(first.target(), spare.target());
    SimulationResult result =
        Simulation.of(
                client ->
                    client
                        .alias("smart", route)
                        .defaultModel("smart")
                        .timeouts(Timeouts.total(ofSeconds(30))))
            .models(first, spare)
            .load(load)
            .run();
    out.println(result);
    // end run
    hold("short");

    // begin mended
    SimulatedModel second = SimulatedModel.of("mistral/mistral-small-latest");
    Route longer = Route.ordered(first.target(), spare.target(), second.target());
    // end mended
    SimulationResult mended =
        Simulation.of(
                client ->
                    client
                        .alias("smart", longer)
                        .defaultModel("smart")
                        .timeouts(Timeouts.total(ofSeconds(30))))
            .models(first, spare, second)
            .load(load)
            .run();
    out.println(mended);
    hold("mended");
    assertThat(result.answered()).isLessThan(mended.answered());
    assertThat(mended.mismatches()).isEmpty();
  }

  private void hold(String name) {
    String table = printed.toString(StandardCharsets.UTF_8);
    printed.reset();
    Guide.holdPart(PAGE, name, "```text\n" + table + "```\n");
  }
}
