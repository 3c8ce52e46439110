package io.llmgw.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.time.TimeSource;
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

  /** In microseconds. */
  private List<Double> bounds(String name) {
    return Arrays.stream(registry.get(name).timer().takeSnapshot().histogramCounts())
        .map(bucket -> bucket.bucket(TimeUnit.MICROSECONDS))
        .toList();
  }
}
