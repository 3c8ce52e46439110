package io.llmgw.core.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Fault("F129")
class FlightRaceTest {
  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final Coalescing coalescing = new Coalescing();
  private final LlmClient llm =
      LlmClient.builder().provider(fake).defaultModel(fake.model()).use(coalescing).build();

  @BeforeEach
  void watch() {
    leaks.of(fake);
    fake.always(script -> script.text("abcdefgh", 8));
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @Test
  void servesEverybodyWhoJoinsLeavesAndDrains() {
    Races.repeat(
        repeat -> {
          List<Races.Action> actions = new ArrayList<>();
          for (int i = 0; i < 8; i++) {
            int course = (repeat + i) % 4;
            actions.add(
                () -> {
                  for (int round = 0; round < 10; round++) {
                    visit((course + round) % 4);
                  }
                });
          }

          Races.together(actions.toArray(new Races.Action[0]));

          fake.awaitNoOpenStreams();
          expectOneOutcomePerExchange();
        });
  }

  private void visit(int course) {
    try (ChatStream stream = llm.prompt("q").stream()) {
      switch (course) {
        case 0 -> assertThat(stream.response().text()).isEqualTo("abcdefgh");
        case 1 -> stream.next();
        case 2 -> {
          stream.cancel();
          try {
            stream.response();
            throw new AssertionError("a cancelled call was answered");
          } catch (CallCancelledException expected) {
            assertThat(expected.callId()).isEqualTo(stream.callId());
          }
        }
        default -> assertThat(stream.text()).hasSize(8);
      }
    }
  }

  @Test
  @Fault("F127")
  void startsOneFlightForThoseWhoComeAtTheSameTime() {
    Races.repeat(
        repeat -> {
          int before = fake.received();
          Gate gate = Gate.closed();
          fake.answers(script -> script.waitFor(gate).text("shared"));
          CyclicBarrier start = new CyclicBarrier(6);
          List<Aside<String>> asks = new ArrayList<>();
          for (int i = 0; i < 6; i++) {
            asks.add(
                Aside.call(
                    () -> {
                      start.await();
                      return llm.prompt("q").text();
                    }));
          }
          asks.forEach(ask -> ask.awaitBlockedIn("awaitCommit"));
          gate.open();

          assertThat(asks).allMatch(ask -> ask.get().equals("shared"));
          assertThat(fake.received()).isEqualTo(before + 1);
        });
  }

  @Test
  void neverPutsAJoinerOnAFlightThatTheLastOneHasLeft() {
    Races.repeat(
        repeat -> {
          for (int i = 0; i < 10; i++) {
            ChatStream last = llm.prompt("q").stream();
            Races.together(
                last::close, () -> assertThat(llm.prompt("q").text()).isEqualTo("abcdefgh"));
          }
          fake.awaitNoOpenStreams();
          expectOneOutcomePerExchange();
        });
  }

  private void expectOneOutcomePerExchange() {
    Patience.until(
        () -> fake.received() + " flights to end; ended: " + coalescing.flights().size(),
        Patience.limit(),
        () -> coalescing.flights().size() == fake.received());
    assertThat(coalescing.flights()).doesNotHaveAnyElementsOfTypes(Outcome.Failure.class);
  }
}
