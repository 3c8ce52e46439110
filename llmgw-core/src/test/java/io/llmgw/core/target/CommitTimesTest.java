package io.llmgw.core.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.provider.Delivery;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitTimesTest {
  private static final double MEDIAN = 0.5;
  private static final long USUAL = Duration.ofMillis(800).toNanos();
  private static final int ENOUGH = 20;

  private final CommitTimes times = new CommitTimes();

  private long median() {
    return times.nanosAt(MEDIAN, Delivery.WHOLE);
  }

  private void took(long nanos, int calls) {
    for (int i = 0; i < calls; i++) {
      times.took(nanos, Delivery.WHOLE);
    }
  }

  private void tookLonger(long nanos, int calls) {
    for (int i = 0; i < calls; i++) {
      times.tookLonger(nanos, Delivery.WHOLE);
    }
  }

  @Test
  void nothingIsMeasuredBeforeSomebodyAsks() {
    took(USUAL, ENOUGH);
    tookLonger(USUAL, ENOUGH);

    assertThat(median()).isNegative();
    assertThat(median()).isNegative();
  }

  @Test
  void streamsAndWholeAnswersAreToldApart() {
    median();
    took(USUAL, ENOUGH);

    assertThat(median()).isEqualTo(USUAL);
    assertThat(times.nanosAt(MEDIAN, Delivery.STREAMED)).isNegative();
  }

  @Test
  void oneThatHadJustBegunWasNotSlow() {
    median();
    took(USUAL, ENOUGH);
    median();

    tookLonger(USUAL - 1, 10 * ENOUGH);

    assertThat(median()).isEqualTo(USUAL);
  }

  @Test
  void oneThatHadTheUsualTimeCounts() {
    median();
    took(USUAL, ENOUGH);
    median();
    took(1_000, ENOUGH);

    tookLonger(USUAL, 1);

    assertThat(median()).isEqualTo(USUAL);
  }

  @Test
  void oneThatTakesLongerThanUsualMakesItUsual() {
    median();
    took(USUAL, ENOUGH);
    median();

    tookLonger(3 * USUAL, 2 * ENOUGH);

    assertThat(median()).isEqualTo(3 * USUAL);
  }
}
