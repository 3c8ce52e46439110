package io.llmgw.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.time.TimeSource;
import io.llmgw.observability.Semconv;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BucketsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  /** What the library takes itself are some tens of microseconds, a judge may take a second. */
  @Test
  void areThoseOfTheConventionsAndShortOnesAsFineAsTheLibrarysOwnTime() {
    Metrics metrics = Metrics.to(registry);

    Ending.of((MetricsObserver) metrics.observers(TimeSource.system()).get(0), "p/model", "tenant");
    metrics.close();

    assertThat(bounds("gen_ai.client.operation.duration"))
        .startsWith(10_000.0, 20_000.0)
        .endsWith(81_920_000.0)
        .hasSize(14);
    assertThat(bounds("llmgw.request.duration"))
        .isEqualTo(bounds("gen_ai.client.operation.duration"));
    assertThat(bounds("llmgw.request.overhead"))
        .startsWith(5.0, 10.0, 20.0, 40.0)
        .endsWith(1_310_720.0)
        .hasSize(19);
  }

  /** Powers of four, as the conventions have them, for whichever of their versions. */
  @Test
  void ofTokensAreThoseOfTheConventions() {
    Metrics metrics = Metrics.to(registry).semconv(Semconv.BOTH);

    Ending.of((MetricsObserver) metrics.observers(TimeSource.system()).get(0), "p/model", "tenant");
    metrics.close();

    for (String name :
        List.of(
            "gen_ai.client.token.usage",
            "gen_ai.client.inference.operation.input_tokens",
            "gen_ai.client.inference.operation.output_tokens")) {
      for (DistributionSummary tokens : registry.get(name).summaries()) {
        assertThat(
                Arrays.stream(tokens.takeSnapshot().histogramCounts()).map(CountAtBucket::bucket))
            .as(name)
            .containsExactly(
                1.0,
                4.0,
                16.0,
                64.0,
                256.0,
                1_024.0,
                4_096.0,
                16_384.0,
                65_536.0,
                262_144.0,
                1_048_576.0,
                4_194_304.0,
                16_777_216.0,
                67_108_864.0);
      }
    }
  }

  /** In microseconds. */
  private List<Double> bounds(String name) {
    return Arrays.stream(registry.get(name).timer().takeSnapshot().histogramCounts())
        .map(bucket -> bucket.bucket(TimeUnit.MICROSECONDS))
        .toList();
  }
}
