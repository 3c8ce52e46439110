package io.llmgw.providers.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.DoorResult.Ending;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.OutcomeProbe;
import io.llmgw.test.Patience;
import io.llmgw.test.simulated.Cut;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.ServedReply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls by random doors to a server that fails at random, by a seed that is the test's name: what
 * the server knows and what the client says are the same.
 */
@ExtendWith(LeakRule.class)
class SeededFaultsTest {
  private static final int CALLS = 60;
  private static final String ANSWER = "Blue light scatters most, since its waves are short.";

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  @Fault({"I1", "I2", "I7", "I10"})
  void theServersTruthIsTheClients(long seed) {
    Random random = new Random(seed);
    OutcomeProbe calls = OutcomeProbe.in(Slot.APPLICATION);
    OutcomeProbe attempts = OutcomeProbe.in(Slot.ATTEMPT);
    List<DoorResult> results = new ArrayList<>();
    SimulatedProvider.Builder script = SimulatedProvider.openAi();
    for (int i = 0; i < CALLS; i++) {
      script.answer(reply(random));
    }
    try (SimulatedProvider server = script.start()) {
      try (LlmClient llm =
          LlmClient.builder()
              .provider(server.provider())
              .defaultModel(server.model())
              .retries(Retries.none())
              .closeGrace(Duration.ZERO)
              .use(calls)
              .use(attempts)
              .build()) {
        for (int i = 0; i < CALLS; i++) {
          Door door = Door.values()[random.nextInt(Door.values().length)];
          results.add(door.open(llm, ChatRequest.of("Why is the sky blue?")));
          calls.awaitSettled();
        }
      }
      server.awaitServed(CALLS);

      assertThat(calls.outcomes()).hasSize(CALLS);
      assertThat(attempts.proceeds()).isEqualTo(server.requests().size());
      for (int i = 0; i < CALLS; i++) {
        agrees(server.log().get(i), calls.outcomes().get(i), results.get(i));
      }
      Patience.until("the connections to be closed", () -> server.openConnections() == 0);
      assertThat(server.failures()).isEmpty();
    }
  }

  private static void agrees(ServedReply served, Outcome outcome, DoorResult result) {
    boolean succeeded = result.ending() == Ending.SUCCEEDED;
    assertThat(outcome)
        .as("%s, %s", served, result)
        .isInstanceOf(succeeded ? Outcome.Success.class : Outcome.Failure.class);
    assertThat(ANSWER).startsWith(result.text());
    if (succeeded) {
      assertThat(result.text()).isEqualTo(served.text());
      assertThat(served.isComplete()).as("%s, %s", served, result).isTrue();
    }
  }

  private static Reply reply(Random random) {
    Reply text = Reply.text(ANSWER);
    int place = random.nextInt(12);
    Cut cut = random.nextBoolean() ? Cut.FIN : Cut.RST;
    return switch (random.nextInt(10)) {
      case 0 -> text.cutAfterEvents(place, cut);
      case 1 -> text.cutAtByte(place * 37, cut);
      case 2 -> text.cutBeforeHead(cut);
      case 3 -> text.endAfterEvents(place);
      case 4 -> text.errorAfterEvents(place, "overloaded");
      case 5 -> Reply.status(List.of(400, 401, 429, 500, 529).get(random.nextInt(5)));
      case 6 -> text.sliced(1 + place);
      case 7 -> text.pingAfterEvents(place);
      default -> text;
    };
  }
}
