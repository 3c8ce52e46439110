package io.llmgw.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.time.TimeSource;
import io.llmgw.observability.Semconv;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Registries put a unit at the end of a name, as OpenTelemetry's exporters put none of tokens. */
class TokenUnitTest {
  @Test
  void noUnitLengthensTheNamesOfOpenTelemetry() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Metrics metrics = Metrics.to(registry).semconv(Semconv.BOTH);
    CallObserver observer = metrics.observers(TimeSource.system()).get(0);

    Ending.of(observer, "p/model", "tenant");
    assertThat(metrics.flush(Duration.ofSeconds(60))).isTrue();

    assertThat(registry.get("gen_ai.client.token.usage").summaries())
        .hasSize(2)
        .allSatisfy(summary -> assertThat(summary.getId().getBaseUnit()).isNull());
    assertThat(
            registry
                .get("gen_ai.client.inference.operation.input_tokens")
                .summary()
                .getId()
                .getBaseUnit())
        .isNull();
    metrics.close();
  }
}
