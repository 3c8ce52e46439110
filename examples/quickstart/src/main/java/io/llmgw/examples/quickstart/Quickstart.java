package io.llmgw.examples.quickstart;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.Round;
import io.llmgw.api.route.Route;
import io.llmgw.api.schema.Description;
import io.llmgw.api.schema.JsonType;
import io.llmgw.api.tool.Tool;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptWait;
import io.llmgw.api.usage.Served;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The main job: one answer, one stream, one policy, one prompt that is masked, one question that is
 * asked again, one record, one tool, one image, one prompt to two providers, one conversation that
 * crosses three, one model without a price, one failure, one answer of the third provider after two
 * that failed, one bad day, one explanation, all of it as metrics and a tree of spans, and for each
 * answer who served it, its tokens, its time and its cost. Exits with 1 when a step fails.
 */
public final class Quickstart {
  private final PrintStream out;
  private final Setting setting;
  private final Sights sights;
  private final Runnable operator;
  private int failures;

  Quickstart(PrintStream out, Setting setting) {
    this(out, setting, new SimpleMeterRegistry(), () -> {});
  }

  private Quickstart(PrintStream out, Setting setting, MeterRegistry registry, Runnable operator) {
    this.out = out;
    this.setting = setting;
    this.sights = new Sights(registry);
    this.operator = operator;
  }

  /**
   * Runs the job against simulated providers, and shows its calls in this registry too.
   *
   * @param operator looks at the registry when all calls are recorded, in the last step: the client
   *     is open still, as that of a service is, and shows its state
   * @return how many steps failed
   */
  public static int run(PrintStream out, MeterRegistry registry, Runnable operator) {
    try (Setting setting = Setting.of(Map.of())) {
      return new Quickstart(out, setting, registry, operator).run();
    }
  }

