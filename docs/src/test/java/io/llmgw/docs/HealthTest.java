package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.Retries;
import io.llmgw.api.route.Route;
import io.llmgw.api.status.ClientStatus;
import io.llmgw.api.status.ClockState;
import io.llmgw.api.status.RecentAttempts;
import io.llmgw.api.status.TargetStatus;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The code of health.md. */
class HealthTest {

  // begin health
  /** UP while each of these targets takes calls, DEGRADED while one does, DOWN otherwise. */
  static String health(LlmClient llm, List<String> targets) {
    ClientStatus status = llm.status();
    int available = 0;
    for (String name : targets) {
      TargetStatus target = status.target(name);
      if (target != null && target.isAvailable() && !failsOften(target.recent())) {
        available++;
      }
    }
    if (status.closed() || status.clock() != ClockState.RUNNING || available == 0) {
      return "DOWN";
    }
    return available == targets.size() ? "UP" : "DEGRADED";
  }

  /** A few attempts say nothing: one failure of one would be an outage. */
  static boolean failsOften(RecentAttempts recent) {
    return recent.attempts() >= 10 && recent.failedShare() >= 0.5;
  }

  // end health

  @Test
  void oneFailureOfFewAttemptsIsNoOutage() {
    ScriptedProvider a = ScriptedProvider.named("a").fails(ErrorKind.SERVER).always("Yes.");
    try (LlmClient llm =
        LlmClient.builder().provider(a).defaultModel("a/m").retries(Retries.none()).build()) {
      catchThrowable(() -> llm.prompt("Tea?").text());

      assertThat(health(llm, List.of("a/m"))).isEqualTo("UP");
    }
  }

  @Test
  void halfOfManyAttemptsIsOne() {
    ScriptedProvider a = ScriptedProvider.named("a");
    try (LlmClient llm =
        LlmClient.builder().provider(a).defaultModel("a/m").retries(Retries.none()).build()) {
      for (int i = 0; i < 5; i++) {
        a.answers("Yes.").fails(ErrorKind.SERVER);
      }
      for (int i = 0; i < 10; i++) {
        catchThrowable(() -> llm.prompt("Tea?").text());
      }

      assertThat(llm.status().target("a/m").isAvailable()).isTrue();
      assertThat(health(llm, List.of("a/m"))).isEqualTo("DOWN");
    }
  }

  @Test
  void aHealthCheckAsksNoProvider() {
    ScriptedProvider a = ScriptedProvider.named("a");
    ScriptedProvider b = ScriptedProvider.named("b").always("Yes.");
    for (int i = 0; i < 5; i++) {
      a.fails(ErrorKind.SERVER);
    }
    LlmClient llm =
        LlmClient.builder()
            .provider(a)
            .provider(b)
            .alias("smart", Route.ordered(Route.target("a/m"), Route.target("b/m")))
            .retries(Retries.none())
            .build();
    List<String> targets = List.of("a/m", "b/m");
    try {
      assertThat(health(llm, targets)).isEqualTo("UP");

      for (int i = 0; i < 5; i++) {
        assertThat(llm.prompt("Tea?").model("smart").text()).isEqualTo("Yes.");
      }
      assertThat(health(llm, targets)).isEqualTo("DEGRADED");
      assertThat(a.received()).isEqualTo(5);
    } finally {
      llm.close();
    }
    assertThat(health(llm, targets)).isEqualTo("DOWN");
  }
}
