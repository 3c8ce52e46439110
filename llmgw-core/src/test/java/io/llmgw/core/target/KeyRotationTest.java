package io.llmgw.core.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.AuthenticationException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.RateLimitedException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.RateLimit;
import io.llmgw.api.response.RateLimits;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.route.Routing;
import io.llmgw.api.route.Target;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ReceivedCall;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which key a call uses, and which ones rest; waits take no time here. */
class KeyRotationTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final VirtualTime time = VirtualTime.skipping();
  private LlmClient llm;

  @AfterEach
  void close() {
    llm.close();
  }

  private LlmClientBuilder client(ScriptedProvider provider) {
    return LlmClient.builder().provider(provider).defaultModel(provider.model()).time(time);
  }

  private void open(KeyedProvider keyed) {
    leaks.of(keyed.fake);
    llm = client(keyed.fake).build();
  }

  private LlmException failure() {
    return catchThrowableOfType(LlmException.class, () -> llm.chat(QUESTION));
  }

  private static LlmException.Builder refusal(ErrorKind kind, int status) {
    return LlmException.of(kind, "refused").httpStatus(status);
  }

  @Test
  @Fault("F026")
  void everyKeyIsTriedOnceThoughThereAreMoreThanRepeats() {
    String[] all = new String[12];
    for (int i = 0; i < all.length; i++) {
      all[i] = "k" + i;
    }
    KeyedProvider keyed = new KeyedProvider("fake", all).refuses(refusal(ErrorKind.AUTH, 401), all);
    open(keyed);

    LlmException failure = failure();

    assertThat(failure).isInstanceOf(AuthenticationException.class);
    assertThat(keyed.used()).containsExactlyInAnyOrder(all);
    assertThat(time.nanos()).as("without a wait").isZero();
    keyed.takes("k11");
    time.advance(Duration.ofMinutes(5));
    assertThat(llm.chat(QUESTION).served().keyAlias()).isEqualTo("k11");
  }

  @Test
  @Fault("F112")
  void butNoMoreThanThirtyTwoInACall() {
    String[] all = new String[40];
    for (int i = 0; i < all.length; i++) {
      all[i] = "k" + i;
    }
    open(new KeyedProvider("fake", all).refuses(refusal(ErrorKind.AUTH, 401), all));

    assertThat(failure().attempts()).hasSize(32);
  }

  @Test
  @Fault("F020")
  void norOneForWhichNoTimeIsLeft() {
    KeyedProvider keyed =
        new KeyedProvider("fake", "a", "b").refuses(refusal(ErrorKind.AUTH, 401), "a", "b");
    open(keyed);

    LlmException failure =
        catchThrowableOfType(
            LlmException.class,
            () -> llm.chat(QUESTION.with(Timeouts.total(Duration.ofMillis(499)))));

    assertThat(failure).isInstanceOf(AuthenticationException.class);
    assertThat(keyed.used()).hasSize(1);
  }

  @Test
  @Fault("F026")
  void aRevokedKeyIsOutForAllCallersUntilItIsTriedAgain() {
    KeyedProvider keyed =
        new KeyedProvider("fake", "a", "b").refuses(refusal(ErrorKind.AUTH, 401), "a");
    open(keyed);
    LlmClient other = llm.forCaller(Caller.tenant("other"));

    for (int i = 0; i < 20; i++) {
      assertThat((i % 2 == 0 ? llm : other).chat(QUESTION).served().keyAlias()).isEqualTo("b");
    }

    assertThat(keyed.used()).filteredOn("a"::equals).hasSizeLessThanOrEqualTo(1);
    keyed.takes("a");
    time.advance(Duration.ofMinutes(5));
    List<String> served = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      served.add(llm.chat(QUESTION).served().keyAlias());
    }
    assertThat(served).contains("a", "b");
  }

  @Test
  void theOnlyKeyIsAskedAgainAsTheProviderNamesNoTime() {
    KeyedProvider keyed = new KeyedProvider("fake", "a").refuses(refusal(ErrorKind.AUTH, 401), "a");
    open(keyed);
    assertThat(failure()).isInstanceOf(AuthenticationException.class);
    keyed.takes("a");

    ChatResponse answer = llm.chat(QUESTION);

    assertThat(answer.served().attempts()).hasSize(1);
    assertThat(answer.served().keyAlias()).isEqualTo("a");
  }

  @Test
  void whatIsMadeAgainIsMadeWithTheSameKey() {
    KeyedProvider keyed = new KeyedProvider("fake", "a", "b", "c");
    leaks.of(keyed.fake);
    llm = client(keyed.fake).failures(Reactions.standard().withoutBreaker()).build();

    for (int i = 0; i < 8; i++) { // any of the three is the first
      keyed.fake.fails(ErrorKind.SERVER);
      assertThat(llm.chat(QUESTION).served().attempts())
          .hasSize(2)
          .extracting(AttemptRecord::keyAlias)
          .containsOnly(keyed.used().get(2 * i));
    }
  }

  @Test
  void aChangedSecretIsAnotherKeyAndSoIsThatOfAnotherCaller() {
    AtomicReference<String> secret = new AtomicReference<>("old");
    KeySource source =
        Keys.perCaller(
            caller ->
                caller.tenant() == null ? Keys.supplier(secret::get) : Keys.of("of-the-tenant"));
    ScriptedProvider fake = ScriptedProvider.named("fake").with(source);
    fake.always(
        (call, script) -> {
          if (call.key().secret().equals("old")) {
            script.fail(refusal(ErrorKind.AUTH, 401).build());
          } else {
            script.text("blue");
          }
        });
    llm = client(fake).build();
    assertThat(failure().kind()).isEqualTo(ErrorKind.AUTH);

    assertThat(llm.forCaller(Caller.tenant("t")).chat(QUESTION).text()).isEqualTo("blue");
    secret.set("new");

    assertThat(llm.chat(QUESTION).text()).isEqualTo("blue");
  }

  @ParameterizedTest
  @EnumSource(names = {"QUOTA", "PERMISSION", "AUTH", "RATE_LIMIT"})
  @Fault({"F027", "F028", "F042"})
  void anotherKeyIsTriedAtOnceAndTheRefusedOneNotAgain(ErrorKind kind) {
    KeyedProvider keyed = new KeyedProvider("fake", "a", "b").refuses(refusal(kind, 403), "a");
    open(keyed);

    for (int i = 0; i < 10; i++) {
      assertThat(llm.chat(QUESTION).served().keyAlias()).isEqualTo("b");
    }

    assertThat(keyed.used()).filteredOn("a"::equals).hasSizeLessThanOrEqualTo(1);
    assertThat(time.nanos()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"QUOTA", "PERMISSION"})
  @Fault({"F027", "F028"})
  void whatRestsIsTheKeyAtTheModelOrEverywhere(ErrorKind kind) {
    ScriptedProvider fake =
        ScriptedProvider.named("fake").with(Keys.of(ApiKey.of("a", "x"), ApiKey.of("b", "y")));
    fake.always(
        (call, script) -> {
          if (call.model().equals("dear") && call.key().alias().equals("a")) {
            script.fail(refusal(kind, 403).build());
          } else {
            script.text("blue");
          }
        });
    llm = client(fake).build();
    while (fake.calls().stream().noneMatch(call -> "a".equals(call.keyAlias()))) {
      llm.chat(QUESTION.withModel("fake/dear"));
    }
    int before = fake.received();

    for (int i = 0; i < 30; i++) {
      llm.chat(QUESTION.withModel("fake/cheap"));
    }

    boolean used = fake.calls().stream().skip(before).anyMatch(call -> "a".equals(call.keyAlias()));
    assertThat(used).isEqualTo(kind == ErrorKind.PERMISSION);
  }

  @Test
  @Fault({"F036", "I15"})
  void aKeyRestsForAsLongAsTheProviderSaysAndOthersAreUsedMeanwhile() {
    KeyedProvider keyed =
        new KeyedProvider("fake", "a", "b")
            .refuses(refusal(ErrorKind.RATE_LIMIT, 429).retryAfter(Duration.ofSeconds(40)), "a");
    open(keyed);
    while (!keyed.used().contains("a")) {
      llm.chat(QUESTION);
    }
    int before = keyed.used().size();
    keyed.takes("a");

    for (int second = 0; second < 40; second++) {
      assertThat(llm.chat(QUESTION).served().keyAlias()).isEqualTo("b");
      time.advance(Duration.ofSeconds(1));
    }
    for (int i = 0; i < 20; i++) {
      llm.chat(QUESTION);
    }

    assertThat(keyed.used().subList(before + 40, before + 60)).contains("a");
  }

  @Test
  @Fault({"F036", "I15"})
  void withTheOnlyKeyACallWaitsAsLongAsItIsTold() {
    KeyedProvider keyed =
        new KeyedProvider("fake", "a")
            .refuses(refusal(ErrorKind.RATE_LIMIT, 429).retryAfter(Duration.ofSeconds(3)), "a");
    open(keyed);
    time.schedule(Duration.ofSeconds(2), () -> keyed.takes("a"));

    ChatResponse answer = llm.chat(QUESTION);

    assertThat(answer.served().attempts())
        .extracting(AttemptRecord::error)
        .containsExactly(ErrorKind.RATE_LIMIT, null);
    assertThat(time.nanos()).isGreaterThanOrEqualTo(Duration.ofSeconds(3).toNanos());
  }

  @Test
  @Fault({"F036", "F041"})
  void aLongerTimeIsNobodysWaitAndEndsTheNextCallsToo() {
    KeyedProvider keyed =
        new KeyedProvider("fake", "a")
            .refuses(refusal(ErrorKind.RATE_LIMIT, 429).retryAfter(Duration.ofDays(1)), "a");
    open(keyed);

    assertThat(failure().attempts()).hasSize(1);
    time.advance(Duration.ofMinutes(10));
    LlmException next = failure();

    assertThat(next).isInstanceOf(RateLimitedException.class);
    assertThat(next.attempts()).isEmpty();
    assertThat(next.retryAfter()).isEqualTo(Duration.ofMinutes(50));
    assertThat(time.nanos()).isEqualTo(Duration.ofMinutes(10).toNanos());
    keyed.takes("a");
    time.advance(Duration.ofMinutes(50));
    assertThat(llm.chat(QUESTION).text()).isEqualTo("blue");
  }

  @Test
  @Fault({"F036", "I15"})
  void aCallThatComesWhileTheOnlyKeyRestsWaitsForIt() {
    KeyedProvider keyed =
        new KeyedProvider("fake", "a")
            .refuses(refusal(ErrorKind.RATE_LIMIT, 429).retryAfter(Duration.ofSeconds(8)), "a");
    open(keyed);
    catchThrowableOfType(LlmException.class, () -> llm.chat(QUESTION.with(Retries.none())));
    keyed.takes("a");

    assertThat(llm.chat(QUESTION).served().attempts()).hasSize(1);

    assertThat(time.nanos()).isEqualTo(Duration.ofSeconds(8).toNanos());
  }

  @Test
  @Fault("F043")
  void aKeyOfWhichNothingIsLeftRestsUntilItIsWholeAgain() {
    ScriptedProvider fake =
        ScriptedProvider.named("fake").with(Keys.of(ApiKey.of("a", "x"), ApiKey.of("b", "y")));
    fake.always(
        (call, script) -> {
          long left = call.key().alias().equals("a") ? 0 : 7;
          script.started(head("requests", left, Duration.ofSeconds(30))).text("blue");
        });
    leaks.of(fake);
    llm = client(fake).build();
    while (fake.calls().stream().noneMatch(call -> "a".equals(call.keyAlias()))) {
      llm.chat(QUESTION);
    }

    int before = fake.received();
    for (int i = 0; i < 30; i++) {
      llm.chat(QUESTION);
    }
    assertThat(fake.calls().subList(before, before + 30))
        .extracting(ReceivedCall::keyAlias)
        .containsOnly("b");
    time.advance(Duration.ofSeconds(30));
    for (int i = 0; i < 30; i++) {
      llm.chat(QUESTION);
    }

    assertThat(fake.calls().subList(before + 30, before + 60))
        .extracting(ReceivedCall::keyAlias)
        .containsOnlyOnce("a");
  }

  private static ResponseHead head(String scope, long left, Duration reset) {
    RateLimits limits = new RateLimits(List.of(new RateLimit(scope, 10L, left, reset)));
    return new ResponseHead(null, null, null, 200, limits, Map.of());
  }

  @Test
  void aTargetUsesItsOwnKeysAndNoOther() {
    KeyedProvider keyed =
        new KeyedProvider("fake", "house").refuses(refusal(ErrorKind.AUTH, 401), "a");
    Target model = Target.of(keyed.fake.model());
    KeySource ofTheTeam = Keys.of(ApiKey.of("a", "x"), ApiKey.of("b", "y"));
    leaks.of(keyed.fake);
    llm = client(keyed.fake).alias("team", model.keys(ofTheTeam)).build();

    for (int i = 0; i < 10; i++) {
      assertThat(llm.chat(QUESTION.withModel("team")).served().keyAlias()).isEqualTo("b");
    }

    assertThat(llm.chat(QUESTION).served().keyAlias()).isEqualTo("house");
    assertThat(llm.explain(QUESTION.withModel("team"))).asString().contains("key b");
    assertThat(model.keys(ofTheTeam)).hasToString(keyed.fake.model());
  }

  @Test
  void callsAreSpreadByWeightAndTheLastResortIsUsedLast() {
    ScriptedProvider fake =
        ScriptedProvider.named("fake")
            .with(
                Keys.of(
                    ApiKey.of("a", "x").weight(3),
                    ApiKey.of("b", "y"),
                    ApiKey.of("standby", "z").weight(0)));
    fake.always(
        (call, script) -> {
          if (fake.received() > 4_000 && !call.key().alias().equals("standby")) {
            script.fail(refusal(ErrorKind.AUTH, 401).build());
          } else {
            script.text("blue");
          }
        });
    llm = client(fake).routing(Routing.DEFAULT.seed(7)).build();

    for (int i = 0; i < 4_000; i++) {
      llm.chat(QUESTION);
    }
    List<String> used = fake.calls().stream().map(ReceivedCall::keyAlias).toList();
    assertThat(used).doesNotContain("standby");
    assertThat(used).filteredOn("a"::equals).hasSizeBetween(2_900, 3_100);

    assertThat(llm.chat(QUESTION).served().keyAlias()).isEqualTo("standby");
  }
}
