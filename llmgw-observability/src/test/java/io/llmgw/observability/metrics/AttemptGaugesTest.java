package io.llmgw.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/** Which targets have to be shown: for the others an attempt wakes nobody. */
class AttemptGaugesTest {
  private final Meters meters =
      new Meters(new SimpleMeterRegistry(), MetricsConvention.DEFAULT, Tags.empty());
  private final AttemptGauges gauges =
      new AttemptGauges(meters, Series.all(meters), new Names(1, null, 0), new AttemptsUnderWay());

  @Test
  void aTargetIsShownOnceWhetherItHasASeriesOfItsOwnOrNot() {
    assertThat(gauges.isShown("p/first")).isFalse();
    assertThat(gauges.isShown("p/second")).isFalse();

    gauges.show("p/first");
    gauges.show("p/second");

    assertThat(gauges.isShown("p/first")).isTrue();
    assertThat(gauges.isShown("p/second")).isTrue();
  }

  @Test
  void ofOthersSoManyAreRemembered() {
    gauges.show("p/first");
    for (int i = 0; i < 100_000; i++) {
      gauges.show("p/other-" + i);
    }

    assertThat(gauges.isShown("p/other-0")).isTrue();
    assertThat(gauges.isShown("p/other-99999")).as("nobody remembers any number").isFalse();
  }
}
