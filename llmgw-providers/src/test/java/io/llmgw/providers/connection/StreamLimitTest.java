package io.llmgw.providers.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Target;
import io.llmgw.api.status.BreakerState;
import io.llmgw.api.status.TargetStatus;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Background;
import io.llmgw.providers.rig.Calls;
import io.llmgw.providers.rig.StreamLimitServer;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.LoneCall;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that allow fewer streams than most do, or than the settings say. */
@ExtendWith(LeakRule.class)
class StreamLimitTest {
  private static final String MODEL = "openai/gpt-test";
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final int LIMIT = 10;
  private static final int CALLS = 300;
  private static final int BURST = 200;
  private static final int MOST_TRIED = 10;
  private static final Duration A_WHILE = Duration.ofMillis(300);

  private final OkHttpClient http2 =
      new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();

  @AfterEach
  void closeConnections() {
    http2.connectionPool().evictAll();
  }

  @Test
  void aBurstThatIsHeldToTheLimitLosesNothingColdAndWarm() throws IOException {
    try (StreamLimitServer server = new StreamLimitServer(LIMIT);
        Provider provider = provider(server)) {
      for (int burst = 1; burst <= 2; burst++) {
        server.hold();
        List<Background<LoneCall.Result>> calls = begin(CALLS, provider);
        int full = (burst - 1) * CALLS + LIMIT;
        Patience.until("all places to be taken", () -> server.requests() >= full);
        boolean exceeded = Patience.comesTrue(A_WHILE, () -> server.most() > LIMIT);
        server.answer();

        assertThat(lostOf(calls)).isZero();
        assertThat(exceeded).isFalse();
        assertThat(server.requests()).isEqualTo(burst * CALLS);
      }
      assertThat(server.most()).isEqualTo(LIMIT);
      assertThat(server.refused()).isZero();
    }
  }

  /** OkHttp takes other connections for those that have no place on the first any more. */
  @Test
  void aLimitThatIsLoweredMidwayLosesNothing() throws IOException {
    try (StreamLimitServer server = new StreamLimitServer(LIMIT);
        Provider provider = provider(server)) {
      List<Background<LoneCall.Result>> calls = begin(CALLS, provider);
      Patience.until("all places to be taken", () -> server.requests() >= LIMIT);

      server.lower(LIMIT / 2);
      server.answer();

      assertThat(lostOf(calls)).isZero();
      assertThat(server.refused()).isZero();
      assertThat(server.requests()).isEqualTo(CALLS);
    }
  }

  /** Each call is one attempt, and those that wait for a place do so at the gate. */
  @ParameterizedTest
  @ValueSource(ints = {10, 1})
  @Fault("F012")
  void aBurstThroughAClientIsAnsweredWithoutARepeat(int limit) throws IOException {
    try (StreamLimitServer server = new StreamLimitServer(limit);
        LlmClient llm = client(server, limit)) {
      server.answer();
      List<CompletableFuture<ChatResponse>> calls = new ArrayList<>();
      for (int i = 0; i < BURST; i++) {
        calls.add(llm.chatAsync(QUESTION));
      }

      assertThat(calls).allSatisfy(call -> assertThat(call.join().served().attempts()).hasSize(1));
      assertThat(server.requests()).isEqualTo(BURST);
      assertThat(server.refused()).isZero();
      assertThat(server.most()).isLessThanOrEqualTo(limit);
    }
  }

  /** Refusals tell how many it takes, and are no failures of it: what it has refused waits. */
  @ParameterizedTest
  @CsvSource({"80, 200", "10, 80", "1, 80"})
  @Fault("F012")
  void aBurstAboveWhatTheHostTakesIsAnsweredAllTheSame(int limit, int streams) throws IOException {
    try (StreamLimitServer server = StreamLimitServer.silent(limit);
        LlmClient llm = client(server, streams)) {
      List<CompletableFuture<ChatResponse>> calls = new ArrayList<>();
      for (int i = 0; i < BURST; i++) {
        calls.add(llm.chatAsync(QUESTION));
      }
      Patience.until(
          "all places to be taken and some calls to be refused",
          () -> server.requests() >= limit && server.refused() > 0);
      server.answer();

      assertThat(calls)
          .allSatisfy(
              call ->
                  assertThat(call.join().served().attempts())
                      .singleElement()
                      .extracting(AttemptRecord::possiblyBilled)
                      .isEqualTo(false));
      // No more than were too many, each twice, and a few that were tried since.
      assertThat(server.refused()).isLessThan(2 * (streams - limit) + MOST_TRIED);
      assertThat(server.requests()).isEqualTo(BURST);
      TargetStatus target = llm.status().target(MODEL);
      assertThat(target.breaker()).isEqualTo(BreakerState.CLOSED);
      assertThat(target.recent().failed()).isZero();
    }
  }

