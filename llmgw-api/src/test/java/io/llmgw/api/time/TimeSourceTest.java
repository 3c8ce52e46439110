package io.llmgw.api.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a source that says nothing else does. */
class TimeSourceTest {
  @Test
  void aSleepEndsWithItsLatchAndLeavesNoTask() throws InterruptedException {
    HandSetTime time = new HandSetTime();

    time.sleep(Duration.ofDays(1), new CountDownLatch(0));

    assertThat(time.pending()).isZero();
  }

  @Test
  void aSleepEndsWithItsLatchThoughItsTaskCannotBeCalledOff() throws InterruptedException {
    HandSetTime time = new HandSetTime();
    time.keepsTasks();
    CountDownLatch end = new CountDownLatch(0);

    time.sleep(Duration.ofDays(1), end);

    assertThat(end.getCount()).isZero();
  }

  @Test
  void aSleepEndsWithItsTime() throws InterruptedException {
    try (SystemTime system = new SystemTime()) {
      TimeSource time = onlySchedulingBy(system);
      CountDownLatch end = new CountDownLatch(1);

      time.sleep(Duration.ofMillis(1), end);

      assertThat(end.getCount()).isZero();
    }
  }

  @Test
  void aWaitForALatchEndsWithNothingElse() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> new HandSetTime().await(new CountDownLatch(1)))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void itsTimeIsThatOfTheWorldAndGoesOnByItself() {
    TimeSource time = new HandSetTime();

    assertThat(time.isVirtual()).isFalse();
    assertThat(time.runsTasksHere()).isFalse();
  }

  @Test
  void theSystemsClocksAreTheDefault() {
    assertThat(TimeSource.system()).isInstanceOf(SystemTime.class);
  }

  private static TimeSource onlySchedulingBy(TimeSource source) {
    return new TimeSource() {
      @Override
      public long nanos() {
        throw new UnsupportedOperationException();
      }

      @Override
      public Instant now() {
        throw new UnsupportedOperationException();
      }

      @Override
      public void sleep(Duration duration) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Scheduled schedule(Duration delay, Runnable task) {
        return source.schedule(delay, task);
      }
    };
  }
}
