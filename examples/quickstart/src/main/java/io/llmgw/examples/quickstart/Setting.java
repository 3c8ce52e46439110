package io.llmgw.examples.quickstart;

import io.llmgw.api.provider.Provider;
import io.llmgw.providers.anthropic.Anthropic;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.test.simulated.Cut;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the job's answers come from: for each of the two providers the real one where there is a
 * key, else a server on loopback that speaks its protocol over real HTTP. The prompt that is
 * masked, the model without a price, the answer that breaks off, the two providers that fail and
 * the five of a bad day are always those of a server on loopback.
 */
final class Setting implements AutoCloseable {
  private static final String OPENAI_MODEL = "gpt-5-mini";
  private static final String ANTHROPIC_MODEL = "claude-haiku-4-5";

  private final @Nullable SimulatedProvider openAi;
  private final @Nullable SimulatedProvider anthropic;
  private final SimulatedProvider discreet;
  private final SimulatedProvider local;
  private final SimulatedProvider flaky;
  private final SimulatedProvider busy;
  private final SimulatedProvider broken;
  private final Troubles troubles = new Troubles();

  private Setting(@Nullable SimulatedProvider openAi, @Nullable SimulatedProvider anthropic) {
    this.openAi = openAi;
    this.anthropic = anthropic;
    this.discreet =
        SimulatedProvider.openAi().named("discreet").always(Confidential.ANSWER).start();
    this.local =
        SimulatedProvider.openAi().named("local").always("On a machine of the house.").start();
    this.flaky =
        SimulatedProvider.openAi()
            .named("flaky")
            .model(OPENAI_MODEL)
            .always(
                Reply.text("Light is scattered by the air, and the shorter its wave, the more.")
                    .cutAfterEvents(6, Cut.FIN))
            .start();
    this.busy = SimulatedProvider.anthropic().named("busy").always(Reply.status(529)).start();
    this.broken =
        SimulatedProvider.openAi()
            .named("broken")
            .always(Reply.text("Nobody reads this.").cutAfterEvents(0, Cut.FIN))
            .start();
  }

  /** Real where this environment has {@code OPENAI_API_KEY} or {@code ANTHROPIC_API_KEY}. */
  static Setting of(Map<String, String> environment) {
    return new Setting(
        hasKey(environment, "OPENAI_API_KEY") ? null : simulatedOpenAi(),
        hasKey(environment, "ANTHROPIC_API_KEY") ? null : simulatedAnthropic());
  }

  private static boolean hasKey(Map<String, String> environment, String name) {
    return !environment.getOrDefault(name, "").isBlank();
  }

  private static SimulatedProvider simulatedOpenAi() {
    return SimulatedProvider.openAi()
        .model(OPENAI_MODEL)
        .answer("Blue light is scattered most by the air.")
        .answer(
            Reply.text("One wave arrives, another leaves, and the tide keeps count of both.")
                .pace(Duration.ofMillis(20)))
        .answer("With pleasure: water freezes at zero degrees Celsius.")
        .answer("{\"name\":\"Saturn\",\"moons\":274}")
        .answer(Reply.toolCall("weather", "{\"name\":\"Oslo\"}"))
        .answer("Yes: it is cold and it rains.")
        .answer("The left half is red, the right half is blue.")
        .answer("A haiku needs three lines.")
        .answer("Third time lucky.")
        .start();
  }

  private static SimulatedProvider simulatedAnthropic() {
    return SimulatedProvider.anthropic()
        .model(ANTHROPIC_MODEL)
        .answer("Three lines make a haiku.")
        .start();
  }

  Provider openAiProvider() {
    return openAi == null ? OpenAi.fromEnv() : openAi.provider();
  }

  Provider anthropicProvider() {
    return anthropic == null ? Anthropic.fromEnv() : anthropic.provider();
  }

  Provider localProvider() {
    return local.provider();
  }

  Provider flakyProvider() {
    return flaky.provider();
  }

  Provider busyProvider() {
    return busy.provider();
  }

  Provider brokenProvider() {
    return broken.provider();
  }

  String openAiModel() {
    return "openai/" + OPENAI_MODEL;
  }

  String anthropicModel() {
    return "anthropic/" + ANTHROPIC_MODEL;
  }

  String localModel() {
    return local.model();
  }

  String flakyModel() {
    return flaky.model();
  }

  String busyModel() {
    return busy.model();
  }

  String brokenModel() {
    return broken.model();
  }

  String describe() {
    return describe("OpenAI", "OPENAI_API_KEY", openAi)
        + "\n"
        + describe("Anthropic", "ANTHROPIC_API_KEY", anthropic);
  }

  private static String describe(
      String provider, String key, @Nullable SimulatedProvider simulated) {
    return simulated == null
        ? "  " + provider + " answers itself"
        : "  " + key + " is not set, so a simulated provider answers at " + simulated.baseUrl();
  }

  /** The server in the place of OpenAI; null when the answers are real. */
  @Nullable SimulatedProvider openAiServer() {
    return openAi;
  }

  /** The server in the place of Anthropic; null when the answers are real. */
  @Nullable SimulatedProvider anthropicServer() {
    return anthropic;
  }

  /** The server that is told nothing personal, and whose log shows it. */
  SimulatedProvider discreetServer() {
    return discreet;
  }

  /** The server of a model that is in no table of prices. */
  SimulatedProvider localServer() {
    return local;
  }

  /** The server whose answers break off. */
  SimulatedProvider flakyServer() {
    return flaky;
  }

  /** The server that has no capacity. */
  SimulatedProvider busyServer() {
    return busy;
  }

  /** The server that hangs up before the first word. */
  SimulatedProvider brokenServer() {
    return broken;
  }

  /** The servers of a bad day. */
  Troubles troubles() {
    return troubles;
  }

  @Override
  public void close() {
    troubles.close();
    discreet.close();
    local.close();
    flaky.close();
    busy.close();
    broken.close();
    if (openAi != null) {
      openAi.close();
    }
    if (anthropic != null) {
      anthropic.close();
    }
  }
}
