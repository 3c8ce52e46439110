package io.llmgw.providers.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Http2Front;
import io.llmgw.test.DoorResult;
import io.llmgw.test.DoorResult.Ending;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.simulated.Cut;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.ServedReply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls by random doors, eight at a time, to a server that fails at random, some of them left by
 * their callers on the way, by a seed that is the test's name: what the server knows and what the
 * client says are the same, however often the client tries.
 */
@ExtendWith(LeakRule.class)
class SeededFaultsTest {
  private static final int CALLS = 160;
  private static final int AT_A_TIME = 8;
  private static final String ANSWER = "Blue light scatters most, since its waves are short.";

  private final CallLedger ledger = new CallLedger();
  private final Map<SeededCall, Optional<DoorResult>> results = new ConcurrentHashMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  @Fault({"I1", "I2", "I7", "I10"})
  void theServersTruthIsTheClients(long seed) {
    try (SimulatedProvider server = server(new Random(seed))) {
      theTruthIsTheClients(seed, server, server.provider());
    }
  }

  /** Calls share connections, where what is cut is a stream. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  @Fault({"I1", "I2", "I7", "I10"})
  void theServersTruthIsTheClientsOverHttp2(long seed) throws IOException {
    OkHttpClient http2 =
        new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();
    try (SimulatedProvider server = server(new Random(seed));
        Http2Front front = new Http2Front(server.port(), "/v1/chat/completions", "none")) {
      theTruthIsTheClients(
          seed,
          server,
          OpenAi.builder()
              .baseUrl(front.url() + "/v1")
              .http(HttpSettings.builder().client(http2).build())
              .build());

      // OkHttp begins another one at once where calls meet, and after a stream that was reset.
      assertThat(front.connections()).isLessThan(server.requests().size());
    } finally {
      http2.connectionPool().evictAll();
    }
  }

  private void theTruthIsTheClients(long seed, SimulatedProvider server, Provider provider) {
    try (LlmClient llm =
        LlmClient.builder()
            .provider(provider)
            .defaultModel(server.model())
            .closeGrace(Duration.ZERO)
            .failures(Reactions.standard().withoutBreaker())
            .use(ledger)
            .build()) {
      Races.together(callers(seed, llm, server));
    }
    server.awaitServed(server.requests().size());

    assertThat(results).hasSize(CALLS);
    results.forEach((call, result) -> agrees(server, call, result.orElse(null)));
    Patience.until("the connections to be closed", () -> server.openConnections() == 0);
    assertThat(server.failures()).isEmpty();
  }

  private static SimulatedProvider server(Random random) {
    SimulatedProvider.Builder script = SimulatedProvider.openAi();
    for (int i = 0; i < CALLS; i++) {
      script.answer(reply(random));
    }
    return script.always(ANSWER).start();
  }

  private Races.Action[] callers(long seed, LlmClient llm, SimulatedProvider server) {
    Races.Action[] callers = new Races.Action[AT_A_TIME];
    for (int caller = 0; caller < AT_A_TIME; caller++) {
      int first = caller;
      callers[caller] =
          () -> {
            Random random = new Random(seed * AT_A_TIME + first);
            for (int number = first; number < CALLS; number += AT_A_TIME) {
              SeededCall call = SeededCall.of(random, number);
              results.put(call, Optional.ofNullable(call.make(llm, server)));
            }
          };
    }
    return callers;
  }

  private void agrees(SimulatedProvider server, SeededCall call, DoorResult result) {
    List<ServedReply> served =
        server.log().stream().filter(reply -> call.isOf(reply.request().text())).toList();
    List<Outcome> outcomes = ledger.outcomes(call.question());
    String facts = call + ", " + result + ", " + outcomes + ", " + served;

    assertThat(outcomes).as(facts).hasSize(ledger.begun(call.question()));
    if (call.isLeft()) {
      assertThat(served).as(facts).hasSizeLessThanOrEqualTo(ledger.attempts(call.question()));
    } else {
      assertThat(served).as(facts).hasSize(ledger.attempts(call.question())).isNotEmpty();
      assertThat(outcomes).as(facts).hasSize(1);
    }
    if (result != null) {
      attemptsAgree(facts, call, result, served.size());
      textAgrees(facts, call, result, served);
    }
  }

  /** Of a call that was left, an attempt may have got stuck on this side. */
  private void attemptsAgree(String facts, SeededCall call, DoorResult result, int served) {
    List<AttemptRecord> told = attemptsOf(result);
    if (told == null) {
      return; // a subscriber is not told about a success, nor about anything once he has left
    }
    assertThat(told).as(facts).hasSize(ledger.attempts(call.question()));
    long unsent = told.stream().filter(SeededFaultsTest::isUnsent).count();
    if (call.isLeft()) {
      assertThat(served + unsent).as(facts).isLessThanOrEqualTo(told.size());
    } else {
      assertThat(told).as(facts).hasSize(served);
    }
  }

  private static List<AttemptRecord> attemptsOf(DoorResult result) {
    if (result.response() != null) {
      return result.response().served().attempts();
    }
    return result.error() == null ? null : result.error().attempts();
  }

  private static boolean isUnsent(AttemptRecord attempt) {
    return attempt.state() == AttemptState.CANCELLED && !attempt.possiblyBilled();
  }

  private void textAgrees(
      String facts, SeededCall call, DoorResult result, List<ServedReply> served) {
    assertThat(ANSWER).as(facts).startsWith(result.text());
    List<Outcome> outcomes = ledger.outcomes(call.question());
    if (result.ending() == Ending.SUCCEEDED) {
      ServedReply last = served.get(served.size() - 1);
      assertThat(outcomes).as(facts).allMatch(Outcome.Success.class::isInstance);
      assertThat(result.text()).as(facts).isEqualTo(last.text());
      assertThat(last.isComplete()).as(facts).isTrue();
    } else if (!call.isLeft()) {
      assertThat(outcomes).as(facts).allMatch(Outcome.Failure.class::isInstance);
    }
  }

  private static Reply reply(Random random) {
    Reply text = Reply.text(ANSWER);
    int place = random.nextInt(12);
    Cut cut = random.nextBoolean() ? Cut.FIN : Cut.RST;
    return switch (random.nextInt(11)) {
      case 0 -> text.cutAfterEvents(place, cut);
      case 1 -> text.cutAtByte(place * 37, cut);
      case 2 -> text.cutBeforeHead(cut);
      case 3 -> text.endAfterEvents(place);
      case 4 -> text.errorAfterEvents(place, "overloaded");
      case 5 -> Reply.status(List.of(400, 401, 429, 500, 529).get(random.nextInt(5)));
      case 6 -> text.sliced(1 + place);
      case 7 -> text.pingAfterEvents(place);
      case 8 -> text.pace(Duration.ofMillis(2));
      default -> text;
    };
  }
}
