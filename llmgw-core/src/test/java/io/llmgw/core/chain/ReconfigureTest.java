package io.llmgw.core.chain;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.CallSettings;
import io.llmgw.api.Caller;
import io.llmgw.api.CancelHandle;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.reaction.Onward;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.route.Requirements;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Routing;
import io.llmgw.api.route.TargetFilter;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What calls go by may change while a client runs. */
class ReconfigureTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final String ELSEWHERE = "c/m";

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final VirtualTime time = VirtualTime.skipping();
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ScriptedProvider b = ScriptedProvider.named("b").always("from b");
  private final ScriptedProvider c = ScriptedProvider.named("c").always("from c");
  private final LlmClientBuilder builder =
      LlmClient.builder()
          .provider(a)
          .provider(b)
          .provider(c)
          .alias("smart", Route.ordered(Route.target("a/m"), Route.target("b/m")))
          .alias("other", "b/m")
          .defaultModel("smart")
          .retries(Retries.none())
          .time(time);
  private LlmClient llm;

  private void open() {
    leaks.of(a);
    leaks.of(b);
    leaks.of(c);
    llm = builder.build();
  }

  @AfterEach
  void close() {
    if (llm != null) {
      llm.close();
    }
  }

  private String ask() {
    return llm.chat(QUESTION).text();
  }

  private void sendElsewhere() {
    llm.reconfigure(now -> now.alias("smart", ELSEWHERE));
  }

  @Test
  void whatIsAskedForNextGoesByTheNewSettings() {
    open();
    a.always("from a");
    assertThat(ask()).isEqualTo("from a");

    llm.reconfigure(now -> now.alias("smart", ELSEWHERE).alias("new", "b/m"));

    assertThat(ask()).isEqualTo("from c");
    assertThat(llm.chat(QUESTION.withModel("new")).text()).isEqualTo("from b");
    assertThat(llm.chat(QUESTION.withModel("other")).text()).isEqualTo("from b");
    assertThat(llm.explain(QUESTION).call()).isEqualTo("chat smart = c/m");
  }

  @Test
  void everySettingOfCallsMayChange() {
    open();
    a.always(script -> script.fail(ErrorKind.OVERLOADED));

    llm.reconfigure(now -> now.retries(Retries.upTo(2)));
    assertThat(llm.chat(QUESTION).served().attempts()).hasSize(3);

    llm.reconfigure(
        now ->
            now.failures(
                Reactions.standard().on(ErrorKind.OVERLOADED, row -> row.onward(Onward.STOP))));
    assertThat(failure(QUESTION).kind()).isEqualTo(ErrorKind.OVERLOADED);

    llm.reconfigure(
        now ->
            now.failures(Reactions.standard())
                .routing(
                    Routing.DEFAULT.filter(
                        TargetFilter.of("house", (target, facts) -> "it is closed"))));
    assertThat(failure(QUESTION)).hasMessageContaining("it is closed");

    llm.reconfigure(now -> now.routing(Routing.DEFAULT).defaultModel("other"));
    assertThat(ask()).isEqualTo("from b");

    llm.reconfigure(CallSettings::withoutDefaultModel);
    assertThat(failure(QUESTION).kind()).isEqualTo(ErrorKind.CONFIGURATION);

    llm.reconfigure(now -> now.withoutAlias("other"));
    assertThat(failure(QUESTION.withModel("other")).kind()).isEqualTo(ErrorKind.CONFIGURATION);
  }

  @Test
  void clocksMayChangeForAllAndForOneModel() {
    List<Timeouts> seen = new ArrayList<>();
    builder.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              seen.add(Timeouts.total(chain.context().remaining()));
              return chain.proceed(chain.request());
            }));
    open();
    a.always("from a");

    ask();
    llm.reconfigure(now -> now.timeouts(Timeouts.total(ofSeconds(7))));
    ask();
    llm.reconfigure(now -> now.timeouts("smart", Timeouts.total(ofSeconds(3))));
    ask();
    llm.reconfigure(now -> now.withoutTimeouts("smart").timeouts(Timeouts.idle(ofSeconds(1))));
    ask();

    assertThat(seen)
        .extracting(Timeouts::total)
        .containsExactly(
            LlmClientBuilder.DEFAULT_TIMEOUTS.total(),
            ofSeconds(7),
            ofSeconds(3),
            LlmClientBuilder.DEFAULT_TIMEOUTS.total());
  }

  @Test
  void viewsChangeWithTheirClientAndCannotChangeIt() {
    open();
    LlmClient ofAda = llm.forCaller(Caller.tenant("acme").user("ada"));
    LlmClient cancelled = llm.cancelledBy(new CancelHandle());

    sendElsewhere();

    assertThat(ofAda.chat(QUESTION).text()).isEqualTo("from c");
    assertThat(cancelled.chat(QUESTION).text()).isEqualTo("from c");
    for (LlmClient view : List.of(ofAda, cancelled)) {
      assertThatThrownBy(() -> view.reconfigure(now -> now))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("view");
    }
  }

  static Stream<UnaryOperator<CallSettings>> mistakes() {
    return Stream.of(
        now -> now.alias("smart", ELSEWHERE).alias("x", "gone/m"),
        now -> now.alias("smart", ELSEWHERE).alias("x", "y").alias("y", "x"),
        now -> now.alias("smart", ELSEWHERE).defaultModel("gone"),
        now -> now.alias("smart", ELSEWHERE).timeouts("gone", Timeouts.none()),
        now -> now.alias("smart", ELSEWHERE).withoutAlias("other").alias("x", "other"),
        now -> now.alias("smart", ELSEWHERE).alias("with/slash", "b/m"),
        now -> now.alias("smart", ELSEWHERE).alias("x", " "),
        now -> now.alias("smart", ELSEWHERE).withoutAlias("gone"),
        now -> now.alias("smart", ELSEWHERE).withoutTimeouts("gone"),
        now -> now.alias("smart", ELSEWHERE).defaultModel(" "),
        now -> now.alias("smart", ELSEWHERE).routing(Routing.DEFAULT.seed(1)));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  @Fault("F096")
  void amongMistakesNothingChanges(UnaryOperator<CallSettings> mistake) {
    open();
    a.always("from a");

    assertThatThrownBy(() -> llm.reconfigure(mistake)).isInstanceOf(IllegalArgumentException.class);

    assertThat(ask()).isEqualTo("from a");
    llm.reconfigure(
        now -> {
          assertThat(now.aliases()).containsOnlyKeys("smart", "other");
          return now;
        });
  }

  @Test
  void mistakesAreToldAsWhenTheClientIsBuilt() {
    open();
    Route wrong = Route.ordered(Route.target("a/m"), Route.target("gone/m"));
    LlmClientBuilder same =
        LlmClient.builder().provider(a).provider(b).provider(c).alias("smart", wrong);
    String told =
        assertThatExceptionOfType(IllegalArgumentException.class)
            .isThrownBy(same::build)
            .actual()
            .getMessage();

    assertThatThrownBy(() -> llm.reconfigure(now -> CallSettings.DEFAULT.alias("smart", wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(told);
  }

  @Test
  @Fault("F096")
  void aChangeThatFailsChangesNothing() {
    open();
    a.always("from a");
    IllegalStateException problem = new IllegalStateException("no such file");

    assertThatThrownBy(
            () ->
                llm.reconfigure(
                    now -> {
                      throw problem;
                    }))
        .isSameAs(problem);
    assertThatThrownBy(() -> llm.reconfigure(now -> null)).isInstanceOf(NullPointerException.class);

    assertThat(ask()).isEqualTo("from a");
  }

  @Test
  void aChangeThatChangesTheClientItselfIsRefused() {
    open();

    assertThatThrownBy(
            () ->
                llm.reconfigure(
                    now -> {
                      sendElsewhere();
                      return now.retries(Retries.upTo(9));
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does it do so itself");
  }

  @Test
  void aClosedClientIsNotReconfigured() {
    open();
    llm.close();

    assertThatExceptionOfType(LlmException.class)
        .isThrownBy(this::sendElsewhere)
        .matches(refused -> refused.kind() == ErrorKind.CLOSED);
  }

  @Test
  void anOpenBreakerStaysOpen() {
    open();
    for (int i = 0; i < 5; i++) {
      a.fails(ErrorKind.SERVER);
      ask();
    }
    int before = a.received();

    llm.reconfigure(now -> now.retries(Retries.upTo(2)).routing(withoutRequirements(now)));

    assertThat(ask()).isEqualTo("from b");
    assertThat(a.received()).isEqualTo(before);
  }

  private static Routing withoutRequirements(CallSettings now) {
    return now.routing().requirements(Requirements.none());
  }

  @Test
  void aModelThatWasGoneIsAskedAgain() {
    open();
    a.fails(ErrorKind.MODEL_NOT_FOUND);
    a.always("from a");
    ask();
    time.advance(ofSeconds(100_000));
    assertThat(ask()).isEqualTo("from b");

    llm.reconfigure(now -> now);

    assertThat(ask()).isEqualTo("from a");
  }

  @Test
  void butNotByACallThatHadAskedBefore() {
    open();
    a.answers(
        script -> script.run(() -> llm.reconfigure(now -> now)).fail(ErrorKind.MODEL_NOT_FOUND));
    a.always("from a");
    assertThat(ask()).isEqualTo("from b");

    assertThat(ask()).isEqualTo("from a");
  }

  @Test
  void aTargetThatLeftComesBackAsNew() {
    open();
    for (int i = 0; i < 5; i++) {
      a.fails(ErrorKind.SERVER);
      ask();
    }
    a.always("from a");
    sendElsewhere();

    llm.reconfigure(now -> now.alias("smart", "a/m"));

    assertThat(ask()).isEqualTo("from a");
  }

  @Test
  void linksOfOthersStayTheVeryOnes() {
    List<String> specs = new ArrayList<>();
    builder.use(new Counted(specs));
    open();
    List<String> chain = links();
    int before = specs.size();

    sendElsewhere();

    assertThat(links()).isEqualTo(chain);
    assertThat(specs).hasSize(before);
  }

  /** Counts how often it is asked what it is. */
  private record Counted(List<String> specs) implements Interceptor {
    @Override
    public LinkSpec spec() {
      specs.add("asked");
      return LinkSpec.named("counted").in(Slot.CALL);
    }

    @Override
    public EventStream intercept(Chain chain) {
      return chain.proceed(chain.request());
    }
  }

  private List<String> links() {
    return llm.explain(QUESTION).chain().stream().map(link -> link.spec().name()).toList();
  }

  private LlmException failure(ChatRequest request) {
    return assertThatExceptionOfType(LlmException.class)
        .isThrownBy(() -> llm.chat(request))
        .actual();
  }
}
