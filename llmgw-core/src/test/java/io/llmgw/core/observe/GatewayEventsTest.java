package io.llmgw.core.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.Caller;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.observe.GatewayEvent.BreakerClosed;
import io.llmgw.api.observe.GatewayEvent.BreakerOpened;
import io.llmgw.api.observe.GatewayEvent.FailedOver;
import io.llmgw.api.observe.GatewayEvent.KeyQuarantined;
import io.llmgw.api.observe.GatewayEvent.KeyRested;
import io.llmgw.api.observe.GatewayEvent.KeyRotated;
import io.llmgw.api.observe.GatewayEvent.ModelMissing;
import io.llmgw.api.observe.GatewayEvent.PriceUnknown;
import io.llmgw.api.observe.GatewayEvent.Reconfigured;
import io.llmgw.api.observe.GatewayEvent.SlowCall;
import io.llmgw.api.observe.GatewayEvent.StreamLeaked;
import io.llmgw.api.observe.GatewayEvent.TargetRested;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Target;
import io.llmgw.test.Fault;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What listeners are told, and when. */
class GatewayEventsTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final String CANARY = "canary-7Q2";

  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ScriptedProvider b = ScriptedProvider.named("b");
  private final VirtualTime time = VirtualTime.create();
  private final Heard heard = new Heard(Duration.ofSeconds(3));
  private final LlmClientBuilder builder =
      LlmClient.builder()
          .provider(a)
          .provider(b)
          .alias("smart", Route.ordered(Route.target("a/m"), Route.target("b/m")))
          .defaultModel("a/m")
          .retries(Retries.none())
          .time(time)
          .listen(heard);
  private LlmClient llm;

  private LlmClient llm() {
    if (llm == null) {
      llm = builder.build();
    }
    return llm;
  }

  @AfterEach
  void close() {
    llm().close();
  }

  private void failures(int count) {
    for (int i = 0; i < count; i++) {
      catchThrowable(() -> llm().chat(QUESTION));
    }
  }

  @Test
  void aBreakerThatOpensAndClosesIsTold() {
    for (int i = 0; i < 5; i++) {
      a.fails(ErrorKind.SERVER);
    }
    failures(4);
    assertThat(heard.events).isEmpty();

    failures(1);

    BreakerOpened opened = heard.await(BreakerOpened.class, 1).get(0);
    assertThat(opened)
        .isEqualTo(new BreakerOpened(time.now(), "a/m", false, Duration.ofSeconds(5)));
    time.advance(Duration.ofSeconds(5));
    a.answers("blue");
    llm().chat(QUESTION);
    assertThat(heard.await(BreakerClosed.class, 1).get(0).target()).isEqualTo("a/m");
  }

  @Test
  void aRefusedKeyIsToldWithItsAliasAndNeverItsSecret() {
    a.with(Keys.of(ApiKey.of("first", CANARY)));
    a.fails(ErrorKind.AUTH).fails(ErrorKind.AUTH);

    failures(2);

    KeyQuarantined told = heard.await(KeyQuarantined.class, 1).get(0);
    assertThat(told.keyAlias()).isEqualTo("first");
    assertThat(told.provider()).isEqualTo("a");
    assertThat(told.target()).isNull();
    assertThat(told.why()).isEqualTo(ErrorKind.AUTH);
    assertThat(told.restsFor()).isEqualTo(Duration.ofMinutes(5));
    llm().close();
    assertThat(heard.of(KeyQuarantined.class)).hasSize(1);
    assertThat(heard.events.toString()).doesNotContain(CANARY);
  }

  @Test
  void keysOfOneAliasAreToldApartByAnIdThatStaysUntilTheyAreExchanged() {
    Map<String, String> secrets = new ConcurrentHashMap<>(Map.of("acme", "s1", "other", "s2"));
    a.with(caller -> List.of(ApiKey.of("main", CANARY + secrets.get(caller.tenant()))));
    a.fails(ErrorKind.AUTH).fails(ErrorKind.AUTH).always("blue");

    for (String tenant : List.of("acme", "other")) {
      catchThrowable(() -> llm().forCaller(Caller.tenant(tenant)).chat(QUESTION));
    }
    secrets.put("acme", "s3");
    llm().forCaller(Caller.tenant("acme")).chat(QUESTION);
    llm().close();

    List<KeyQuarantined> refused = heard.of(KeyQuarantined.class);
    assertThat(refused).hasSize(2).extracting(KeyQuarantined::keyId).doesNotHaveDuplicates();
    assertThat(refused.get(0).keyId()).matches("[0-9a-f]{16}");
    assertThat(heard.of(KeyRotated.class))
        .singleElement()
        .satisfies(
            rotated -> {
              assertThat(rotated.formerKeyId()).isEqualTo(refused.get(0).keyId());
              assertThat(rotated.keyId()).isNotIn(refused.get(0).keyId(), refused.get(1).keyId());
            });
    assertThat(heard.events.toString()).doesNotContain(CANARY);
  }

  /** One has the secret of another already: what it had before is gone all the same. */
  @Test
  void eachSecretThatIsExchangedIsToldThoughTheNewOneIsTheSame() {
    Map<String, String> secrets = new ConcurrentHashMap<>(Map.of("acme", "s1", "other", "s2"));
    a.with(caller -> List.of(ApiKey.of("main", CANARY + secrets.get(caller.tenant()))));
    a.always("blue");

    for (int round = 0; round < 3; round++) {
      for (String tenant : List.of("acme", "other")) {
        llm().forCaller(Caller.tenant(tenant)).chat(QUESTION);
        secrets.put(tenant, "s3");
      }
    }
    llm().close();

    assertThat(heard.of(KeyRotated.class))
        .hasSize(2)
        .extracting(KeyRotated::formerKeyId)
        .doesNotHaveDuplicates();
  }

  @Test
  void aKeyAtItsLimitIsToldAsResting() {
    a.with(Keys.of(ApiKey.of("first", "s1")));
    a.answers(
        script ->
            script.fail(
                LlmException.of(ErrorKind.RATE_LIMIT, "later")
                    .retryAfter(Duration.ofSeconds(20))
                    .build()));

    failures(1);

    KeyRested told = heard.await(KeyRested.class, 1).get(0);
    assertThat(told.target()).isEqualTo("a/m");
    assertThat(told.restsFor()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void aModelThatIsGoneIsToldAsATargetThatRestsForGood() {
    a.fails(ErrorKind.MODEL_NOT_FOUND);

    failures(1);

    TargetRested told = heard.await(TargetRested.class, 1).get(0);
    assertThat(told.target()).isEqualTo("a/m");
    assertThat(told.restsFor()).isNull();
  }

  @Test
  void aModelThatIsMissingForAKeyIsToldAsSuchAndTheKeyIsNotRefused() {
    a.with(Keys.of(ApiKey.of("first", CANARY)));
    a.fails(ErrorKind.MODEL_NOT_FOUND).fails(ErrorKind.AUTH);

    catchThrowable(() -> llm().chat(QUESTION.withModel("a/typo")));
    catchThrowable(() -> llm().chat(QUESTION));
    llm().close();

    ModelMissing told = heard.of(ModelMissing.class).get(0);
    assertThat(told.target()).isEqualTo("a/typo");
    assertThat(told.keyAlias()).isEqualTo("first");
    assertThat(told.restsFor()).isNull();
    assertThat(heard.of(KeyQuarantined.class))
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.why()).isEqualTo(ErrorKind.AUTH);
              assertThat(refused.keyId()).isEqualTo(told.keyId());
            });
  }

  @Test
  void keysOfTheirOwnAreNoRotationAndThatOfTheHouseIsToldOnce() {
    AtomicReference<String> house = new AtomicReference<>(CANARY + 1);
    a.with(
        caller ->
            caller.user() == null
                ? List.of(ApiKey.of("house", house.get()))
                : List.of(ApiKey.of("own", CANARY + caller.user())));
    a.always("blue");
    Caller tenant = Caller.tenant("acme");
    List<Caller> callers =
        List.of(tenant, Caller.tenant("other"), tenant.user("ada"), tenant.user("bob"));

    for (int round = 0; round < 3; round++) {
      for (Caller caller : callers) {
        llm().forCaller(caller).chat(QUESTION);
      }
      house.set(CANARY + 2);
    }

    llm().close();
    assertThat(heard.of(KeyRotated.class))
        .extracting(KeyRotated::keyAlias)
        .containsExactly("house");
  }

  @Test
  void aKeyWithAnotherSecretIsToldAsRotated() {
    AtomicReference<String> secret = new AtomicReference<>(CANARY + 1);
    a.with(caller -> List.of(ApiKey.of("first", secret.get())));
    a.always("blue");
    llm().chat(QUESTION);
    llm().chat(QUESTION);

    secret.set(CANARY + 2);
    llm().chat(QUESTION);
    llm().chat(QUESTION);

    assertThat(heard.await(KeyRotated.class, 1).get(0).keyAlias()).isEqualTo("first");
    llm().close();
    assertThat(heard.of(KeyRotated.class)).hasSize(1);
    assertThat(heard.events.toString()).doesNotContain(CANARY);
  }

  @Test
  void targetsOfOneProviderWithKeysOfTheirOwnAreNoRotation() {
    builder
        .alias("one", Target.of("a/m").keys(Keys.of(CANARY + 1)))
        .alias("two", Target.of("a/n").keys(Keys.of(CANARY + 2)));
    a.fails(ErrorKind.AUTH).always("blue");

    for (int round = 0; round < 3; round++) {
      for (String name : List.of("one", "two")) {
        catchThrowable(() -> llm().chat(QUESTION.withModel(name)));
      }
    }

    llm().close();
    assertThat(heard.of(KeyQuarantined.class)).hasSize(1);
    assertThat(heard.of(KeyRotated.class)).isEmpty();
  }

  @Test
  void keysOfOneAliasInOneSourceAreNoRotationUntilOneIsExchanged() {
    AtomicReference<String> second = new AtomicReference<>("s2");
    a.with(caller -> List.of(ApiKey.of("main", "s1"), ApiKey.of("main", second.get())));
    a.always("blue");

    llm().chat(QUESTION);
    llm().chat(QUESTION);
    second.set("s3");
    llm().chat(QUESTION);
    llm().chat(QUESTION);

    llm().close();
    assertThat(heard.of(KeyRotated.class)).hasSize(1);
  }

  @Test
  void aCallThatGoesToAnotherTargetIsTold() {
    a.answers(
        script -> script.fail(LlmException.of(ErrorKind.SERVER, CANARY).httpStatus(503).build()));
    b.answers(CANARY);

    ChatResponse answer = llm().chat(ChatRequest.of(CANARY).withModel("smart"));

    assertThat(heard.await(FailedOver.class, 1))
        .containsExactly(
            new FailedOver(
                time.now(), answer.served().callId(), "a/m", "b/m", ErrorKind.SERVER, 503));
    assertThat(heard.events.toString()).doesNotContain(CANARY);
  }

  @Test
  void aReconfigurationIsTold() {
    llm().reconfigure(now -> now.defaultModel("b/m"));

    heard.await(Reconfigured.class, 1);
  }

  @Test
  void aModelWithoutAPriceIsToldOnce() {
    a.always("blue");

    llm().chat(QUESTION);
    llm().chat(QUESTION);

    assertThat(heard.await(PriceUnknown.class, 1).get(0).target()).isEqualTo("a/m");
    llm().close();
    assertThat(heard.of(PriceUnknown.class)).hasSize(1);
  }

  @Test
  void aSlowCallIsToldToThoseWhoCallItSlow() {
    Heard patient = new Heard(Duration.ofSeconds(4));
    builder.listen(patient).listen(new Heard());
    a.answers(script -> script.run(() -> time.advance(Duration.ofSeconds(3))).text("blue"))
        .answers(script -> script.run(() -> time.advance(Duration.ofMillis(3_500))).text("blue"));

    llm().chat(QUESTION);
    ChatResponse slow = llm().chat(QUESTION);

    SlowCall told = heard.await(SlowCall.class, 1).get(0);
    assertThat(told.callId()).isEqualTo(slow.served().callId());
    assertThat(told.target()).isEqualTo("a/m");
    assertThat(told.took()).isEqualTo(Duration.ofMillis(3_500));
    llm().close();
    assertThat(heard.of(SlowCall.class)).hasSize(1);
    assertThat(patient.of(SlowCall.class)).isEmpty();
  }

  @Test
  void aForgottenStreamIsTold() {
    builder.timeouts(Timeouts.total(Duration.ofHours(1)));
    a.answers(script -> script.text("a").hang());
    ChatStream stream = llm().stream(QUESTION);
    stream.next();

    time.advance(Duration.ofMinutes(10).plusSeconds(1));

    StreamLeaked told = heard.await(StreamLeaked.class, 1).get(0);
    assertThat(told.callId()).isEqualTo(stream.callId());
    assertThat(told.unread()).isTrue();
    stream.close();
  }

  @Test
  @Fault("F153")
  void aListenerThatThrowsMissesNothingAndNeitherDoOthers() {
    Heard second = new Heard();
    builder.listen(
        event -> {
          second.onEvent(event);
          throw new IllegalStateException(CANARY);
        });

    llm().reconfigure(now -> now);
    llm().reconfigure(now -> now);

    assertThat(heard.await(Reconfigured.class, 2)).hasSize(2);
    assertThat(second.await(GatewayEvent.class, 2)).hasSize(2);
  }
}
