package io.llmgw.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.time.TimeSource.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakRule.class)
class VirtualTimeTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final VirtualTime time = VirtualTime.create();
  private final List<String> log = new CopyOnWriteArrayList<>();

  @Test
  void movesBothClocks() {
    Instant before = time.now();
    long nanosBefore = time.nanos();

    time.advance(Duration.ofMillis(1500));

    assertThat(time.nanos() - nanosBefore).isEqualTo(1_500_000_000L);
    assertThat(time.now()).isEqualTo(before.plusMillis(1500));
  }

  @Test
  void shiftsTheWallClockAlone() {
    Instant before = time.now();

    time.shiftWallClock(Duration.ofHours(-1));

    assertThat(time.now()).isEqualTo(before.minusSeconds(3600));
    assertThat(time.nanos()).isZero();
  }

  @Test
  void runsTasksInOrderOfTimeAndThenOfScheduling() {
    time.schedule(Duration.ofSeconds(2), () -> log.add("late"));
    time.schedule(SECOND, () -> log.add("first"));
    time.schedule(SECOND, () -> log.add("second"));

    time.advance(SECOND);
    assertThat(log).containsExactly("first", "second");

    time.advance(SECOND);
    assertThat(log).containsExactly("first", "second", "late");
  }

  @Test
  void showsEachTaskItsOwnTimeAndRunsWhatItSchedules() {
    List<Long> seconds = new ArrayList<>();
    time.schedule(
        SECOND,
        () -> {
          seconds.add(Duration.ofNanos(time.nanos()).toSeconds());
          time.schedule(SECOND, () -> seconds.add(Duration.ofNanos(time.nanos()).toSeconds()));
        });

    time.advance(Duration.ofSeconds(10));

    assertThat(seconds).containsExactly(1L, 2L);
    assertThat(time.nanos()).isEqualTo(Duration.ofSeconds(10).toNanos());
  }

  @Test
  void doesNotRunACancelledTask() {
    Scheduled task = time.schedule(SECOND, () -> log.add("ran"));

    task.cancel();
    task.cancel();
    time.advance(Duration.ofSeconds(2));

    assertThat(log).isEmpty();
    assertThat(time.tasks()).isZero();
  }

  @Test
  void wakesASleeperAtItsTimeOnly() throws Exception {
    CompletableFuture<Void> slept = CompletableFuture.runAsync(() -> sleep(SECOND));
    time.awaitSleepers(1);

    time.advance(Duration.ofMillis(999));
    assertThat(slept).isNotDone();
    assertThat(time.untilNext()).isEqualTo(Duration.ofMillis(1));

    time.advance(Duration.ofMillis(1));
    Patience.until("the sleeper to wake", slept::isDone);
    assertThat(time.sleepers()).isZero();
  }

  @Test
  void meetsWhatIsDueBetweenOtherThings() {
    Duration early = SECOND.dividedBy(2);
    time.schedule(early, () -> time.schedule(SECOND, () -> log.add("round")));
    time.schedule(Duration.ofMinutes(10), () -> log.add("deadline"));
    CompletableFuture<Void> slept = CompletableFuture.runAsync(() -> sleep(SECOND));

    time.awaitDueIn(SECOND);
    time.advance(SECOND);

    Patience.until("the sleeper to wake", slept::isDone);
    assertThat(log).isEmpty();
  }

  @Test
  void stepsFromOneDueTimeToTheNext() {
    time.schedule(SECOND, () -> log.add("a"));
    time.schedule(Duration.ofSeconds(5), () -> log.add("b"));

    assertThat(time.advanceToNext()).isTrue();
    assertThat(log).containsExactly("a");
    assertThat(time.nanos()).isEqualTo(SECOND.toNanos());
    assertThat(time.advanceToNext()).isTrue();
    assertThat(time.advanceToNext()).isFalse();
    assertThat(log).containsExactly("a", "b");
  }

  @Test
  void endsASleepByAnInterrupt() {
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread thread =
        new Thread(
            () -> {
              try {
                time.sleep(SECOND);
              } catch (InterruptedException e) {
                interrupted.set(true);
              }
            });
    thread.start();
    time.awaitSleepers(1);

    thread.interrupt();

    Patience.until("the interrupt", interrupted::get);
    Patience.until("no sleeper to be left", () -> time.sleepers() == 0);
  }

  @Test
  void endsASleepByItsLatch() {
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<Void> slept = CompletableFuture.runAsync(() -> sleep(SECOND, end));
    time.awaitSleepers(1);

    end.countDown();

    Patience.until("the sleeper to wake", slept::isDone);
    assertThat(time.sleepers()).isZero();
    assertThat(time.nanos()).isZero();
  }

  @Test
  void runsTheOtherTasksWhenOneThrows() {
    time.schedule(
        SECOND,
        () -> {
          throw new IllegalArgumentException("broken");
        });
    time.schedule(SECOND, () -> log.add("ran"));

    assertThatThrownBy(() -> time.advance(SECOND)).hasMessage("broken");

    assertThat(log).containsExactly("ran");
    time.advance(SECOND);
  }

  @Test
  void refusesToWaitForItself() {
    time.schedule(SECOND, () -> sleep(SECOND));
    time.schedule(SECOND, () -> time.advance(SECOND));

    assertThatThrownBy(() -> time.advance(SECOND)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesToGoBack() {
    assertThatThrownBy(() -> time.advance(SECOND.negated()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void skipsSleepsWhenToldTo() throws Exception {
    VirtualTime skipping = VirtualTime.skipping();
    skipping.schedule(SECOND, () -> log.add("due on the way"));

    skipping.sleep(Duration.ofSeconds(3));

    assertThat(skipping.nanos()).isEqualTo(Duration.ofSeconds(3).toNanos());
    assertThat(log).containsExactly("due on the way");
  }

  @Test
  void addsUpWhatSeveralThreadsAdvance() {
    Races.repeat(
        repeat -> {
          VirtualTime shared = VirtualTime.create();
          AtomicInteger ran = new AtomicInteger();
          for (int i = 1; i <= 20; i++) {
            shared.schedule(Duration.ofMillis(100L * i), ran::incrementAndGet);
          }

          Races.together(
              () -> shared.advance(SECOND),
              () -> shared.advance(SECOND),
              () -> shared.schedule(SECOND, ran::incrementAndGet).cancel());

          assertThat(shared.nanos()).isEqualTo(2 * SECOND.toNanos());
          assertThat(ran).hasValueGreaterThanOrEqualTo(20);
        });
  }

  private void sleep(Duration duration) {
    sleep(duration, new CountDownLatch(1));
  }

  private void sleep(Duration duration, CountDownLatch end) {
    try {
      time.sleep(duration, end);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
