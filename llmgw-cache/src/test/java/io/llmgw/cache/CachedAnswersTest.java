package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.Caller;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.Requirements;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Routing;
import io.llmgw.api.route.SameModel;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is answered from the cache, what is not, and what its caller is told. */
class CachedAnswersTest {
  private static final Usage USAGE = Usage.reported(7, 3);

  private final VirtualTime time = VirtualTime.skipping();
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ScriptedProvider b = ScriptedProvider.named("b");
  private ResponseCache cache = ResponseCache.ofMegabytes(1);
  private LlmClient llm;

  private LlmClient llm() {
    if (llm == null) {
      LlmClientBuilder builder =
          LlmClient.builder()
              .provider(a)
              .provider(b)
              .alias("smart", Route.ordered(Route.target("a/m"), Route.target("b/m")))
              .defaultModel("smart")
              .retries(Retries.none())
              .time(time)
              .use(cache);
      llm = builder.build();
    }
    return llm;
  }

  @AfterEach
  void close() {
    llm().close();
  }

  private ChatResponse ask(String question) {
    return llm().prompt(question).send();
  }

  @Test
  void theSecondCallIsAnsweredFromTheCache() {
    a.answers(script -> script.text("bl").text("ue").usage(USAGE));

    ChatResponse first = ask("Why?");
    time.advance(Duration.ofSeconds(12));
    ChatResponse second = ask("Why?");

    assertThat(a.requests()).hasSize(1);
    assertThat(first.served().cache()).isEqualTo(CacheStatus.MISS);
    assertThat(second.served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(second.text()).isEqualTo("blue");
    assertThat(second.usage()).isEqualTo(USAGE);
    assertThat(second.served().usage()).isEqualTo(Usage.ZERO);
    assertThat(second.served().cost()).isEqualTo(Cost.ZERO);
    assertThat(second.served().target()).isNull();
    var use = Objects.requireNonNull(second.served().cacheUse());
    assertThat(use.key()).isEqualTo(Objects.requireNonNull(first.served().cacheUse()).key());
    assertThat(use.age()).isEqualTo(Duration.ofSeconds(12));
    assertThat(use.target()).isEqualTo("a/m");
    assertThat(use.savedUsage()).isEqualTo(USAGE);
    assertThat(use.savedTime()).isEqualTo(first.served().latency());
  }

  @Test
  void aStreamIsReplayedAsItCame() {
    a.answers(script -> script.reasoning("well").text("bl").text("ue").usage(USAGE));
    ask("Why?");

    try (ChatStream stream = llm().prompt("Why?").stream()) {
      assertThat(stream.text()).containsExactly("bl", "ue");
      assertThat(stream.response().served().cache()).isEqualTo(CacheStatus.HIT);
    }
  }

  @Test
  void anAnswerPastItsTimeIsAskedForAgain() {
    cache = cache.ttl(Duration.ofMinutes(5));
    a.answers("blue").answers("green");
    ask("Why?");
    time.advance(Duration.ofMinutes(5));

    assertThat(ask("Why?").text()).isEqualTo("green");
  }

  @Test
  void theAnswerMaySayForHowLongItIsGivenAgain() {
    cache =
        cache
            .ttl(Duration.ofMinutes(5))
            .ttlOf(answer -> answer.text().equals("blue") ? Duration.ofDays(1) : null);
    a.answers("blue").answers("green").answers("red");
    ask("Why?");
    time.advance(Duration.ofHours(23));

    assertThat(ask("Why?").text()).isEqualTo("blue");
    assertThat(ask("How?").text()).isEqualTo("green");
    assertThat(ask("How?").text()).isEqualTo("red");
  }

  @Test
  @Fault("F135")
  void whatALinkBeforeTheCacheMakesOfAnAnswerIsNotKept() {
    a.answers("blue");
    LlmClient shouting =
        LlmClient.builder()
            .provider(a)
            .defaultModel("a/m")
            .use(ResponseCache.ofMegabytes(1))
            .use(new Shouting())
            .build();
    try (shouting) {
      assertThat(shouting.prompt("Why?").text()).isEqualTo("blue!");
      assertThat(shouting.prompt("Why?").text()).isEqualTo("blue!");
    }
    assertThat(a.received()).isOne();
  }

  /** Adds an exclamation mark to each piece of text. */
  private static final class Shouting implements Interceptor {
    @Override
    public EventStream intercept(Chain chain) {
      EventStream stream = chain.proceed(chain.request());
      return new EventStream() {
        @Override
        public @Nullable LlmEvent next() {
          LlmEvent event = stream.next();
          return event instanceof TextDelta delta
              ? new TextDelta(delta.index(), delta.text() + "!")
              : event;
        }

        @Override
        public void close() {
          stream.close();
        }
      };
    }
  }

  @Test
  void aCallMayTakeYoungAnswersOnly() {
    a.answers("blue").answers("green");
    ask("Why?");
    time.advance(Duration.ofSeconds(11));
    CacheControl young = CacheControl.DEFAULT.maxAge(Duration.ofSeconds(10));

    assertThat(llm().prompt("Why?").with(young).text()).isEqualTo("green");
    assertThat(ask("Why?").text()).isEqualTo("green");
  }

  @Test
  @Fault("F131")
  void tenantsShareNothing() {
    a.answers("blue").answers("green");
    LlmClient one = llm().forCaller(Caller.tenant("one"));
    LlmClient other = llm().forCaller(Caller.tenant("other"));

    assertThat(one.prompt("Why?").text()).isEqualTo("blue");
    assertThat(other.prompt("Why?").text()).isEqualTo("green");
    assertThat(one.forCaller(Caller.tenant("one").user("u")).prompt("Why?").text())
        .isEqualTo("blue");
  }

  @Test
  void usersShareNothingWhereTheyAreNotToShare() {
    cache = cache.perUser();
    a.answers("blue").answers("green");
    Caller one = Caller.tenant("t").user("one");

    assertThat(llm().forCaller(one).prompt("Why?").text()).isEqualTo("blue");
    assertThat(llm().forCaller(Caller.tenant("t").user("other")).prompt("Why?").text())
        .isEqualTo("green");
    assertThat(llm().forCaller(one).prompt("Why?").text()).isEqualTo("blue");
  }

  @Test
  void everybodySharesWhereThatIsSaid() {
    cache = cache.scope(CacheScope.EVERYBODY);
    a.answers("blue");

    llm().forCaller(Caller.tenant("one")).prompt("Why?").text();

    assertThat(llm().forCaller(Caller.tenant("other")).prompt("Why?").text()).isEqualTo("blue");
  }

  @Test
  void aTemperatureAboveZeroIsCachedWhereThatIsSaid() {
    a.answers("blue").answers("green").answers("red").answers("grey");

    assertThat(llm().prompt("Why?").temperature(0.5).text()).isEqualTo("blue");
    assertThat(llm().prompt("Why?").temperature(0.5).text()).isEqualTo("green");
    CacheControl also = CacheControl.DEFAULT.alsoSampled();
    assertThat(llm().prompt("Why?").temperature(0.5).with(also).text()).isEqualTo("red");
    assertThat(llm().prompt("Why?").temperature(0.5).with(also).text()).isEqualTo("red");
    assertThat(llm().prompt("Why?").temperature(0).text()).isEqualTo("grey");
    assertThat(llm().prompt("Why?").temperature(0).text()).isEqualTo("grey");
  }

  @Test
  void aSeedIsCachedWhereThatIsSaid() {
    a.answers("blue").answers("green").answers("red");

    assertThat(llm().prompt("Why?").seed(1).text()).isEqualTo("blue");
    assertThat(llm().prompt("Why?").seed(1).text()).isEqualTo("green");
    CacheControl also = CacheControl.DEFAULT.alsoSeeded();
    assertThat(llm().prompt("Why?").seed(1).with(also).text()).isEqualTo("red");
    assertThat(llm().prompt("Why?").seed(1).with(also).text()).isEqualTo("red");
  }

  @Test
  @Fault("F130")
  void whatIsNotWholeIsNotKept() {
    for (FinishReason reason : FinishReason.values()) {
      boolean whole = reason == FinishReason.STOP || reason == FinishReason.STOP_SEQUENCE;
      a.answers(script -> script.text("one").completed(reason));
      a.answers(script -> script.text("two").completed(reason));

      ask("ended by " + reason);

      assertThat(ask("ended by " + reason).text())
          .as("%s", reason)
          .isEqualTo(whole ? "one" : "two");
      if (whole) {
        ask("something else"); // takes the answer that is left
      }
    }
  }

  @Test
  @Fault("F130")
  void whatFailedIsNotKept() {
    a.fails(ErrorKind.INVALID_REQUEST).answers("blue");

    assertThatThrownBy(() -> ask("Why?")).isInstanceOf(LlmException.class);
    assertThat(ask("Why?").text()).isEqualTo("blue");
  }

  @Test
  @Fault("F130")
  void aStandInIsKeptWhereThatIsSaid() {
    a.fails(ErrorKind.SERVER).fails(ErrorKind.SERVER).fails(ErrorKind.SERVER);
    b.answers("blue").answers("green").answers("red");

    assertThat(ask("Why?").served().target()).isEqualTo("b/m");
    assertThat(ask("Why?").text()).isEqualTo("green");
    CacheControl also = CacheControl.DEFAULT.alsoStandIns();
    assertThat(llm().prompt("Why?").with(also).text()).isEqualTo("red");
    ChatResponse kept = llm().prompt("Why?").with(also).send();
    assertThat(kept.text()).isEqualTo("red");
    assertThat(Objects.requireNonNull(kept.served().cacheUse()).target()).isEqualTo("b/m");
  }

  @Test
  @Fault("F130")
  void whoStandsInForATargetThatRestsIsNotKept() {
    LlmException later =
        LlmException.of(ErrorKind.OVERLOADED, "later")
            .httpStatus(529)
            .retryAfter(Duration.ofMinutes(1))
            .build();
    a.answers(script -> script.fail(later)).answers("red");
    b.answers("blue").answers("green");
    ask("whatever");

    assertThat(ask("Why?").served().attempts()).hasSize(1);
    time.advance(Duration.ofMinutes(2));
    assertThat(ask("Why?").text()).isEqualTo("red");
  }

  @Test
  void aStreamThatIsLeftIsNotKept() {
    Gate gate = Gate.closed();
    a.answers(script -> script.text("bl").waitFor(gate).text("ue")).answers("green");
    try (ChatStream stream = llm().prompt("Why?").stream()) {
      assertThat(stream.text().iterator().next()).isEqualTo("bl");
    }
    a.awaitNoOpenStreams(); // until then others may still come on board

    assertThat(ask("Why?").text()).isEqualTo("green");
  }

  @Test
  void anAnswerPastItsTimeStandsInForAFailure() {
    cache = cache.ttl(Duration.ofMinutes(1)).staleIfError(Duration.ofMinutes(10));
    a.answers("blue").fails(ErrorKind.SERVER).fails(ErrorKind.SERVER);
    askFirstChoice();
    time.advance(Duration.ofMinutes(2));

    ChatResponse stale = askFirstChoice();

    assertThat(stale.text()).isEqualTo("blue");
    assertThat(stale.served().cache()).isEqualTo(CacheStatus.STALE);
    assertThat(stale.served().attempts()).hasSize(1);
    time.advance(Duration.ofMinutes(9));
    assertThatThrownBy(this::askFirstChoice).isInstanceOf(LlmException.class);
  }

  /** Which nobody stands in for. */
  private ChatResponse askFirstChoice() {
    return llm().prompt("Why?").model("a/m").send();
  }

  @Test
  void oneThatIsInvalidatedWhileTheCallFailsStandsInForNothing() {
    cache = cache.ttl(Duration.ofMinutes(1)).staleIfError(Duration.ofMinutes(10));
    a.answers("blue")
        .answers(
            (call, script) -> {
              cache.invalidateIf(entry -> true);
              script.fail(LlmException.of(ErrorKind.SERVER, "no").build());
            });
    askFirstChoice();
    time.advance(Duration.ofMinutes(2));

    assertThatThrownBy(this::askFirstChoice).isInstanceOf(LlmException.class);
  }

  @Test
  void controlsSayWhatIsReadAndWritten() {
    a.answers("one").answers("two").answers("three").answers("four").answers("five");

    assertThat(llm().prompt("q").with(CacheControl.readOnly()).text()).isEqualTo("one");
    assertThat(llm().prompt("q").with(CacheControl.off()).text()).isEqualTo("two");
    assertThat(ask("q").text()).isEqualTo("three");
    assertThat(llm().prompt("q").with(CacheControl.readOnly()).text()).isEqualTo("three");
    assertThat(llm().prompt("q").with(CacheControl.writeOnly()).text()).isEqualTo("four");
    assertThat(ask("q").text()).isEqualTo("four");
    assertThat(llm().prompt("q").with(CacheControl.refresh()).text()).isEqualTo("five");
    assertThat(ask("q").text()).isEqualTo("five");
  }

  @Test
  void whatIsInvalidatedIsAskedForAgain() {
    a.answers("one").answers("two").answers("three").answers("four").answers("five");
    ChatResponse first = ask("q");

    assertThat(cache.invalidate(Objects.requireNonNull(first.served().cacheUse()).key())).isOne();
    assertThat(ask("q").text()).isEqualTo("two");
    assertThat(cache.invalidateModel("a/m")).isOne();
    assertThat(ask("q").text()).isEqualTo("three");
    assertThat(cache.invalidateNamespace(ResponseCache.NAMESPACE)).isOne();
    assertThat(ask("q").text()).isEqualTo("four");
    assertThat(cache.invalidateTenant("nobody")).isZero();
    assertThat(cache.invalidateIf(entry -> entry.bytes() > 0)).isOne();
    assertThat(ask("q").text()).isEqualTo("five");
  }

  @Test
  void timeoutsDoNotMatter() {
    a.answers("blue");
    ask("Why?");

    assertThat(llm().prompt("Why?").with(Timeouts.total(Duration.ofMinutes(3))).text())
        .isEqualTo("blue");
  }

  @Test
  void theModelThatACallIsKeptAtMatters() {
    a.answers("blue");
    b.answers("green");
    ask("Why?");
    SameModel same = new SameModel(ModelRef.parse("b/m"));

    assertThat(llm().prompt("Why?").with(same).text()).isEqualTo("green");
    assertThat(ask("Why?").text()).isEqualTo("blue");
  }

  @Test
  void whatTheClientAsksOfTargetsMatters() {
    a.answers("blue").answers("green");
    ask("Why?");

    llm()
        .reconfigure(
            settings ->
                settings.routing(
                    Routing.DEFAULT.requirements(
                        Requirements.none().maxTimeToFirstToken(Duration.ofMinutes(9)))));

    assertThat(ask("Why?").text()).isEqualTo("green");
  }

  @Test
  void whereUsersAreApartACallerWithoutOneSharesWithNobody() {
    cache = cache.perUser();
    a.answers("blue").answers("green");

    assertThat(ask("Why?").served().cache()).isEqualTo(CacheStatus.NONE);
    assertThat(ask("Why?").text()).isEqualTo("green");
  }

  @Test
  void aModelSaysHowItsCallsUseTheCacheAlsoWhereItIsTheDefault() {
    cache = cache.forModel("smart", CacheControl.off());
    a.answers("blue").answers("green");

    assertThat(ask("Why?").text()).isEqualTo("blue");
    assertThat(ask("Why?").text()).isEqualTo("green");
  }

  @Test
  void anAnswerThatIsTooOldForTheCallDoesNotStandIn() {
    cache = cache.ttl(Duration.ofMinutes(1)).staleIfError(Duration.ofHours(6));
    a.answers("blue").fails(ErrorKind.SERVER);
    askFirstChoice();
    time.advance(Duration.ofHours(1));
    CacheControl young = CacheControl.DEFAULT.maxAge(Duration.ofMinutes(5));

    assertThatThrownBy(() -> llm().prompt("Why?").model("a/m").with(young).text())
        .isInstanceOf(LlmException.class);
  }

  @Test
  void whatAnAliasStandsForMatters() {
    a.answers("blue");
    b.answers("green");
    ask("Why?");

    llm().reconfigure(settings -> settings.alias("smart", Route.target("b/m")));

    assertThat(ask("Why?").text()).isEqualTo("green");
  }
}
