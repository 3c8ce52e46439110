package io.llmgw.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.observe.CallFact;
import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Operation;
import io.llmgw.api.request.Retries;
import io.llmgw.api.route.Target;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is not of one call: breakers, keys, and the work of policies. */
class StateMetricsTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final Duration LONG = Duration.ofSeconds(30);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final VirtualTime time = VirtualTime.create();
  private final ScriptedProvider fake = ScriptedProvider.named("fake").with(Keys.of("sk-1"));
  private final Metrics metrics = Metrics.to(registry);

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  private LlmClient client(Interceptor... links) {
    var builder =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .retries(Retries.none())
            .time(time)
            .use(metrics);
    for (Interceptor link : links) {
      builder.use(link);
    }
    return builder.build();
  }

  @Test
  void aBreakerIsShownOpenUntilItCloses() {
    for (int call = 0; call < 5; call++) {
      fake.fails(ErrorKind.SERVER);
    }
    fake.always("blue");

    try (LlmClient llm = client()) {
      for (int call = 0; call < 5; call++) {
        catchThrowable(() -> llm.chat(QUESTION));
      }
      Patience.until("open", () -> is("llmgw.circuit.state", 1));
      time.advance(Duration.ofMinutes(1));
      llm.chat(QUESTION);
      Patience.until("closed", () -> is("llmgw.circuit.state", 0));
    }

    assertThat(count("llmgw.circuit.transitions", "to", "open")).isOne();
    assertThat(count("llmgw.circuit.transitions", "to", "closed")).isOne();
    assertThat(count("llmgw.events", "event", "breaker_opened")).isOne();
  }

  @Test
  void aTargetThatWasNeverUpAndIsNoneOfTheConfigurationIsShownByItsBreaker() {
    for (int call = 0; call < 6; call++) {
      fake.fails(ErrorKind.SERVER);
    }

    try (LlmClient llm = client()) {
      for (int call = 0; call < 5; call++) {
        catchThrowable(() -> llm.prompt("q").model("fake/down").send());
      }
      Patience.until(
          "open",
          () -> {
            Gauge state = registry.find("llmgw.circuit.state").tag("target", "fake/down").gauge();
            return state != null && state.value() == 1;
          });
    }
    assertThat(count("llmgw.circuit.transitions", "target", "fake/down")).isOne();
  }

  @Test
  void theBreakerOfATargetThatIsTakenOutIsOpenNoMore() {
    for (int call = 0; call < 5; call++) {
      fake.fails(ErrorKind.SERVER);
    }

    try (LlmClient llm = client()) {
      for (int call = 0; call < 5; call++) {
        catchThrowable(() -> llm.chat(QUESTION));
      }
      Patience.until("open", () -> is("llmgw.circuit.state", 1));
      llm.reconfigure(now -> now.defaultModel("fake/other"));
      Patience.until("told", () -> count("llmgw.events", "event", "reconfigured") == 1);
      assertThat(llm.status().target(fake.model())).isNull();
      Patience.until("open no more", () -> is("llmgw.circuit.state", 0));
    }
  }

  @Test
  void theLimitOfATargetIsShownAsItsLastCallMetIt() {
    fake.always("blue");
    Target target = Target.of(fake.model());

    try (LlmClient llm = client()) {
      llm.chat(QUESTION);
      assertThat(metrics.flush(LONG)).isTrue();
      assertThat(gauge("llmgw.concurrency.limit")).as("none is declared").isNull();

      assertThat(limit(llm, target.limits(TargetLimits.perTarget().concurrency(3)), "target"))
          .isEqualTo(3);
      assertThat(limit(llm, target.limits(TargetLimits.perKey().concurrency(2)), "key"))
          .isEqualTo(2);
      assertThat(limit(llm, target.limits(TargetLimits.perKey().concurrency(8)), "key"))
          .isEqualTo(8);
      assertThat(limit("target")).as("as a whole it has none any more").isInfinite();
      assertThat(limit(llm, target.limits(TargetLimits.perKey().requestsPerMinute(9)), "key"))
          .isInfinite();
    }

    assertThat(gauge("llmgw.concurrency.limit")).isNull();
  }

  @Test
  void aLimitHoldsForTheModelByWhateverNameItIsCalled() {
    fake.always("blue");
    Target limited = Target.of(fake.model()).limits(TargetLimits.perTarget().concurrency(3));

    try (LlmClient llm = client()) {
      llm.reconfigure(now -> now.alias("calm", limited));
      llm.chat(QUESTION);
      assertThat(metrics.flush(LONG)).isTrue();
      assertThat(limit("target")).isEqualTo(3);
    }
  }

  /** That which is shown after a call by this route. */
  private double limit(LlmClient llm, Target route, String scope) {
    llm.reconfigure(now -> now.alias("calm", route));
    llm.prompt("Why is the sky blue?").model("calm").text();
    assertThat(metrics.flush(LONG)).isTrue();
    return limit(scope);
  }

  private double limit(String scope) {
    return registry
        .get("llmgw.concurrency.limit")
        .tags("target", fake.model(), "scope", scope)
        .gauge()
        .value();
  }

  @Test
  void kindsOfEventsAreThereBeforeTheFirstOne() {
    fake.always("blue");

    try (LlmClient llm = client()) {
      llm.chat(QUESTION);
      assertThat(metrics.flush(LONG)).isTrue();
    }

    assertThat(registry.get("llmgw.events").counters())
        .hasSameSizeAs(GatewayEvent.class.getPermittedSubclasses());
    assertThat(count("llmgw.events", "event", "stream_leaked")).isZero();
  }

  @Test
  void aRefusedKeyIsShownUntilItsTimeIsOver() {
    fake.fails(ErrorKind.AUTH).always("blue");

    try (LlmClient llm = client()) {
      catchThrowable(() -> llm.chat(QUESTION));
      Patience.until("in quarantine", () -> is("llmgw.keys.quarantined", 1));
      time.advance(Duration.ofHours(2));
      assertThat(is("llmgw.keys.quarantined", 0)).isTrue();
    }

    assertThat(count("llmgw.keys.rests", "provider", "fake", "reason", "auth")).isOne();
  }

  @Test
  void aModelThatIsMisspeltIsNoRefusedKeyAndHidesNone() {
    fake.fails(ErrorKind.MODEL_NOT_FOUND).fails(ErrorKind.AUTH).always("blue");

    try (LlmClient llm = client()) {
      catchThrowable(() -> llm.prompt("Why?").model("fake/typo").text());
      Patience.until("told", () -> rests("model_not_found") == 1);
      assertThat(gauge("llmgw.keys.quarantined")).isNull();

      catchThrowable(() -> llm.chat(QUESTION));
      Patience.until("in quarantine", () -> is("llmgw.keys.quarantined", 1));
      time.advance(Duration.ofHours(2));
      assertThat(is("llmgw.keys.quarantined", 0)).isTrue();
    }
  }

  private double rests(String reason) {
    var counter = registry.find("llmgw.keys.rests").tag("reason", reason).counter();
    return counter == null ? 0 : counter.count();
  }

  @Test
  void keysThatAreRefusedForGoodLeaveRoomForOneThatIsRefusedForAWhile() {
    MetricsObserver listener = (MetricsObserver) metrics.observers(time).get(0);
    Instant now = time.now();
    for (int key = 0; key < 10_000; key++) {
      listener.onEvent(
          new GatewayEvent.KeyQuarantined(
              now, "q", "q/m", "main", "q" + key, ErrorKind.QUOTA, null));
      if (key % 1_000 == 0) {
        metrics.flush(LONG);
      }
    }
    Duration rest = Duration.ofMinutes(5);
    listener.onEvent(
        new GatewayEvent.KeyQuarantined(now, "p", null, "main", "p1", ErrorKind.AUTH, rest));
    metrics.flush(LONG);

    assertThat(quarantined("p")).isOne();
    metrics.close();
  }

  private double quarantined(String provider) {
    return registry.get("llmgw.keys.quarantined").tag("provider", provider).gauge().value();
  }

  @Test
  void aKeyThatIsRefusedForGoodIsShownUntilItIsExchanged() {
    MetricsObserver listener = (MetricsObserver) metrics.observers(time).get(0);
    Instant now = time.now();
    listener.onEvent(
        new GatewayEvent.KeyQuarantined(now, "p", "p/m", "main", "1", ErrorKind.QUOTA, null));
    listener.onEvent(
        new GatewayEvent.KeyQuarantined(now, "p", "p/n", "main", "1", ErrorKind.QUOTA, null));
    listener.onEvent(
        new GatewayEvent.KeyQuarantined(now, "p", null, "spare", "2", ErrorKind.AUTH, null));
    metrics.flush(LONG);
    assertThat(is("llmgw.keys.quarantined", 2)).isTrue();

    listener.onEvent(new GatewayEvent.KeyRotated(now, "p", "main", "1", "3"));
    metrics.flush(LONG);
    assertThat(is("llmgw.keys.quarantined", 1)).isTrue();

    listener.onEvent(new GatewayEvent.Reconfigured(now));
    metrics.flush(LONG);
    assertThat(is("llmgw.keys.quarantined", 0)).isTrue();
    metrics.close();
  }

  @Test
  void keysOfOneAliasAreCountedEachAndOneThatIsExchangedIsTakenOutAlone() {
    Map<String, String> secrets = new ConcurrentHashMap<>(Map.of("acme", "sk-1", "other", "sk-2"));
    fake.with(caller -> List.of(ApiKey.of("main", secrets.get(caller.tenant()))));
    fake.fails(ErrorKind.AUTH).fails(ErrorKind.AUTH).always("blue");

    try (LlmClient llm = client()) {
      for (String tenant : List.of("acme", "other")) {
        catchThrowable(() -> llm.forCaller(Caller.tenant(tenant)).chat(QUESTION));
      }
      Patience.until("both in quarantine", () -> is("llmgw.keys.quarantined", 2));

      secrets.put("acme", "sk-3");
      llm.forCaller(Caller.tenant("acme")).chat(QUESTION);

      Patience.until("one of them", () -> is("llmgw.keys.quarantined", 1));
    }
  }

  @Test
  void statesOfWhatAConventionMergesAddUp() {
    MetricsConvention merging =
        new MetricsConvention() {
          @Override
          public @Nullable String key(Metric metric, Label label) {
            return metric.shape() == Shape.GAUGE ? null : label.key();
          }
        };
    Metrics merged = Metrics.to(registry).convention(merging);
    MetricsObserver observer = (MetricsObserver) merged.observers(time).get(0);
    Instant now = time.now();
    Ending.begin(observer, Operation.CHAT);
    Ending.begin(observer, Operation.CHAT);
    Ending.begin(observer, Operation.EMBEDDINGS);
    for (String target : new String[] {"p/a", "p/b", "q/c"}) {
      Ending.of(observer, target, "tenant");
      observer.onEvent(new GatewayEvent.BreakerOpened(now, target, false, Duration.ofSeconds(30)));
    }
    observer.onEvent(
        new GatewayEvent.KeyQuarantined(now, "p", null, "main", "1", ErrorKind.AUTH, null));
    observer.onEvent(
        new GatewayEvent.KeyQuarantined(now, "q", null, "main", "2", ErrorKind.AUTH, null));
    merged.flush(LONG);

    assertThat(is("llmgw.concurrency.in_flight", 3)).isTrue();
    assertThat(is("llmgw.circuit.state", 3)).isTrue();
    assertThat(is("llmgw.keys.quarantined", 2)).isTrue();

    observer.onEvent(new GatewayEvent.BreakerClosed(now, "p/b"));
    merged.flush(LONG);
    assertThat(is("llmgw.circuit.state", 2)).isTrue();
    merged.close();
    assertThat(gauge("llmgw.circuit.state")).isNull();
  }

  @Test
  void statesThatAFilterOfTheRegistryMergesAddUp() {
    registry.config().meterFilter(MeterFilter.ignoreTags("operation"));
    MetricsObserver observer = (MetricsObserver) metrics.observers(time).get(0);
    Ending.begin(observer, Operation.CHAT);
    Ending.begin(observer, Operation.EMBEDDINGS);
    observer.onEvent(new GatewayEvent.Reconfigured(time.now()));
    metrics.flush(LONG);

    assertThat(is("llmgw.concurrency.in_flight", 2)).isTrue();
    metrics.close();
  }

  @Test
  void nothingOfAClosedClientIsShownWhateverComesLate() {
    Meters meters = new Meters(registry, MetricsConvention.DEFAULT, Tags.empty());
    Series all = Series.all(meters);

    meters.close();
    meters.gauge(Metric.IN_FLIGHT, all, () -> 1);
    meters.counter(Metric.DROPPED, all, () -> 1);

    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void aFeatureThatWasClosedIsForTheNextClient() {
    fake.always("blue");
    metrics.listeners(time);
    metrics.observers(time); // as a build does that another feature makes fail

    metrics.close();
    try (LlmClient llm = client()) {
      llm.chat(QUESTION);
    }

    assertThat(registry.get("llmgw.request.duration").timer().count()).isOne();
  }

  @Test
  void whatPoliciesTellIsCounted() {
    fake.always("blue");

    try (LlmClient llm = client(new Teller())) {
      llm.chat(QUESTION);
    }

    assertThat(count("llmgw.cache.requests", "result", "miss")).isOne();
    assertThat(count("llmgw.redactions", "detector", "iban", "direction", "input")).isEqualTo(3);
    assertThat(count("llmgw.guard.verdicts", "guard", "other", "verdict", "blocked")).isOne();
    assertThat(
            registry
                .get("llmgw.guard.duration")
                .tag("guard", "injection")
                .timer()
                .totalTime(TimeUnit.MICROSECONDS))
        .isEqualTo(1_500);
  }

  private boolean is(String name, double value) {
    Gauge gauge = gauge(name);
    return gauge != null && gauge.value() == value;
  }

  private @Nullable Gauge gauge(String name) {
    return registry.find(name).gauge();
  }

  private double count(String name, String... tags) {
    return registry.get(name).tags(tags).counter().count();
  }

  /** A policy that tells of its work. */
  private static final class Teller implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("teller").in(Slot.CALL);
    }

    @Override
    public EventStream intercept(Chain chain) {
      var recorder = chain.context().recorder();
      recorder.count(CallFact.CACHE_MISS);
      recorder.record(CallFact.REDACTED_INPUT, "iban", 3);
      recorder.record(CallFact.GUARD_BLOCKED, "Why is the sky blue?", 1);
      recorder.record(CallFact.GUARD_NANOS, "injection", 1_500_000);
      return chain.proceed(chain.request());
    }
  }
}
