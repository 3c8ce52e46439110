package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.Retries;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Target;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import org.junit.jupiter.api.Test;

/** The guide's page of several processes: clients that share a server, and nothing else. */
class ReplicasTest {
  private static final int MOST_CALLS = 30;

  @Test
  void replicasTogetherHaveTheSumOfTheirShares() {
    try (SimulatedProvider server = SimulatedProvider.openAi().always("Blue.").start()) {
      TargetLimits whole = TargetLimits.perTarget().requestsPerMinute(9);
      TargetLimits third = TargetLimits.perTarget().requestsPerMinute(9 / 3);

      int undivided = sent(server, 3, server.target().limits(whole));
      int divided = sent(server, 3, server.target().limits(third));

      assertThat(undivided).as("three times the limit").isEqualTo(27);
      assertThat(divided).as("the limit").isEqualTo(9);
    }
  }

  @Test
  void eachReplicaFindsOutForItselfThatATargetIsDown() {
    try (SimulatedProvider server = SimulatedProvider.openAi().always(Reply.status(500)).start()) {
      assertThat(sent(server, 3, server.target())).as("five failures each").isEqualTo(15);
    }
  }

  /** How many requests come of many calls to each of these clients, in no time. */
  private static int sent(SimulatedProvider server, int replicas, Target target) {
    int before = server.requests().size();
    for (int i = 0; i < replicas; i++) {
      try (LlmClient llm =
          LlmClient.builder()
              .provider(server.provider())
              .alias("smart", Route.ordered(target))
              .defaultModel("smart")
              .retries(Retries.none())
              .time(VirtualTime.create())
              .build()) {
        callUntilRefused(llm);
      }
    }
    return server.requests().size() - before;
  }

  private static void callUntilRefused(LlmClient llm) {
    for (int i = 0; i < MOST_CALLS; i++) {
      try {
        llm.prompt("Why?").text();
      } catch (LlmException refused) {
        assertThat(refused).as("by the server, or here").isNotNull();
      }
    }
  }

  @Test
  void aShareIsALimitDividedByTheReplicas() {
    try (SimulatedProvider server = SimulatedProvider.openAi().always("Blue.").start()) {
      // begin share
      int replicas = 5; // the most that run at the same time
      Target target =
          Route.target(server.name() + "/sim-1")
              .limits(
                  TargetLimits.perKey()
                      .concurrency(40 / replicas)
                      .requestsPerMinute(500 / replicas)
                      .tokensPerMinute(200_000 / replicas));
      // end share
      assertThat(target.limits())
          .isEqualTo(
              TargetLimits.perKey().concurrency(8).requestsPerMinute(100).tokensPerMinute(40_000));
      assertThatThrownBy(() -> TargetLimits.perKey().requestsPerMinute(3 / replicas))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
