package io.llmgw.core.hedge;

import static io.llmgw.core.hedge.HedgeStage.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.Races;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HedgeRaceTest {
  @RegisterExtension final HedgeStage stage = new HedgeStage();

  @Test
  @Fault("F081")
  void oneOfTwoWinsWhereBothHaveContentAtOnce() {
    LlmClient llm = stage.llm(stage.builder(Hedging.after(Duration.ZERO).share(1)));
    Races.repeat(
        repeat -> {
          Gate gate = Gate.closed();
          stage.a.answers(script -> script.waitFor(gate).text("aaaa", 4));
          stage.b.answers(script -> script.waitFor(gate).text("bbbb", 4));
          Aside<ChatResponse> asked = stage.ask(llm);
          stage.a.awaitReceived(repeat);
          stage.b.awaitReceived(repeat);

          gate.open();

          ChatResponse answer = asked.get();
          String winner = answer.served().target().substring(0, 1);
          assertThat(answer.text()).isEqualTo(winner.repeat(4));
          assertThat(answer.served().attempts())
              .filteredOn(attempt -> attempt.state() == AttemptState.SUCCEEDED)
              .hasSize(1);
          stage.a.awaitNoOpenStreams();
          stage.b.awaitNoOpenStreams();
        });
  }

  /** A losing fork's stream is closed by who opened it, whenever that comes about. */
  @Test
  @Fault("F081")
  void nothingStaysOpenWhereACallIsCancelledAtTheCommit() {
    LlmClient llm = stage.llm(stage.builder(Hedging.after(Duration.ZERO).share(1)));
    stage.a.always("a");
    stage.b.always("b");
    for (int call = 0; call < 2_000; call++) {
      try (ChatStream stream = llm.stream(QUESTION)) {
        stream.cancel();
      }
    }
    stage.a.awaitNoOpenStreams();
    stage.b.awaitNoOpenStreams();
    assertThat(stage.b.received()).isPositive();
  }

  @Test
  @Fault("F093")
  void aCloseEndsHedgedCalls() {
    Races.repeat(
        repeat -> {
          ScriptedProvider stuck = ScriptedProvider.named("a").always(script -> script.hang());
          ScriptedProvider quick = ScriptedProvider.named("b").always("b");
          LlmClient llm =
              LlmClient.builder()
                  .provider(stuck)
                  .provider(quick)
                  .alias("smart", Route.ordered(stuck.target(), quick.target()))
                  .defaultModel("smart")
                  .hedging(Hedging.after(Duration.ZERO).share(1))
                  .closeGrace(Duration.ZERO)
                  .build();
          List<DoorResult> results = Collections.synchronizedList(new ArrayList<>());
          List<Races.Action> actions = new ArrayList<>();
          for (Door door : Door.values()) {
            actions.add(() -> results.add(door.open(llm, QUESTION)));
          }
          actions.add(llm::close);

          Races.together(actions.toArray(new Races.Action[0]));

          assertThat(results).hasSize(4);
          for (DoorResult result : results) {
            assertThat(result.errorKind()).isIn(null, ErrorKind.CLOSED, ErrorKind.CANCELLED);
          }
          assertThat(stuck.openStreams()).isZero();
          assertThat(quick.openStreams()).isZero();
        });
  }
}
