package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.Retries;
import io.llmgw.api.route.Route;
import io.llmgw.api.status.ClientStatus;
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
      if (target != null && target.isAvailable() && target.recent().failedShare() < 0.5) {
        available++;
      }
    }
    if (status.closed() || available == 0) {
      return "DOWN";
    }
    return available == targets.size() ? "UP" : "DEGRADED";
  }

  // end health

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
