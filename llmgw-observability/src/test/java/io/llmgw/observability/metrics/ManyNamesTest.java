package io.llmgw.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.scripted.ScriptedProvider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
