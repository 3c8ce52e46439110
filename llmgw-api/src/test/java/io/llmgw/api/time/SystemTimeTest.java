package io.llmgw.api.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.llmgw.api.time.TimeSource.Scheduled;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SystemTimeTest {
  @Test
  void runsATaskOnADaemonThreadOfItsOwn() throws InterruptedException {
    AtomicReference<Thread> runner = new AtomicReference<>();
    CountDownLatch ran = new CountDownLatch(1);

    try (SystemTime time = new SystemTime()) {
      time.schedule(
          Duration.ofMillis(1),
          () -> {
            runner.set(Thread.currentThread());
            ran.countDown();
          });

      assertThat(ran.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(runner.get().isDaemon()).isTrue();
      assertThat(runner.get().getName()).startsWith("llmgw-");
    }
  }

  @Test
  void aCancelledTaskDoesNotRun() throws InterruptedException {
    CountDownLatch cancelled = new CountDownLatch(1);
    CountDownLatch cancelledRan = new CountDownLatch(1);
    CountDownLatch laterRan = new CountDownLatch(1);

    try (SystemTime time = new SystemTime()) {
      time.schedule(Duration.ZERO, () -> await(cancelled)); // its only thread is taken until then
      Scheduled task = time.schedule(Duration.ZERO, cancelledRan::countDown);
      task.cancel();
      cancelled.countDown();
      time.schedule(Duration.ZERO, laterRan::countDown);

      assertThat(laterRan.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(cancelledRan.getCount()).isEqualTo(1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aSleepEndsWithItsLatch() throws InterruptedException {
    try (SystemTime time = new SystemTime()) {
      CountDownLatch end = new CountDownLatch(1);
      time.schedule(Duration.ofMillis(1), end::countDown);

      time.sleep(Duration.ofDays(1), end);

      assertThat(end.getCount()).isZero();
    }
  }

  @Test
  void aSleepEndsWithItsTime() throws InterruptedException {
    try (SystemTime time = new SystemTime()) {
      long start = time.nanos();

      time.sleep(Duration.ofMillis(5), new CountDownLatch(1));

      assertThat(time.nanos() - start).isGreaterThanOrEqualTo(5_000_000);
    }
  }

  @Test
  void schedulingAfterTheEndIsHarmless() {
    SystemTime time = new SystemTime();
    time.close();

    Scheduled never = time.schedule(Duration.ZERO, () -> {});

    assertThatCode(never::cancel).doesNotThrowAnyException();
  }
}
