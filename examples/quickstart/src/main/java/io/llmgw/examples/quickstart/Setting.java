package io.llmgw.examples.quickstart;

import io.llmgw.api.provider.Provider;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.test.simulated.Cut;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the job's answers come from: the real provider where there is a key, else a server on
 * loopback that speaks its protocol over real HTTP. The answer that breaks off always comes from a
 * server on loopback, since no real one can be asked to.
 */
final class Setting implements AutoCloseable {
  private final @Nullable SimulatedProvider simulated;
  private final SimulatedProvider flaky;

  private Setting(@Nullable SimulatedProvider simulated) {
    this.simulated = simulated;
    this.flaky =
        SimulatedProvider.openAi()
            .named("flaky")
            .model("gpt-5-mini")
            .always(
                Reply.text("Light is scattered by the air, and the shorter its wave, the more.")
                    .cutAfterEvents(6, Cut.FIN))
            .start();
  }

  /** The real provider. */
  static Setting real() {
    return new Setting(null);
  }

  /** A simulated one, which answers what it is scripted to. */
  static Setting simulated() {
    return new Setting(
        SimulatedProvider.openAi()
            .model("gpt-5-mini")
            .answer("Blue light is scattered most by the air.")
            .answer(
                Reply.text("One wave arrives, another leaves, and the tide keeps count of both.")
                    .pace(Duration.ofMillis(20)))
            .answer("With pleasure: water freezes at zero degrees Celsius.")
            .answer("{\"name\":\"Saturn\",\"moons\":274}")
            .answer(Reply.toolCall("weather", "{\"name\":\"Oslo\"}"))
            .answer("Yes: it is cold and it rains.")
            .start());
  }

  Provider provider() {
    return simulated == null ? OpenAi.fromEnv() : simulated.provider();
  }

  Provider flakyProvider() {
    return flaky.provider();
  }

  String model() {
    return simulated == null ? "openai/gpt-5-mini" : simulated.model();
  }

  String flakyModel() {
    return flaky.model();
  }

  String describe() {
    return simulated == null
        ? "answers come from OpenAI"
        : "OPENAI_API_KEY is not set, so a simulated provider answers at " + simulated.baseUrl();
  }

  /** The simulated server; null when the answers are real. */
  @Nullable SimulatedProvider server() {
    return simulated;
  }

  /** The server whose answers break off. */
  SimulatedProvider flakyServer() {
    return flaky;
  }

  @Override
  public void close() {
    flaky.close();
    if (simulated != null) {
      simulated.close();
    }
  }
}
