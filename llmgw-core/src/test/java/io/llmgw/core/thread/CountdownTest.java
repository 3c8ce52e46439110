package io.llmgw.core.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.test.Gate;
import io.llmgw.test.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All waits of a close share one patience. */
class CountdownTest {
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final VirtualTime time = VirtualTime.create();
  private final Gate stuck = Gate.closed();

  @AfterEach
  void letGo() {
    stuck.open();
  }

  private void hang() {
    try {
      stuck.pass();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void isWhatHasNotBeenUsedUpYet() {
    Countdown all = Countdown.of(time, Duration.ofSeconds(3), Duration.ofSeconds(4));

    time.advance(Duration.ofSeconds(4));
    assertThat(all.left()).hasSeconds(3);
    assertThat(all.atMost(Duration.ofSeconds(5)).left()).hasSeconds(3);
    assertThat(all.atMost(Duration.ofSeconds(2)).left()).hasSeconds(2);

    time.advance(Duration.ofSeconds(9));
    assertThat(all.left()).isZero();
    assertThat(all.atMost(Duration.ofSeconds(5)).left()).isZero();
  }

  @Test
  void aLimitOfItRunsFromThen() {
    Countdown some = Countdown.of(time, Duration.ofSeconds(7)).atMost(Duration.ofSeconds(2));

    time.advance(Duration.ofSeconds(1));

    assertThat(some.left()).hasSeconds(1);
  }

  @Test
  @Timeout(30)
  void threadsThatHangHaveNoPatienceOfTheirOwnWhenItIsUsedUp() throws InterruptedException {
    EngineThreads engine = new EngineThreads(null, null, ThreadKind::platform);
    engine.execute(this::hang);
    stuck.awaitArrivals(1);
    Countdown patience = Countdown.of(time, PATIENCE);

    time.advance(PATIENCE);

    assertThat(engine.close(patience)).isFalse();
  }

  @Test
  void isNotExceededByCenturies() {
    Duration ages = Duration.ofSeconds(Long.MAX_VALUE);

    assertThat(Countdown.of(time, ages, ages, PATIENCE).left()).isGreaterThan(PATIENCE);
  }
}
