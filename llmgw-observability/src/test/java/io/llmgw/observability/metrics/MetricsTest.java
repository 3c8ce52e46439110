package io.llmgw.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.Caller;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.observability.Semconv;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MetricsTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final Duration DELAY = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String[] CALL = {"operation", "chat", "route", "a/scripted-1"};

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final VirtualTime time = VirtualTime.skipping();
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ScriptedProvider b = ScriptedProvider.named("b");

  @BeforeEach
  void watch() {
    leaks.of(a);
    leaks.of(b);
  }

  private LlmClientBuilder builder(Metrics metrics) {
    return builder(metrics, time);
  }

  private LlmClientBuilder builder(Metrics metrics, VirtualTime clock) {
    return LlmClient.builder()
        .provider(a)
        .provider(b)
        .alias("both", Route.ordered(a.target(), b.target()))
        .defaultModel(a.model())
        .time(clock)
        .closeGrace(Duration.ZERO)
        .use(metrics);
  }

  @Test
  void aSuccessIsInTheNumbersOfCallAndAttempt() {
    a.answers(
        script ->
            script.run(() -> time.advance(Duration.ofSeconds(2))).text("blue").usage(usage()));

    ask(Metrics.to(registry), QUESTION);

    Timer duration =
        timer(
            "llmgw.request.duration",
            "outcome",
            "success",
            "error.type",
            "none",
            "stream",
            "false");
    assertThat(duration.count()).isOne();
    assertThat(duration.totalTime(TimeUnit.SECONDS)).isEqualTo(2);
    assertThat(
            count(
                "llmgw.attempts", "target", "a/scripted-1", "cause", "first", "outcome", "success"))
        .isOne();
    assertThat(count("llmgw.tokens", "kind", "input", "estimated", "false")).isEqualTo(12);
    assertThat(count("llmgw.tokens", "kind", "output", "estimated", "false")).isEqualTo(40);
    assertThat(count("llmgw.tokens", "kind", "reasoning", "estimated", "false")).isEqualTo(30);
    assertThat(count("llmgw.cost.unknown", "target", "a/scripted-1")).isOne();
    Timer attempt =
        timer(
            "gen_ai.client.operation.duration",
            "gen_ai.operation.name",
            "chat",
            "gen_ai.provider.name",
            "a",
            "gen_ai.request.model",
            "scripted-1",
            "error.type",
            "");
    assertThat(attempt.totalTime(TimeUnit.SECONDS)).isEqualTo(2);
    assertThat(attempt.takeSnapshot().histogramCounts()).hasSize(14);
    assertThat(
            registry
                .get("gen_ai.client.token.usage")
                .tag("gen_ai.token.type", "output")
                .summary()
                .totalAmount())
        .isEqualTo(40);
  }

  private static Usage usage() {
    return Usage.builder()
        .reported(TokenKind.INPUT, 12)
        .reported(TokenKind.OUTPUT, 40)
        .reported(TokenKind.REASONING, 30)
        .build();
  }

  @Test
  void repeatsAndPausesAreCounted() {
    a.fails(ErrorKind.OVERLOADED)
        .answers(
            script ->
                script.fail(
                    LlmException.of(ErrorKind.RATE_LIMIT, "slower")
                        .httpStatus(429)
                        .retryAfter(Duration.ofSeconds(3))
                        .build()))
        .answers("blue");

    ask(Metrics.to(registry), QUESTION);

    assertThat(count("llmgw.attempts", "outcome", "failure", "error.type", "overloaded")).isOne();
    assertThat(count("llmgw.attempts", "outcome", "failure", "error.type", "rate_limit")).isOne();
    assertThat(count("llmgw.attempts", "outcome", "success", "cause", "repeat")).isOne();
    Timer backoff = timer("llmgw.retry.delay", "source", "backoff");
    assertThat(backoff.count()).isOne();
    assertThat(registry.get("llmgw.retry.delay").timers().stream().mapToLong(Timer::count).sum())
        .isEqualTo(2);
  }

  @Test
  void failoversAreCounted() {
    a.fails(ErrorKind.MODEL_NOT_FOUND);
    b.answers("blue");

    ask(Metrics.to(registry), QUESTION.withModel("both"));

    assertThat(
            count(
                "llmgw.fallbacks",
                "from",
                "a/scripted-1",
                "to",
                "b/scripted-1",
                "reason",
                "model_not_found"))
        .isOne();
    assertThat(count("llmgw.attempts", "route", "both", "cause", "failover")).isOne();
  }

  @Test
  void hedgesAreCountedWithTheirWinner() {
    a.answers(script -> script.hang());
    b.answers("blue");
    Metrics metrics = Metrics.to(registry);

    VirtualTime still = VirtualTime.create();
    try (LlmClient llm = builder(metrics, still).hedging(Hedging.after(DELAY).share(1)).build()) {
      CompletableFuture<ChatResponse> asked = llm.chatAsync(QUESTION.withModel("both"));
      a.awaitReceived(1);
      still.awaitDueIn(DELAY);
      still.advance(DELAY);
      assertThat(asked.join().text()).isEqualTo("blue");
      a.awaitNoOpenStreams();
    }

    assertThat(count("llmgw.hedge", "route", "both", "winner", "hedge")).isOne();
    assertThat(
            count("llmgw.attempts", "cause", "first", "outcome", "cancelled", "error.type", "lost"))
        .isOne();
  }

  @Test
  void streamsHaveTheirOwnTimes() {
    a.answers(
        script ->
            script
                .run(() -> time.advance(Duration.ofSeconds(1)))
                .text("bl")
                .run(() -> time.advance(Duration.ofSeconds(3)))
                .text("ue")
                .usage(usage()));
    Metrics metrics = Metrics.to(registry);

    try (LlmClient llm = builder(metrics).build();
        ChatStream stream = llm.stream(QUESTION)) {
      stream.forEach(event -> {});
    }

    assertThat(timer("llmgw.request.time_to_first_token", CALL).totalTime(TimeUnit.SECONDS))
        .isEqualTo(1);
    assertThat(
            registry
                .get("gen_ai.client.operation.time_to_first_chunk")
                .timer()
                .totalTime(TimeUnit.SECONDS))
        .isEqualTo(1);
  }

  @Test
  void streamsThatBreakOffAndThatAreLeftAreCounted() {
    Gate never = Gate.closed();
    a.answers(script -> script.text("bl").fail(ErrorKind.STREAM_BROKEN))
        .answers(script -> script.text("bl").waitFor(never));
    Metrics metrics = Metrics.to(registry);

    try (LlmClient llm = builder(metrics).build()) {
      try (ChatStream stream = llm.stream(QUESTION)) {
        catchThrowable(() -> stream.forEach(event -> {}));
      }
      try (ChatStream stream = llm.stream(QUESTION)) {
        assertThat(stream.text().iterator().next()).isEqualTo("bl");
      }
      a.awaitNoOpenStreams();
    }

    assertThat(count("llmgw.stream.truncated", "reason", "stream_broken")).isOne();
    assertThat(count("llmgw.stream.cancelled", "reason", "caller")).isOne();
  }

  @Test
  void callsUnderWayAreShownUntilTheClientCloses() {
    Metrics metrics = Metrics.to(registry);
    Gate gate = Gate.closed();
    a.answers("first").answers(script -> script.text("bl").waitFor(gate));
    try (LlmClient llm = builder(metrics).build()) {
      llm.chat(QUESTION);
      metrics.flush(LONG);
      try (ChatStream stream = llm.stream(QUESTION)) {
        stream.next();

        assertThat(
                registry
                    .get("llmgw.concurrency.in_flight")
                    .tag("operation", "chat")
                    .gauge()
                    .value())
            .isOne();
      }
      a.awaitNoOpenStreams();
    }
    assertThat(registry.find("llmgw.concurrency.in_flight").gauge()).isNull();
    assertThat(registry.find("llmgw.request.duration").timers()).isNotEmpty();
  }

  @Test
  void theLatestNamesAreThereWhenAskedFor() {
    a.answers(script -> script.text("blue").usage(usage()));

    ask(Metrics.to(registry).semconv(Semconv.LATEST), QUESTION);

    assertThat(timer("gen_ai.client.inference.duration", "error.type", "").count()).isOne();
    assertThat(
            count(
                "gen_ai.client.inference.usage.output_tokens", "gen_ai.token.modality", "unknown"))
        .isEqualTo(40);
    assertThat(count("gen_ai.client.inference.usage.reasoning.output_tokens")).isEqualTo(30);
    assertThat(registry.find("gen_ai.client.operation.duration").meter()).isNull();
    assertThat(registry.find("gen_ai.client.token.usage").meter()).isNull();
  }

  @Test
  void bothNamesAreThereWhileDashboardsMove() {
    a.answers("blue");

    ask(Metrics.to(registry).semconv(Semconv.BOTH), QUESTION);

    assertThat(registry.find("gen_ai.client.inference.duration").meter()).isNotNull();
    assertThat(registry.find("gen_ai.client.operation.duration").meter()).isNotNull();
  }

  @Test
  void tenantsAreToldApartWhenAskedFor() {
    a.always("blue");
    Metrics metrics = Metrics.to(registry).tenants(2);

    try (LlmClient llm = builder(metrics).build()) {
      for (String tenant : new String[] {"acme", "umbrella", "initech", "acme"}) {
        llm.forCaller(Caller.tenant(tenant)).chat(QUESTION);
      }
      llm.chat(QUESTION);
    }

    assertThat(timer("llmgw.request.duration", "tenant", "acme").count()).isEqualTo(2);
    assertThat(timer("llmgw.request.duration", "tenant", "umbrella").count()).isOne();
    assertThat(timer("llmgw.request.duration", "tenant", "other").count()).isOne();
    assertThat(timer("llmgw.request.duration", "tenant", "none").count()).isOne();
  }

  @Test
  void tenantsAreInNoTagUnlessAskedFor() {
    a.answers("blue");
    Metrics metrics = Metrics.to(registry);

    try (LlmClient llm = builder(metrics).build()) {
      llm.forCaller(Caller.tenant("acme").user("ada")).chat(QUESTION);
    }

    assertThat(everything()).doesNotContain("acme").doesNotContain("ada").contains("a/scripted-1");
  }

  @Test
  void onlyListedModelsHaveSeriesOfTheirOwn() {
    a.always("blue");
    b.always("blue");
    Metrics metrics = Metrics.to(registry).onlyModels(b.model());

    try (LlmClient llm = builder(metrics).build()) {
      llm.chat(QUESTION.withModel(a.model()));
      llm.chat(QUESTION.withModel(b.model()));
    }

    assertThat(count("llmgw.attempts", "target", "b/scripted-1", "route", "b/scripted-1")).isOne();
    assertThat(count("llmgw.attempts", "target", "other", "route", "other")).isOne();
  }

  @Test
  void namesAndTagsAreThoseOfTheConvention() {
    a.answers("blue");
    MetricsConvention house =
        new MetricsConvention() {
          @Override
          public @Nullable String name(Metric metric) {
            return metric == Metric.TOKENS ? null : "house." + metric.fullName();
          }

          @Override
          public @Nullable String key(Metric metric, Label label) {
            return label == Label.PURPOSE ? null : label.key().replace('.', '_');
          }
        };

    ask(Metrics.to(registry).convention(house).tags("app", "claims"), QUESTION);

    Timer duration = timer("house.llmgw.request.duration", "error_type", "none", "app", "claims");
    assertThat(duration.getId().getTag("purpose")).isNull();
    assertThat(registry.getMeters())
        .extracting(meter -> meter.getId().getName())
        .allMatch(name -> name.startsWith("house."))
        .doesNotContain("house.llmgw.tokens");
  }

  @Test
  void oneFeatureIsForOneClient() {
    Metrics metrics = Metrics.to(registry);
    try (LlmClient llm = builder(metrics).build()) {
      assertThat(llm).isNotNull();
      assertThatThrownBy(() -> metrics.observers(time)).isInstanceOf(IllegalStateException.class);
    }
  }

  private void ask(Metrics metrics, ChatRequest request) {
    try (LlmClient llm = builder(metrics).build()) {
      llm.chat(request);
      assertThat(metrics.flush(LONG)).isTrue();
    }
  }

  private Timer timer(String name, String... tags) {
    return registry.get(name).tags(tags).timer();
  }

  private double count(String name, String... tags) {
    return registry.get(name).tags(tags).counters().stream().mapToDouble(c -> c.count()).sum();
  }

  private String everything() {
    return registry.getMeters().stream().map(Meter::getId).toList()
        + Arrays.toString(registry.getMeters().stream().map(Meter::measure).toArray());
  }
}
