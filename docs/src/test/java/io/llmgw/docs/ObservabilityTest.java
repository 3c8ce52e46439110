package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.observability.Semconv;
import io.llmgw.observability.log.CallLog;
import io.llmgw.observability.metrics.Label;
import io.llmgw.observability.metrics.Metric;
import io.llmgw.observability.metrics.Metrics;
import io.llmgw.observability.metrics.MetricsConvention;
import io.llmgw.observability.trace.Tracing;
import io.llmgw.test.scripted.ScriptedProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages of metrics, traces and the log, at work. */
class ObservabilityTest {
  private final ScriptedProvider provider = ScriptedProvider.named("openai").always("blue");
  private final MeterRegistry meterRegistry = new SimpleMeterRegistry();

  @Test
  void metrics() {
    // begin metrics
    LlmClient llm = LlmClient.builder().provider(provider).use(Metrics.to(meterRegistry)).build();
    // end metrics
    ask(llm);

    assertThat(meterRegistry.get("llmgw.request.duration").timer().count()).isOne();
  }

  @Test
  void caps() {
    // begin caps
    Metrics metrics =
        Metrics.to(meterRegistry)
            .models(20) // or onlyModels("smart", "openai/gpt-5-mini")
            .tenants(50) // a tag with the tenant of the caller: only if you ask for it
            .semconv(Semconv.BOTH);
    // end caps
    ask(LlmClient.builder().provider(provider).use(metrics).build());

    assertThat(meterRegistry.get("llmgw.request.duration").tag("tenant", "none").timer().count())
        .isOne();
  }

  @Test
  void convention() {
    // begin convention
    MetricsConvention house =
        new MetricsConvention() {
          @Override
          public String name(Metric metric) {
            return "acme." + metric.fullName(); // null leaves the metric out
          }

          @Override
          public String key(Metric metric, Label label) {
            return label == Label.PURPOSE ? null : label.key(); // null adds its series up
          }
        };
    Metrics metrics = Metrics.to(meterRegistry).convention(house);
    // end convention
    ask(LlmClient.builder().provider(provider).use(metrics).build());

    assertThat(meterRegistry.get("acme.llmgw.request.duration").timer().count()).isOne();
  }

  @Test
  void tracing() {
    List<String> stopped = new ArrayList<>();
    ObservationRegistry observationRegistry = ObservationRegistry.create();
    observationRegistry
        .observationConfig()
        .observationHandler(
            new ObservationHandler<Observation.Context>() {
              @Override
              public boolean supportsContext(Observation.Context context) {
                return true;
              }

              @Override
              public void onStop(Observation.Context context) {
                stopped.add(context.getContextualName());
              }
            });
    // begin tracing
    LlmClient llm =
        LlmClient.builder().provider(provider).use(Tracing.of(observationRegistry)).build();
    // end tracing
    ask(llm);

    assertThat(stopped).containsExactly("chat scripted-1", "llmgw chat");
  }

  @Test
  void content() {
    ObservationRegistry observationRegistry = ObservationRegistry.create();
    // begin content
    Tracing tracing = Tracing.of(observationRegistry).capturingContent(4_000);
    CallLog log = CallLog.create().capturingContent(); // 10,000 characters of each part
    // end content
    LlmClient llm = LlmClient.builder().provider(provider).use(tracing).use(log).build();
    String chain = llm.prompt("Tea?").model("openai/scripted-1").explain().toString();

    assertThat(chain).contains("content of tracing", "content of call-log");
    ask(llm);
  }

  @Test
  void log() {
    // begin log
    CallLog log = CallLog.create().slowerThan(Duration.ofSeconds(30)).sampling(0.1);
    LlmClient llm = LlmClient.builder().provider(provider).use(log).build();
    // end log
    ask(llm);

    assertThat(log.dropped()).isZero();
  }

  private static void ask(LlmClient client) {
    try (LlmClient llm = client) {
      assertThat(llm.prompt("Why?").model("openai/scripted-1").text()).isEqualTo("blue");
    }
  }
}
