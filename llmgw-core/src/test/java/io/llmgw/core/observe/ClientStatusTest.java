package io.llmgw.core.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.Route;
import io.llmgw.api.status.BreakerState;
import io.llmgw.api.status.ClientStatus;
import io.llmgw.api.status.KeyStatus;
import io.llmgw.api.status.RecentAttempts;
import io.llmgw.api.status.RecentFailure;
import io.llmgw.api.status.RestStatus;
import io.llmgw.api.status.TargetStatus;
import io.llmgw.api.tokens.EstimateError;
import io.llmgw.api.tokens.TextTally;
import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a client says it stands. */
class ClientStatusTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final String CANARY = "canary-7Q2";

  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ScriptedProvider b = ScriptedProvider.named("b");
  private final VirtualTime time = VirtualTime.create();
  private final LlmClientBuilder builder =
      LlmClient.builder()
          .provider(a)
          .provider(b)
          .alias("smart", Route.ordered(Route.target("a/m"), Route.target("b/m")))
          .defaultModel("a/m")
          .retries(Retries.none())
          .closeGrace(Duration.ZERO)
          .time(time);
  private LlmClient llm;

  private LlmClient llm() {
    if (llm == null) {
      llm = builder.build();
    }
    return llm;
  }

  private TargetStatus a() {
    return llm().status().target("a/m");
  }

  private void takes(Duration first, Duration rest) {
    a.answers(
        script ->
            script
                .run(() -> time.advance(first))
                .text("bl")
                .run(() -> time.advance(rest))
                .text("ue"));
    llm().chat(QUESTION);
  }

  @AfterEach
  void close() {
    llm().close();
  }

  @Test
  void aClientThatHasCalledNobodyListsTheTargetsOfItsConfiguration() {
    ClientStatus status = llm().status();

    assertThat(status.at()).isEqualTo(time.now());
    assertThat(status.closed()).isFalse();
    assertThat(status.openCalls()).isZero();
    assertThat(status.targets()).extracting(TargetStatus::target).containsExactly("a/m", "b/m");
    assertThat(status.targets()).allMatch(TargetStatus::isAvailable);
    assertThat(a().recent()).isEqualTo(RecentAttempts.NONE);
    assertThat(status.target("c/m")).isNull();
  }

  @Test
  void saysHowFarTheEstimatesOfAClientWereOff() {
    Usage reported = Usage.reported(20, 4);
    ModelRef model = ModelRef.parse("a/m");
    TokenEstimator same = TokenEstimator.create();
    same.learn(QUESTION, model, reported);
    a.answers(script -> script.text("blue").usage(reported));

    assertThat(a().estimates()).isEqualTo(EstimateError.NONE);
    llm().chat(QUESTION);

    assertThat(a().estimates().samples()).isEqualTo(1);
    assertThat(a().estimates()).isEqualTo(same.error(model));
    assertThat(llm().status().target("b/m").estimates()).isEqualTo(EstimateError.NONE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void answersWhereAnEstimatorOfTheHostDoesNot(boolean throwsIt) {
    builder.tokenEstimator(new Speechless(throwsIt));
    a.answers("blue");
    llm().chat(QUESTION);

    assertThat(a().recent().attempts()).isEqualTo(1);
    assertThat(a().estimates()).isEqualTo(EstimateError.NONE);
    assertThat(llm().status().target("b/m").estimates()).isEqualTo(EstimateError.NONE);
  }

  /** Does not say how far it was off. */
  private static final class Speechless implements TokenEstimator {
    private final TokenEstimator real = TokenEstimator.create();
    private final boolean throwsIt;

    Speechless(boolean throwsIt) {
      this.throwsIt = throwsIt;
    }

    @Override
    public long inputTokens(LlmRequest<?> request, ModelRef model) {
      return real.inputTokens(request, model);
    }

    @Override
    public long outputTokens(TextTally written, ModelRef model) {
      return real.outputTokens(written, model);
    }

    @Override
    public void learn(LlmRequest<?> request, ModelRef model, Usage reported) {}

    @Override
    public EstimateError error(ModelRef model) {
      if (throwsIt) {
        throw new AssertionError("a bug of the host");
      }
      return null;
    }
  }

  @Test
  void saysOfADeploymentHowFarTheEstimatesOfItsModelWereOff() {
    a.answers(script -> script.text("blue").usage(Usage.reported(1000, 4)));
    builder.catalog(ModelCatalog.empty().withDeployment("a/m", "a/gpt-5-mini"));

    llm().chat(QUESTION);

    assertThat(a().estimates().samples()).isEqualTo(1);
  }

  @Test
  void anOpenBreakerIsShownUntilAProbeHasClosedIt() {
    for (int i = 0; i < 5; i++) {
      a.answers(
          script -> script.fail(LlmException.of(ErrorKind.SERVER, CANARY).httpStatus(503).build()));
      catchThrowable(() -> llm().chat(ChatRequest.of(CANARY)));
    }

    TargetStatus open = a();
    assertThat(open.breaker()).isEqualTo(BreakerState.OPEN);
    assertThat(open.breakerUntil()).isEqualTo(time.now().plusSeconds(5));
    assertThat(open.isAvailable()).isFalse();
    assertThat(open.recent().failedShare()).isEqualTo(1, within(0.0));
    assertThat(open.recent().lastFailures())
        .hasSize(5)
        .first()
        .isEqualTo(new RecentFailure(time.now(), ErrorKind.SERVER, 503));
    assertThat(llm().status().toString()).doesNotContain(CANARY);

    time.advance(Duration.ofSeconds(5));
    assertThat(a().breaker()).isEqualTo(BreakerState.HALF_OPEN);

    a.answers("blue");
    llm().chat(QUESTION);
    assertThat(a().breaker()).isEqualTo(BreakerState.CLOSED);
    assertThat(a().recent().attempts()).isEqualTo(6);
    assertThat(a().recent().failed()).isEqualTo(5);
  }

  @Test
  void oneThatFailsInPartStillTakesCallsThatHaveNoOtherTarget() {
    for (int i = 0; i < 20; i++) {
      if (i % 2 == 0) {
        a.answers("blue");
      } else {
        a.fails(ErrorKind.SERVER);
      }
      catchThrowable(() -> llm().chat(QUESTION));
    }

    assertThat(a().breaker()).isEqualTo(BreakerState.OPEN_BY_RATE);
    assertThat(a().isAvailable()).isTrue();
    a.answers("blue");
    assertThat(llm().chat(QUESTION).text()).isEqualTo("blue");
  }

  @Test
  void keysThatRestAreShownByAlias() {
    a.with(Keys.of(ApiKey.of("first", CANARY)));
    a.fails(ErrorKind.AUTH);
    Heard heard = new Heard();
    builder.listen(heard);
    catchThrowable(() -> llm().chat(QUESTION));

    assertThat(a().restingKeys())
        .containsExactly(
            new KeyStatus(
                "first",
                heard.await(GatewayEvent.KeyQuarantined.class, 1).get(0).keyId(),
                true,
                true,
                new RestStatus(ErrorKind.AUTH, time.now().plus(Duration.ofMinutes(5)))));
    assertThat(llm().status().toString()).doesNotContain(CANARY);
    time.advance(Duration.ofMinutes(5));
    assertThat(a().restingKeys()).isEmpty();
  }

  @Test
  void aModelThatIsGoneForAKeyIsShownAsItsEventTellsIt() {
    a.with(Keys.of("sk-1"));
    a.fails(ErrorKind.MODEL_NOT_FOUND);
    Heard heard = new Heard();
    builder.listen(heard);

    catchThrowable(() -> llm().chat(QUESTION));

    KeyStatus key = a().restingKeys().get(0);
    assertThat(key.rest()).isEqualTo(new RestStatus(ErrorKind.MODEL_NOT_FOUND, null));
    assertThat(key.quarantined()).as("the key is not refused").isFalse();
    assertThat(heard.await(GatewayEvent.ModelMissing.class, 1).get(0).target()).isEqualTo("a/m");
  }

  @Test
  void aKeyThatHasReachedALimitIsNotQuarantined() {
    a.with(Keys.of("sk-1"));
    a.fails(ErrorKind.RATE_LIMIT);
    Heard heard = new Heard();
    builder.listen(heard);

    catchThrowable(() -> llm().chat(QUESTION));

    assertThat(a().restingKeys().get(0).quarantined()).isFalse();
    heard.await(GatewayEvent.KeyRested.class, 1);
  }

  @Test
  void aTargetThatRestsIsShownWithItsReason() {
    a.fails(ErrorKind.MODEL_NOT_FOUND);
    catchThrowable(() -> llm().chat(QUESTION));

    assertThat(a().rest()).isEqualTo(new RestStatus(ErrorKind.MODEL_NOT_FOUND, null));
    assertThat(a().isAvailable()).isFalse();
  }

  @Test
  void percentilesAreThoseOfTheLastAttempts() {
    for (int i = 1; i <= 20; i++) {
      takes(Duration.ofMillis(10L * i), Duration.ofMillis(100));
    }

    RecentAttempts recent = a().recent();
    assertThat(recent.attempts()).isEqualTo(20);
    assertThat(recent.firstToken().median()).isEqualTo(Duration.ofMillis(100));
    assertThat(recent.firstToken().p95()).isEqualTo(Duration.ofMillis(190));
    assertThat(recent.firstToken().max()).isEqualTo(Duration.ofMillis(200));
    assertThat(recent.total().median()).isEqualTo(Duration.ofMillis(200));
    assertThat(recent.total().count()).isEqualTo(20);
  }

  @Test
  void anAttemptThatFailsAfterItsFirstContentCountsAmongThoseThatHadSome() {
    a.answers(script -> script.run(() -> time.advance(Duration.ofMillis(30))).text("bl").truncate())
        .fails(ErrorKind.SERVER);

    catchThrowable(() -> llm().chat(QUESTION));
    catchThrowable(() -> llm().chat(QUESTION));

    RecentAttempts recent = a().recent();
    assertThat(recent.failed()).isEqualTo(2);
    assertThat(recent.firstToken().count()).isEqualTo(1);
    assertThat(recent.firstToken().median()).isEqualTo(Duration.ofMillis(30));
  }

  @Test
  void onlyTheLastAttemptsOfTheLastFiveMinutesCount() {
    a.always("blue");
    catchThrowable(() -> a.fails(ErrorKind.SERVER));
    for (int i = 0; i < RecentAttempts.MOST + 10; i++) {
      catchThrowable(() -> llm().chat(QUESTION));
    }
    assertThat(a().recent().attempts()).isEqualTo(RecentAttempts.MOST);
    assertThat(a().recent().failed()).isZero();

    time.advance(Duration.ofMinutes(5).plusMillis(1));

    assertThat(a().recent()).isEqualTo(RecentAttempts.NONE);
  }

  @Test
  void whatTheRequestIsToBlameForIsNotCountedAgainstTheTarget() {
    a.fails(ErrorKind.INVALID_REQUEST);
    catchThrowable(() -> llm().chat(QUESTION));

    assertThat(a().recent()).isEqualTo(RecentAttempts.NONE);
  }

  @Test
  void openCallsAndAttemptsUnderWayAreCounted() {
    a.answers(script -> script.text("bl").hang());

    try (ChatStream stream = llm().stream(QUESTION)) {
      stream.next();
      assertThat(llm().status().openCalls()).isEqualTo(1);
      assertThat(a().inFlight()).isEqualTo(1);
    }
    a.awaitNoOpenStreams();
    llm().close();

    ClientStatus status = llm().status();
    assertThat(status.closed()).isTrue();
    assertThat(status.openCalls()).isZero();
    assertThat(a().inFlight()).isZero();
  }
}
