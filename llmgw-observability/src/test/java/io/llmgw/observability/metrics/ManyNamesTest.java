package io.llmgw.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.observe.CallFact;
import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.scripted.ScriptedProvider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** However many names come from outside, there is an end to series and memory. */
class ManyNamesTest {
  private static final int NAMES = 100_000;
  private static final int CAP = 20;
  private static final Duration LONG = Duration.ofSeconds(60);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  @Test
  @Fault("F154")
  void modelsAndTenantsBeyondTheCapShareSeries() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Metrics metrics = Metrics.to(registry).models(CAP).tenants(CAP);
    MetricsObserver observer = (MetricsObserver) metrics.observers(TimeSource.system()).get(0);
    int atFirst = 0;
    long heapAtFirst = 0;

    for (int name = 0; name < NAMES; name++) {
      Ending.of(observer, "p/model-" + name, "tenant-" + name);
      if (name % 1_000 == 999) {
        assertThat(metrics.flush(LONG)).isTrue();
      }
      if (name == NAMES / 10) {
        metrics.flush(LONG);
        atFirst = registry.getMeters().size();
        heapAtFirst = heap();
      }
    }
    metrics.flush(LONG);

    assertThat(registry.getMeters()).hasSizeLessThan(2_000).hasSize(atFirst);
    assertThat(heap() - heapAtFirst).isLessThan(2 << 20);
    metrics.close();
  }

  @Test
  void thereIsRoomForAsManyAsIsSaid() {
    SimpleMeterRegistry ofModels = new SimpleMeterRegistry();
    SimpleMeterRegistry ofTenants = new SimpleMeterRegistry();
    Metrics models = Metrics.to(ofModels).models(10_000);
    Metrics tenants = Metrics.to(ofTenants).tenants(10_000);
    MetricsObserver first = (MetricsObserver) models.observers(TimeSource.system()).get(0);
    MetricsObserver second = (MetricsObserver) tenants.observers(TimeSource.system()).get(0);

    for (int model = 0; model < 950; model++) {
      Ending.of(first, "p/model-" + model, "tenant");
    }
    for (int of = 0; of < 100 * 20; of++) {
      Ending.of(second, "p/model-" + of / 20, "tenant-" + of % 20);
    }
    assertThat(models.flush(LONG)).isTrue();
    assertThat(tenants.flush(LONG)).isTrue();
    assertThat(ofModels.find("llmgw.attempts").tag("target", "other").counters()).isEmpty();
    assertThat(ofModels.get("llmgw.attempts").counters()).hasSize(950);
    assertThat(ofTenants.find("llmgw.tokens").tag("tenant", "other").counters()).isEmpty();
    models.close();
    tenants.close();
  }

  @Test
  @Fault("F154")
  void whenAllSeriesAreUsedUpFurtherNamesShareOneAndTheLogSaysSoOnce() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Metrics metrics = Metrics.to(registry).models(10_000).tenants(10_000);
    MetricsObserver observer = (MetricsObserver) metrics.observers(TimeSource.system()).get(0);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(Meters.class);
    logger.addAppender(log);

    for (int name = 0; name < 4_000; name++) {
      Ending.of(observer, "p/model-" + name, "tenant-" + name);
      if (name % 1_000 == 999) {
        assertThat(metrics.flush(LONG)).isTrue();
      }
    }
    observer.onEvent(
        new GatewayEvent.BreakerOpened(Instant.EPOCH, "p/late", false, Duration.ofSeconds(30)));
    assertThat(metrics.flush(LONG)).isTrue();
    logger.detachAppender(log);

    assertThat(registry.get("llmgw.circuit.transitions").tag("target", "other").counter().count())
        .isOne();
    assertThat(registry.find("llmgw.circuit.state").gauges()).isEmpty();
    assertThat(log.list)
        .singleElement()
        .satisfies(
            said -> {
              assertThat(said.getLevel()).isEqualTo(Level.WARN);
              assertThat(said.getFormattedMessage()).contains("20000");
            });
    metrics.close();
  }

  @Test
  void namesThatLeadNowhereTakeNoPlace() {
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake").always("blue"));
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Metrics metrics = Metrics.to(registry).models(CAP);

    try (LlmClient llm =
        LlmClient.builder().provider(fake).defaultModel(fake.model()).use(metrics).build()) {
      for (int name = 0; name < 10 * CAP; name++) {
        ChatRequest lost = ChatRequest.of("Hi").withModel("nobody/model-" + name);
        catchThrowable(() -> llm.forCaller(Caller.tenant("t")).chat(lost));
      }
      llm.chat(ChatRequest.of("Hi").withModel("fake/last"));
    }

    assertThat(registry.get("llmgw.request.duration").tag("route", "fake/last").timer().count())
        .isOne();
    assertThat(registry.get("llmgw.request.duration").tag("route", "other").timer().count())
        .isEqualTo(10 * CAP);
  }

  @Test
  void namesThatNoProviderKnowsTakeNoPlace() {
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake"));
    for (int name = 0; name < 5 * CAP; name++) {
      fake.fails(ErrorKind.MODEL_NOT_FOUND);
    }
    fake.fails(ErrorKind.INVALID_REQUEST).always("blue");
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Metrics metrics = Metrics.to(registry).models(CAP);

    try (LlmClient llm =
        LlmClient.builder().provider(fake).alias("smart", "fake/real").use(metrics).build()) {
      for (int name = 0; name < 5 * CAP; name++) {
        ChatRequest bogus = ChatRequest.of("Hi").withModel("fake/bogus-" + name);
        catchThrowable(() -> llm.chat(bogus));
      }
      catchThrowable(() -> llm.chat(ChatRequest.of("Hi").withModel("smart")));
      llm.chat(ChatRequest.of("Hi").withModel("fake/own"));
    }

    assertThat(registry.get("llmgw.attempts").tag("target", "fake/real").counter().count())
        .as("what is configured has its place, whether it succeeds or not")
        .isOne();
    assertThat(registry.get("llmgw.request.duration").tag("route", "smart").timer().count())
        .isOne();
    assertThat(registry.get("llmgw.attempts").tag("target", "fake/own").counter().count()).isOne();
    assertThat(registry.get("llmgw.attempts").tag("target", "other").counter().count())
        .isEqualTo(5 * CAP);
    assertThat(registry.get("gen_ai.client.operation.duration").timers())
        .extracting(timer -> timer.getId().getTag("gen_ai.request.model"))
        .containsOnly("real", "own", "other");
  }

  @Test
  void namesThatCallersCameUpWithTakeNoPlaceFromThoseThatAreConfigured() {
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake").always("blue"));
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Metrics metrics = Metrics.to(registry).models(CAP);

    try (LlmClient llm =
        LlmClient.builder().provider(fake).alias("smart", "fake/real").use(metrics).build()) {
      for (int name = 0; name < 5 * CAP; name++) {
        llm.chat(ChatRequest.of("Hi").withModel("fake/model-" + name));
      }
      llm.chat(ChatRequest.of("Hi").withModel("smart"));
    }

    assertThat(registry.get("llmgw.attempts").tag("target", "fake/real").counter().count()).isOne();
    assertThat(registry.get("llmgw.request.duration").tag("route", "smart").timer().count())
        .isOne();
  }

  @Test
  void detectorsGuardsAndLimitsTakeNoPlacesFromEachOther() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Metrics metrics = Metrics.to(registry);
    MetricsObserver observer = (MetricsObserver) metrics.observers(TimeSource.system()).get(0);

    for (int i = 0; i < 200; i++) {
      Ending.fact(observer, CallFact.REDACTED_INPUT, "detector-" + i);
    }
    for (int i = 0; i < 200; i++) {
      Ending.fact(observer, CallFact.GUARD_PASSED, "guard-" + i);
    }
    Ending.fact(observer, CallFact.LIMIT_REJECTED, "per-minute");
    metrics.close();

    assertThat(registry.get("llmgw.redactions").counters()).hasSize(101);
    assertThat(registry.get("llmgw.guard.verdicts").tag("guard", "guard-0").counter().count())
        .isOne();
    assertThat(registry.get("llmgw.guard.verdicts").counters()).hasSize(101);
    assertThat(registry.get("llmgw.limit.rejections").tag("limit", "per-minute").counter().count())
        .isOne();
  }

  @Test
  void aListOfModelsStaysWhereTheirNumberIsSet() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Metrics metrics = Metrics.to(registry).onlyModels("p/listed").models(5);
    MetricsObserver observer = (MetricsObserver) metrics.observers(TimeSource.system()).get(0);

    Ending.of(observer, "p/listed", "tenant");
    Ending.of(observer, "p/another", "tenant");
    metrics.close();

    assertThat(registry.get("llmgw.attempts").counters())
        .extracting(counter -> counter.getId().getTag("target"))
        .containsExactlyInAnyOrder("p/listed", "other");
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
