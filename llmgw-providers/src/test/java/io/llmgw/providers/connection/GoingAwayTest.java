package io.llmgw.providers.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.status.BreakerState;
import io.llmgw.api.status.TargetStatus;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Background;
import io.llmgw.providers.rig.Calls;
import io.llmgw.providers.rig.StreamLimitServer;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.LoneCall;
import io.llmgw.test.Patience;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts that end a connection of HTTP/2 in good order, as for a restart, with calls on it. */
@ExtendWith(LeakRule.class)
class GoingAwayTest {
  private static final String MODEL = "openai/gpt-test";
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final int STREAMS = 80;
  private static final int MANY = 300;

  private final OkHttpClient http2 =
      new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();
  private final StreamLimitServer server;
  private final Provider provider;
  private final LlmClient llm;
  private int answered;

  GoingAwayTest() throws IOException {
    server = new StreamLimitServer(120);
    HttpSettings settings =
        HttpSettings.builder().client(http2).maxConcurrentStreams(STREAMS).build();
    provider = OpenAi.builder().baseUrl(server.url()).http(settings).build();
    llm = LlmClient.builder().provider(provider).defaultModel(MODEL).build();
  }

  /** So that all that follows is on one connection. */
  @BeforeEach
  void warmUp() throws IOException {
    answer(begin(1));
  }

  @AfterEach
  void close() throws IOException {
    llm.close();
    server.close();
    http2.connectionPool().evictAll();
  }

  /** Those go out on a new connection, while others are still answered on the old one. */
  @ParameterizedTest
  @CsvSource({"1, 0", "2, 1", "20, 10"})
  @Fault("F012")
  void whatItLeavesBehindGoesOutAgainAtOnceAndCostsNoPlace(int calls, int kept) throws IOException {
    List<CompletableFuture<ChatResponse>> underWay = begin(calls);

    server.goAway(kept);

    awaitRequests(calls);
    answer(underWay);
    assertThat(underWay)
        .flatExtracting(call -> call.join().served().trail())
        .extracting(TrailEntry::note)
        .hasSize(calls - kept)
        .containsOnly("was refused unread, and is sent again");
    answer(begin(STREAMS)); // all at once
    TargetStatus target = llm.status().target(MODEL);
    assertThat(target.breaker()).isEqualTo(BreakerState.CLOSED);
    assertThat(target.recent().failed()).isZero();
  }

  /** That cannot be told from a limit: it costs places, which come back faster and faster. */
  @Test
  void whatIsLeftBehindTwiceCostsPlacesForAFewRounds() throws IOException {
    leaveBehindTwice();

    fillAllPlacesForAWhile();

    answer(begin(STREAMS)); // all at once
  }

  @Test
  void whatItIsKnownToHoldAtOnceStays() throws IOException {
    fillAllPlacesForAWhile();

    leaveBehindTwice();

    answer(begin(STREAMS)); // all at once
  }

  /** Two calls, of which one is on two connections in turn that go away. */
  private void leaveBehindTwice() throws IOException {
    List<CompletableFuture<ChatResponse>> underWay = begin(2);
    server.goAway(1);
    awaitRequests(2);
    server.goAway(0);
    answer(underWay);
  }

  /** Each call that has a place has others in line behind it, until most are answered. */
  private void fillAllPlacesForAWhile() throws IOException {
    server.hold();
    List<LoneCall> calls = new ArrayList<>();
    List<Background<LoneCall.Result>> running = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      LoneCall call = Calls.whole();
      calls.add(call);
      running.add(Background.run(() -> call.run(provider)));
    }
    Patience.until(
        "all to be under way or in line",
        () -> server.requests() - answered + waitingOf(calls) == MANY);
    server.answer();
    running.forEach(call -> call.result().succeeded());
    answered += MANY;
  }

  private static long waitingOf(List<LoneCall> calls) {
    return calls.stream().filter(call -> call.awaited() != null).count();
  }

  /** So many calls of which all are under way at once. */
  private List<CompletableFuture<ChatResponse>> begin(int calls) {
    server.hold();
    List<CompletableFuture<ChatResponse>> begun = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      begun.add(llm.chatAsync(QUESTION));
    }
    awaitRequests(calls);
    return begun;
  }

  private void awaitRequests(int calls) {
    Patience.until("the calls to be under way", () -> server.requests() == answered + calls);
  }

  private void answer(List<CompletableFuture<ChatResponse>> calls) throws IOException {
    server.answer();
    assertThat(calls).allSatisfy(call -> assertThat(call.join().served().attempts()).hasSize(1));
    answered += calls.size();
  }
}
