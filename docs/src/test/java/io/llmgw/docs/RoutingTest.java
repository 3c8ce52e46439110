package io.llmgw.docs;

import static io.llmgw.api.condition.Condition.task;
import static io.llmgw.api.route.Route.named;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.condition.RequestClassifier;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.route.Requirements;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Routing;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.test.simulated.SimulatedProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The guide's page of routes, against servers on loopback. */
class RoutingTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void tasksGoWhereTheyBelong() {
    try (SimulatedProvider small = server("small");
        SimulatedProvider large = server("large");
        SimulatedProvider spare = server("spare")) {
      // begin tasks
      LlmClient llm =
          LlmClient.builder()
              .provider(small.provider())
              .provider(large.provider())
              .provider(spare.provider())
              .alias("strong", Route.ordered(large.target(), spare.target()))
              .alias("cheap", Route.ordered(small.target(), named("strong")))
              .alias("auto", Route.when(task("summary"), named("cheap")).otherwise(named("strong")))
              .routing(Routing.DEFAULT.classifier(RequestClassifier.byRules()))
              .defaultModel("auto")
              .build();
      // end tasks
      try (llm) {
        assertThat(llm.prompt("Summarise: it rained.").text()).isEqualTo("small");
        assertThat(llm.prompt("Prove that it rained.").text()).isEqualTo("large");
      }
    }
  }

  @Test
  void whatCallsGoByChangesUnderTraffic() {
    try (SimulatedProvider large = server("large");
        SimulatedProvider spare = server("spare");
        LlmClient llm =
            LlmClient.builder()
                .provider(large.provider())
                .provider(spare.provider())
                .alias("strong", large.target())
                .defaultModel("strong")
                .build()) {
      assertThat(llm.prompt("Prove that it rained.").text()).isEqualTo("large");
      // begin reconfigure
      llm.reconfigure(
          now ->
              now.alias("strong", spare.target())
                  .retries(Retries.upTo(2))
                  .timeouts(Timeouts.total(ofSeconds(60)).or(now.timeouts())));
      // end reconfigure
      assertThat(llm.prompt("Prove that it rained.").text()).isEqualTo("spare");
    }
  }

  @Test
  void explainShowsThePlanAndWhatIsSkipped() {
    try (SimulatedProvider first = server("first");
        SimulatedProvider second = server("second");
        LlmClient llm =
            LlmClient.builder()
                .provider(first.provider())
                .provider(second.provider())
                .alias("smart", Route.ordered(first.target(), second.target().regions("eu")))
                .routing(Routing.DEFAULT.requirements(Requirements.region("eu")))
                .defaultModel("smart")
                .build()) {
      ChatRequest request = ChatRequest.of("Why is the sky blue?");
      // begin explain
      out.println(llm.explain(request));
      // end explain

      assertThat(printed.toString(StandardCharsets.UTF_8).lines())
          .containsExactly(
              "call     chat smart = ordered(first/sim-1, second/sim-1)"
                  + "   estimated 14 + unknown tokens, cost unknown",
              "chain    ROUTE router > RETRY retry > BREAKER breaker > PROVIDER provider",
              "plan  1  second/sim-1   key main   up to 3 tries",
              "skipped  first/sim-1   declares no region, and eu is required");
    }
  }

  @Test
  void limitsAreShownAndKept() {
    try (SimulatedProvider fast = server("fast");
        SimulatedProvider spare = server("spare")) {
      // begin limits
      Route limited =
          Route.ordered(
              fast.target()
                  .limits(
                      TargetLimits.perKey()
                          .concurrency(8)
                          .requestsPerMinute(500)
                          .tokensPerMinute(200_000)),
              spare.target());
      // end limits
      try (LlmClient llm =
          LlmClient.builder()
              .provider(fast.provider())
              .provider(spare.provider())
              .alias("smart", limited)
              .defaultModel("smart")
              .build()) {
        assertThat(llm.prompt("Why?").text()).isEqualTo("fast");
        assertThat(llm.prompt("Why?").explain().toString())
            .contains("RETRY retry > PACE pace > BREAKER breaker")
            .contains(
                "plan  1  fast/sim-1   key main   up to 3 tries   concurrency 8, 500 requests/min,"
                    + " 200000 tokens/min per key");
      }
    }
  }

  private static SimulatedProvider server(String name) {
    return SimulatedProvider.openAi().named(name).always(name).start();
  }
}
