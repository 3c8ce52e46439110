package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Feature;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.GatewayListener;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mistake in a builder is reported at once. */
class BuilderTest {
  private final LlmClientBuilder builder = LlmClient.builder();

  @Test
  void needsAProvider() {
    expectState(builder::build, "a client needs a provider");
  }

  @Test
  void buildsOnce() {
    builder.provider(provider("fake")).build().close();

    expectState(builder::build, "has built its client already");
  }

  @Test
  void canBeMendedAfterAMistake() {
    builder.provider(provider("fake")).alias("smart", "other/m");
    expectArgument(builder::build, "alias smart: no provider 'other' for 'other/m'");

    builder.provider(provider("other"));

    builder.build().close();
  }

  @Test
  void refusesTwoProvidersOfOneName() {
    builder.provider(provider("fake"));

    expectState(() -> builder.provider(provider("fake")), "provider 'fake' is registered twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a/b", "a b", "ä"})
  void refusesProviderNamesThatNoReferenceCanName(String name) {
    expectArgument(
        () -> builder.provider(provider(name)), "provider name '" + name + "'", "are allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a/b"})
  void refusesAliasesThatAreBlankOrLookLikeReferences(String alias) {
    expectArgument(
        () -> builder.alias(alias, "fake/m"), "alias '" + alias + "'", "without a slash");
  }

  @Test
  void refusesAnAliasOfNothing() {
    expectArgument(() -> builder.alias("smart", " "), "alias 'smart'", "blank");
  }

  @Test
  void refusesAnAliasThatIsDefinedTwice() {
    builder.alias("smart", "fake/m");

    expectState(() -> builder.alias("smart", "fake/n"), "alias 'smart' is defined twice");
  }

  @Test
  void refusesAliasesThatGoInACircle() {
    builder.provider(provider("fake")).alias("a", "b").alias("b", "c").alias("c", "a");

    expectArgument(builder::build, "alias c: goes in a circle: a > b > c > a");
  }

  @Test
  void refusesAnAliasOfItself() {
    builder.provider(provider("fake")).alias("a", "a");

    expectArgument(builder::build, "alias a: goes in a circle: a > a");
  }

  @Test
  void refusesAnAliasOfAnUnknownProvider() {
    builder.provider(provider("fake")).alias("smart", "opnai/gpt-5");

    expectArgument(builder::build, "alias smart: no provider 'opnai' for 'opnai/gpt-5'", "[fake]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"other/m", "unknown", "fake/", "/m"})
  void refusesADefaultModelThatLeadsNowhere(String model) {
    builder.provider(provider("fake")).alias("smart", "fake/m").defaultModel(model);

    expectArgument(builder::build, "default model '" + model + "'", "[fake]", "[smart]");
  }

  @Test
  void refusesABlankDefaultModel() {
    expectArgument(() -> builder.defaultModel(" "), "default model is blank");
    expectArgument(() -> builder.defaultEmbeddingModel(" "), "default embedding model is blank");
  }

  @Test
  void refusesSecondAssignments() {
    TimeSource time = VirtualTime.create();
    builder
        .defaultModel("fake/m")
        .timeouts(Timeouts.none())
        .executor(Runnable::run)
        .time(time)
        .closeGrace(Duration.ZERO);

    expectState(() -> builder.defaultModel("fake/n"), "defaultModel is set twice");
    expectState(
        () -> builder.defaultEmbeddingModel("a/b").defaultEmbeddingModel("a/c"),
        "default model of EMBEDDINGS is set twice");
    expectState(() -> builder.timeouts(Timeouts.none()), "timeouts is set twice");
    expectState(() -> builder.executor(Runnable::run), "executor is set twice");
    expectState(() -> builder.time(time), "time is set twice");
    expectState(() -> builder.closeGrace(Duration.ZERO), "closeGrace is set twice");
  }

  @Test
  void refusesANegativeGrace() {
    expectArgument(
        () -> builder.closeGrace(Duration.ofSeconds(-1)), "PT-1S", "must be zero or more");
  }

  @ParameterizedTest
  @EnumSource(names = {"OBSERVE", "ROUTE", "RETRY", "MEASURE", "BREAKER", "PROVIDER"})
  void refusesLinksInTheEnginesOwnSlots(Slot slot) {
    expectArgument(() -> builder.use(linkIn(slot)), "link 'mine'", slot.name());
  }

  @Test
  void refusesTwoFeaturesOfOneName() {
    builder.use(feature());

    expectState(() -> builder.use(feature()), "feature 'mine' is used twice");
  }

  @Test
  void aBuildThatRefusesItsSettingsAsksNoFeature() {
    AskedOnce feature = new AskedOnce();
    builder.provider(provider("fake")).use(feature).defaultModel("nowhere/m");
    expectArgument(builder::build, "nowhere");

    LlmClientBuilder corrected = LlmClient.builder().provider(provider("fake"));
    corrected.use(feature).defaultModel("fake/m").build().close();

    assertThat(feature.asked).containsExactly("listeners", "observers", "links");
  }

  @Test
  void refusesNothing() {
    assertThatThrownBy(() -> builder.observe(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> builder.timeouts(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> builder.executor(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> builder.time(null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void startsNoThreadAndAsksNobodyBeforeTheFirstCall() {
    ScriptedProvider fake = provider("fake");
    long before = gatewayThreads();

    try (LlmClient llm = builder.provider(fake).defaultModel("fake/m").build()) {
      assertThat(llm.explain(llm.prompt("q").request()).plan()).hasSize(1);
      assertThat(gatewayThreads()).isEqualTo(before);
      assertThat(fake.received()).isZero();
    }
    assertThat(fake.isClosed()).isTrue();
  }

  private static long gatewayThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("llmgw-"))
        .filter(thread -> !thread.getName().equals("llmgw-clock"))
        .count();
  }

  private static ScriptedProvider provider(String name) {
    return ScriptedProvider.named(name);
  }

  private static Interceptor linkIn(Slot slot) {
    return new Interceptor() {
      @Override
      public LinkSpec spec() {
        return LinkSpec.named("mine").in(slot);
      }

      @Override
      public EventStream intercept(Chain chain) {
        return chain.proceed(chain.request());
      }
    };
  }

  /** Tells what it was asked for. */
  private static final class AskedOnce implements Feature {
    private final List<String> asked = new ArrayList<>();

    @Override
    public String name() {
      return "asked once";
    }

    @Override
    public List<GatewayListener> listeners(TimeSource time) {
      asked.add("listeners");
      return List.of();
    }

    @Override
    public List<CallObserver> observers(TimeSource time) {
      asked.add("observers");
      return List.of();
    }

    @Override
    public List<Interceptor> links(TimeSource time) {
      asked.add("links");
      return List.of();
    }
  }

  private static Feature feature() {
    return () -> "mine";
  }

  private static void expectState(ThrowingCallable mistake, String... words) {
    assertThatThrownBy(mistake)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(words);
  }

  private static void expectArgument(ThrowingCallable mistake, String... words) {
    assertThatThrownBy(mistake)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(words);
  }
}