  /** What it is known to take it is given at once from then on, and more now and then. */
  @Test
  void aLimitThatIsLearnedIsKept() throws IOException {
    try (StreamLimitServer server = StreamLimitServer.silent(LIMIT);
        Provider provider = provider(server, 80)) {
      List<Background<LoneCall.Result>> first = begin(80, provider);
      Patience.until("some calls to be refused", () -> server.refused() > 0);
      server.answer();
      assertThat(lostOf(first)).isZero();
      int refused = server.refused();

      List<Background<LoneCall.Result>> second = begin(CALLS, provider);

      assertThat(lostOf(second)).isZero();
      assertThat(server.refused() - refused).isLessThan(MOST_TRIED);
    }
  }

  @Test
  @Fault("F012")
  void aRefusedCallThatIsCancelledWhileItWaitsWasNotBilled() throws IOException {
    try (StreamLimitServer server = StreamLimitServer.silent(1);
        Provider provider = provider(server, 80)) {
      Background<LoneCall.Result> taken = Background.run(() -> Calls.whole().run(provider));
      Patience.until("the place to be taken", () -> server.requests() == 1);
      LoneCall refused = Calls.whole();
      Background<LoneCall.Result> waiting = Background.run(() -> refused.run(provider));
      Patience.until("the refused one to wait", () -> refused.awaited() != null);

      assertThat(refused.awaited())
          .contains("1 at once since")
          .contains("maxConcurrentStreams of 80");
      assertThat(refused.isSent()).isFalse();
      refused.cancel();

      assertThat(waiting.result().failure()).isInstanceOf(CallCancelledException.class);
      server.answer();
      taken.result().succeeded();
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  @Fault("F012")
  void aRefusedAttemptWhoseClockRunsOutWhileItWaitsWasNotAsked() throws IOException {
    VirtualTime time = VirtualTime.create();
    try (StreamLimitServer server = StreamLimitServer.silent(1);
        LlmClient llm = builder(server, 80).time(time).retries(Retries.none()).build()) {
      CompletableFuture<ChatResponse> taken = llm.chatAsync(QUESTION);
      Patience.until("the place to be taken", () -> server.requests() == 1);
      Duration limit = Duration.ofSeconds(3);
      CompletableFuture<ChatResponse> refused =
          llm.chatAsync(QUESTION.with(Timeouts.attempt(limit)));
      Patience.until("the refused one to wait", PlaceWaitTest::isWaiting);

      time.advance(limit);

      assertThatThrownBy(refused::join)
          .cause()
          .isInstanceOfSatisfying(
              LlmException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(ErrorKind.LOCAL_RESOURCE);
                assertThat(e).hasMessageContaining("1 at once since its host has refused");
                assertThat(e.attempts()).noneMatch(AttemptRecord::possiblyBilled);
              });
      server.answer();
      assertThat(taken.join().text()).isEqualTo("Blue");
      assertThat(llm.status().target(MODEL).recent().failed()).isZero();
    }
  }

  /** That a host refuses it is not a wait of this process alone: its clock runs. */
  @Test
  @Fault("F012")
  void aRefusedCallGoesElsewhereWhenItsFirstTokenIsDue() throws IOException {
    VirtualTime time = VirtualTime.create();
    ScriptedProvider other = ScriptedProvider.named("other").always("Red");
    try (StreamLimitServer server = StreamLimitServer.silent(1);
        LlmClient llm =
            builder(server, 80)
                .provider(other)
                .alias("either", Route.ordered(Target.of(MODEL), other.target()))
                .closeGrace(Duration.ZERO)
                .time(time)
                .build()) {
      CompletableFuture<ChatResponse> taken = llm.chatAsync(QUESTION);
      Patience.until("the place to be taken", () -> server.requests() == 1);
      Duration limit = Duration.ofSeconds(2);
      CompletableFuture<ChatResponse> refused =
          llm.chatAsync(QUESTION.withModel("either").with(Timeouts.firstToken(limit)));
      Patience.until("the refused one to wait", PlaceWaitTest::isWaiting);

      time.advance(limit.minusMillis(1));
      assertThat(refused).isNotDone();
      time.advance(Duration.ofMillis(1));

      Patience.until("it to go on to the other target", refused::isDone);
      assertThat(refused.join().text()).isEqualTo("Red");
      assertThat(refused.join().served().attempts())
          .extracting(AttemptRecord::error)
          .containsExactly(ErrorKind.LOCAL_RESOURCE, null);
      assertThat(refused.join().served().attempts()).noneMatch(AttemptRecord::possiblyBilled);
      server.answer();
      assertThat(taken.join().text()).isEqualTo("Blue");
      assertThat(llm.status().target(MODEL).recent().failed()).isZero();
    }
  }

  @Test
  @Fault("F012")
  void aRefusedAttemptOfACallThatIsCancelledWhileItWaitsIsNotOnTheBill() throws IOException {
    CancelHandle handle = new CancelHandle();
    try (StreamLimitServer server = StreamLimitServer.silent(1);
        LlmClient llm = client(server, 80)) {
      CompletableFuture<ChatResponse> taken = llm.chatAsync(QUESTION);
      Patience.until("the place to be taken", () -> server.requests() == 1);
      CompletableFuture<ChatResponse> refused = llm.cancelledBy(handle).chatAsync(QUESTION);
      Patience.until("the refused one to wait", PlaceWaitTest::isWaiting);

      handle.cancel();

      assertThatThrownBy(refused::join)
          .cause()
          .isInstanceOfSatisfying(
              CallCancelledException.class,
              e ->
                  assertThat(e.attempts())
                      .singleElement()
                      .extracting(AttemptRecord::possiblyBilled)
                      .isEqualTo(false));
      server.answer();
      assertThat(taken.join().text()).isEqualTo("Blue");
    }
  }

  /** There is nothing to wait for: it refuses whatever comes, on a new connection too. */
  @Test
  @Fault("F012")
  void aHostThatRefusesALoneCallHasFailed() throws IOException {
    try (StreamLimitServer server = StreamLimitServer.silent(0);
        LlmClient llm = client(server, 80)) {
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(() -> llm.prompt("Why?").with(Retries.none()).text())
            .isInstanceOfSatisfying(
                LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONNECTION_LOST));
      }

      assertThat(server.refused()).isEqualTo(10);
      assertThat(llm.status().target(MODEL).breaker()).isEqualTo(BreakerState.OPEN);
    }
  }

  @Test
  @Fault("F012")
  void aHostThatRefusesEachOfManyCallsHasFailed() throws IOException {
    try (StreamLimitServer server = StreamLimitServer.silent(0);
        Provider provider = provider(server, 80)) {
      List<Background<LoneCall.Result>> calls = begin(CALLS, provider);

      assertThat(lostOf(calls)).isEqualTo(CALLS);
    }
  }

  private static List<Background<LoneCall.Result>> begin(int calls, Provider provider) {
    List<Background<LoneCall.Result>> running = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      running.add(Background.run(() -> Calls.whole().run(provider)));
    }
    return running;
  }

  private static int lostOf(List<Background<LoneCall.Result>> calls) {
    int lost = 0;
    for (Background<LoneCall.Result> call : calls) {
      lost += call.result().failure() == null ? 0 : 1;
    }
    return lost;
  }

  private LlmClient client(StreamLimitServer server, int streams) {
    return builder(server, streams).build();
  }

  private LlmClientBuilder builder(StreamLimitServer server, int streams) {
    return LlmClient.builder().provider(provider(server, streams)).defaultModel(MODEL);
  }

  private Provider provider(StreamLimitServer server) {
    return provider(server, LIMIT);
  }

  private Provider provider(StreamLimitServer server, int streams) {
    HttpSettings settings =
        HttpSettings.builder().client(http2).maxConcurrentStreams(streams).build();
    return OpenAi.builder().baseUrl(server.url()).http(settings).build();
  }
}
