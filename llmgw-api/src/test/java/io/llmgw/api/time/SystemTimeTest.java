package io.llmgw.api.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.llmgw.api.time.TimeSource.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
      assertThat(runner.get().getContextClassLoader()).isNull();
    }
  }

  @Test
  void itsThreadKnowsNothingOfWhoeverNeededItFirst() throws Exception {
    InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
    inherited.set("of the first caller");
    CompletableFuture<Optional<String>> seen = new CompletableFuture<>();

    try (SystemTime time = new SystemTime()) {
      time.schedule(Duration.ZERO, () -> seen.complete(Optional.ofNullable(inherited.get())));

      assertThat(seen.get(5, TimeUnit.SECONDS)).isEmpty();
    }
  }

  @Test
  void aCancelledTaskDoesNotRun() throws InterruptedException {
    CountDownLatch cancelledRan = new CountDownLatch(1);
    CountDownLatch laterRan = new CountDownLatch(1);

    try (SystemTime time = new SystemTime()) {
      Scheduled task = time.schedule(Duration.ofSeconds(1), cancelledRan::countDown);
      task.cancel();
      time.schedule(Duration.ofSeconds(1), laterRan::countDown);

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
  void aSleepWithoutALatchTakesItsTime() throws InterruptedException {
    try (SystemTime time = new SystemTime()) {
      long start = time.nanos();

      time.sleep(Duration.ofMillis(5));

      assertThat(time.nanos() - start).isGreaterThanOrEqualTo(5_000_000);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1})
  void anInterruptedThreadDoesNotSleepAtAll(long nanos) {
    try (SystemTime time = new SystemTime()) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> time.sleep(Duration.ofNanos(nanos)))
          .isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0})
  void aSleepOfNoTimeReturns(long nanos) {
    try (SystemTime time = new SystemTime()) {
      assertThatCode(() -> time.sleep(Duration.ofNanos(nanos))).doesNotThrowAnyException();
    }
  }

  @Test
  void showsTheWallClock() {
    try (SystemTime time = new SystemTime()) {
      assertThat(time.now()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }
  }

  @Test
  void itsThreadsEndAfterTheLastTaskAlsoIfThatWasCalledOff() throws InterruptedException {
    Set<Thread> ofOthers = clockThreads();
    CountDownLatch ran = new CountDownLatch(1);

    try (SystemTime time = new SystemTime()) {
      Scheduled last = time.schedule(Duration.ofDays(1), () -> {});
      time.schedule(Duration.ZERO, ran::countDown);
      assertThat(ran.await(5, TimeUnit.SECONDS)).isTrue();
      Set<Thread> own = clockThreads();
      own.removeAll(ofOthers);
      assertThat(own).isNotEmpty();

      last.cancel();

      for (Thread each : own) {
        each.join(Duration.ofSeconds(20).toMillis());
      }
      assertThat(own).noneMatch(Thread::isAlive);
    }
  }

  private static Set<Thread> clockThreads() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(each -> !each.getName().equals("llmgw-clock"));
    return threads;
  }

  @Test
  void aTaskThatBlocksHoldsUpNoOther() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch laterRan = new CountDownLatch(1);

    try (SystemTime time = new SystemTime()) {
      for (int i = 0; i < 3; i++) {
        time.schedule(Duration.ZERO, () -> await(end));
      }
      time.schedule(Duration.ofMillis(1), laterRan::countDown);

      assertThat(laterRan.await(5, TimeUnit.SECONDS)).isTrue();
      end.countDown();
    }
  }

  /** Where each were waited for as long as the first, this would take 15 s. */
  @Test
  void manyTasksThatBlockHoldUpNoOther() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch laterRan = new CountDownLatch(1);

    try (SystemTime time = new SystemTime()) {
      for (int i = 0; i < 300; i++) {
        time.schedule(Duration.ZERO, () -> await(end));
      }
      time.schedule(Duration.ofMillis(1), laterRan::countDown);

      assertThat(laterRan.await(5, TimeUnit.SECONDS)).isTrue();
      end.countDown();
    }
  }

  @Test
  void tasksRunOneAfterTheOtherAlsoBesideSomeThatBlock() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch blocked = new CountDownLatch(3);
    List<Integer> ran = new CopyOnWriteArrayList<>();
    CountDownLatch all = new CountDownLatch(20);

    try (SystemTime time = new SystemTime()) {
      for (int i = 0; i < 3; i++) {
        time.schedule(
            Duration.ZERO,
            () -> {
              blocked.countDown();
              await(end);
            });
      }
      assertThat(blocked.await(5, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 20; i++) {
        int number = i;
        time.schedule(
            Duration.ZERO,
            () -> {
              ran.add(number);
              all.countDown();
            });
      }

      assertThat(all.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(ran).isSorted();
      end.countDown();
    }
  }

  @Test
  void itKnowsWhatRunsOnItsThreads() throws Exception {
    CompletableFuture<Boolean> inTask = new CompletableFuture<>();

    try (SystemTime time = new SystemTime()) {
      time.schedule(Duration.ZERO, () -> inTask.complete(time.runsTasksHere()));

      assertThat(inTask.get(5, TimeUnit.SECONDS)).isTrue();
      assertThat(time.runsTasksHere()).isFalse();
    }
  }

  @Test
  void tasksThatDoNotBlockRunOneAfterTheOther() throws InterruptedException {
    List<Integer> ran = new CopyOnWriteArrayList<>();
    CountDownLatch all = new CountDownLatch(20);

    try (SystemTime time = new SystemTime()) {
      for (int i = 0; i < 20; i++) {
        int number = i;
        time.schedule(
            Duration.ZERO,
            () -> {
              ran.add(number);
              all.countDown();
            });
      }

      assertThat(all.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(ran).isSorted();
    }
  }

  @Test
  void whoClosesItWithinATaskIsNotInterrupted() throws Exception {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    SystemTime time = new SystemTime();

    time.schedule(
        Duration.ZERO,
        () -> {
          time.close();
          interrupted.complete(Thread.currentThread().isInterrupted());
        });

    assertThat(interrupted.get(5, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void anInterruptOfSomebodyElseStaysWithWhoClosesItWithinATask() throws Exception {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    SystemTime time = new SystemTime();

    time.schedule(
        Duration.ZERO,
        () -> {
          Thread.currentThread().interrupt();
          time.close();
          interrupted.complete(Thread.currentThread().isInterrupted());
        });

    assertThat(interrupted.get(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aTaskThatStillRunsIsInterruptedByTheClose() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    SystemTime time = new SystemTime();
    time.schedule(
        Duration.ZERO,
        () -> {
          began.countDown();
          await(new CountDownLatch(1));
          interrupted.complete(Thread.currentThread().isInterrupted());
        });
    began.await();

    time.close();

    assertThat(interrupted.get(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void schedulingAfterTheEndIsHarmless() {
    SystemTime time = new SystemTime();
    time.close();

    Scheduled never = time.schedule(Duration.ZERO, () -> {});

    assertThatCode(never::cancel).doesNotThrowAnyException();
  }
}