  /**
   * Runs the job: against the real OpenAI where {@code OPENAI_API_KEY} is set, against the real
   * Anthropic where {@code ANTHROPIC_API_KEY} is, else against simulated ones.
   */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    int failures;
    try (Setting setting = Setting.of(System.getenv())) {
      failures = new Quickstart(out, setting).run();
    }
    System.exit(failures == 0 ? 0 : 1);
  }

  /** Runs all steps; returns how many failed. */
  int run() {
    out.println("llmgw quickstart\n" + setting.describe());
    try (LlmClient llm =
        setting
            .troubles()
            .givenTo(LlmClient.builder())
            .provider(setting.openAiProvider())
            .provider(setting.anthropicProvider())
            .provider(setting.localProvider())
            .provider(setting.flakyProvider())
            .provider(setting.busyProvider())
            .provider(setting.brokenProvider())
            .alias("smart", setting.openAiModel())
            .alias(
                "safe",
                Route.ordered(
                    Route.of(setting.busyModel()),
                    Route.of(setting.brokenModel()),
                    Route.of("smart")))
            .defaultModel("smart")
            .use(sights.metrics())
            .use(sights.tracing())
            .build()) {
      step("An answer", () -> answer(llm));
      step("An answer as it arrives", () -> stream(llm));
      step("An answer under a policy of the house", this::policy);
      step("A prompt with personal data and a secret", this::confidential);
      step("The same question twice, and fifty times at once", this::repeated);
      step("Questions that are much alike", this::alike);
      step("A record filled from an answer", () -> record(llm));
      step("An answer that takes a tool", () -> tool(llm));
      step("A question about an image", () -> image(llm));
      step("The same prompt to two providers", () -> both(llm));
      step("One conversation that crosses three providers", this::crossing);
      step("An answer of a model without a price", () -> unpriced(llm));
      step("An answer that breaks off", () -> failure(llm));
      step("An answer of the third provider", () -> failover(llm));
      step("A bad day, and what becomes of the calls", () -> badDay(llm));
      step("What would happen", this::explain);
      step("What operators see", this::look);
    }
    out.println(failures == 0 ? "\nAll steps passed." : "\n" + failures + " steps failed.");
    return failures;
  }

  private void answer(LlmClient llm) {
    ChatResponse response = llm.prompt("Why is the sky blue? One sentence.").send();
    out.println(response.text());
    print(response.served(), response);
  }

  private void stream(LlmClient llm) {
    try (ChatStream stream = llm.prompt("Tell me about the tide in one sentence.").stream()) {
      for (String piece : stream.text()) {
        out.print(piece);
        out.flush();
      }
      out.println();
      print(stream.response().served(), stream.response());
    }
  }

  private void policy() {
    try (LlmClient llm = politeClient()) {
      ChatResponse response = llm.prompt("When does water freeze?").send();
      out.println(response.text());
      out.println("  trail: " + response.served().trail().get(0).note());
      print(response.served(), response);
    }
  }

  private void confidential() {
    new Confidential(setting.discreetServer(), sights.registry(), out).run();
  }

  private void repeated() {
    new Repeated(sights.registry(), out).run();
  }

  private void alike() {
    new Alike(out).run();
  }

  private LlmClient politeClient() {
    return LlmClient.builder()
        .provider(setting.openAiProvider())
        .alias("smart", setting.openAiModel())
        .defaultModel("smart")
        .use(new HouseRules())
        .build();
  }

  record Planet(String name, @Description("known today") int moons) {}

  private void record(LlmClient llm) {
    JsonType<Planet> type = JsonType.of(Planet.class);
    ChatResponse response =
        llm.prompt("Which planet has the most moons?").with(ExpectedAnswer.of(type)).send();
    Planet planet = response.as(type);
    out.println(planet.name() + " has " + planet.moons() + " moons");
    print(response.served(), response);
  }

  record City(@Description("name in English") String name) {}

  private void tool(LlmClient llm) {
    Tool weather =
        Tool.of(
            "weather",
            "Current weather of a city",
            City.class,
            city -> "2 degrees and rain in " + city.name());
    ChatResponse response = llm.prompt("Do I need a coat in Oslo?").tools(weather).send();
    out.println(response.text());
    for (Round round : response.rounds()) {
      out.println("  round: " + round.finishReason() + ", tools " + round.tools().size());
    }
    print(response.served(), response);
  }

  private void image(LlmClient llm) {
    ChatResponse response =
        llm.prompt("Which colours has this picture, from left to right?")
            .image(Picture.redAndBlue())
            .send();
    out.println(response.text());
    print(response.served(), response);
  }

  private void both(LlmClient llm) {
    for (String model : List.of(setting.openAiModel(), setting.anthropicModel())) {
      ChatResponse response = llm.prompt("What makes a haiku?").model(model).send();
      out.println(response.text());
      print(response.served(), response);
    }
  }

  private void crossing() {
    try (Crossing crossing = new Crossing(out)) {
      crossing.run();
    }
  }

  private void unpriced(LlmClient llm) {
    ChatResponse response = llm.prompt("Where are you at home?").model(setting.localModel()).send();
    out.println(response.text());
    print(response.served(), response);
  }

  private void failure(LlmClient llm) {
    try (ChatStream stream =
        llm.prompt("Why is the sky blue?").model(setting.flakyModel()).stream()) {
      for (String piece : stream.text()) {
        out.print(piece);
      }
      throw new IllegalStateException("the answer should have broken off");
    } catch (StreamInterruptedException e) {
      out.println();
      out.println("  broke off: " + e.kind() + " after " + e.attempts().size() + " attempt");
      out.println("  message:   " + e.getMessage());
      AttemptRecord tried = e.attempts().get(0);
      out.printf(
          "  tried:     %s, %s + %s tokens, %d ms, cost %s%n",
          tried.target(),
          tried.usage().inputTokens(),
          tried.usage().outputTokens(),
          tried.latency().toMillis(),
          tried.cost());
      out.println("  delivered: " + Objects.requireNonNull(e.partial()).text());
    }
  }

  private void failover(LlmClient llm) {
    try (ChatStream stream = llm.prompt("Is anybody there?").model("safe").stream()) {
      for (String piece : stream.text()) {
        out.print(piece);
      }
      ChatResponse response = stream.response();
      out.println();
      for (AttemptRecord attempt : response.served().attempts()) {
        out.printf(
            "  attempt %d: %s %s, %d ms%s, cost %s%n",
            attempt.number(),
            attempt.target(),
            attempt.error() == null ? attempt.state() : attempt.error(),
            attempt.latency().toMillis(),
            waited(attempt),
            attempt.cost());
      }
      response.served().trail().forEach(entry -> out.println("  trail: " + entry.note()));
      print(response.served(), response);
    }
  }

  private static String waited(AttemptRecord attempt) {
    StringBuilder words = new StringBuilder();
    for (AttemptWait wait : attempt.waits()) {
      words.append(", after ").append(wait.took().toMillis()).append(" ms of ");
      words.append(wait.reason());
    }
    return words.toString();
  }

  private void badDay(LlmClient llm) {
    new BadDay(llm, setting.troubles(), out).run();
  }

  private void explain() {
    try (LlmClient llm = politeClient()) {
      String plan = llm.prompt("Why is the sky blue?").explain().toString();
      out.println(plan.indent(2).stripTrailing());
    }
  }

  private void look() {
    out.print(sights.table());
    out.println("\n  the spans of the answer of the third provider");
    out.print(sights.tree("safe"));
    operator.run();
  }

  private void print(Served served, ChatResponse response) {
    out.printf(
        "  served by %s, %s + %s tokens, %d ms, cost %s%n",
        served.target(),
        response.usage().inputTokens(),
        response.usage().outputTokens(),
        served.latency().toMillis(),
        served.cost());
  }

  private void step(String title, Runnable step) {
    out.println("\n" + title);
    try {
      step.run();
    } catch (RuntimeException e) {
      failures++;
      out.println("  FAILED: " + e);
    }
  }
}
