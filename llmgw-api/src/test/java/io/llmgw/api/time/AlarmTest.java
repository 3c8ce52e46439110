package io.llmgw.api.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.time.TimeSource.Scheduled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration A_NANO = Duration.ofNanos(1);

  private final HandSetTime time = new HandSetTime();
  private final AtomicInteger rung = new AtomicInteger();
  private final Scheduled alarm = Alarm.in(LIMIT, time, rung::incrementAndGet);

  @Test
  void ringsOnceWhenItsTimeIsOver() {
    time.advance(LIMIT.minus(A_NANO));
    assertThat(rung).hasValue(0);

    time.advance(A_NANO);
    time.advance(LIMIT);

    assertThat(rung).hasValue(1);
    assertThat(time.pending()).isZero();
  }

  @Test
  void ringsAtOnceWhenItIsLateByAMoment() {
    time.advance(LIMIT.plus(Alarm.MOMENT));

    assertThat(rung).hasValue(1);
  }

  @Test
  void waitsAMomentOnceWhenItIsLater() {
    time.advance(LIMIT.plus(Alarm.MOMENT).plus(A_NANO));
    assertThat(rung).hasValue(0);

    time.advance(Alarm.MOMENT.minus(A_NANO));
    assertThat(rung).hasValue(0);
    time.advance(A_NANO);

    assertThat(rung).hasValue(1);
    assertThat(time.pending()).isZero();
  }

  @Test
  void ringsThoughItIsLateASecondTime() {
    time.advance(LIMIT.multipliedBy(2));

    time.advance(LIMIT);

    assertThat(rung).hasValue(1);
  }

  @Test
  void isCalledOffBeforeItRings() {
    alarm.cancel();

    assertThat(time.pending()).isZero();
  }

  @Test
  void isCalledOffWhileItWaitsAMoment() {
    time.advance(LIMIT.multipliedBy(2));

    alarm.cancel();

    assertThat(time.pending()).isZero();
    assertThat(rung).hasValue(0);
  }

  @Test
  void isCalledOffAsItSeesThatItIsLate() {
    time.onNextRead(alarm::cancel);

    time.advance(LIMIT.multipliedBy(2));

    assertThat(time.pending()).isZero();
    assertThat(rung).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void isCalledOffThoughTheSourceCannotForgetItsTask(int limits) {
    time.keepsTasks();

    alarm.cancel();
    time.advance(LIMIT.multipliedBy(limits));

    assertThat(rung).hasValue(0);
  }

  @Test
  void ringsThoughTheClockCannotBeRead() {
    time.onNextRead(AlarmTest::broken);

    time.advance(LIMIT);

    assertThat(rung).hasValue(1);
  }

  @Test
  void ringsAtOnceWhereItCannotWaitAMoment() {
    time.onNextSchedule(AlarmTest::broken);

    time.advance(LIMIT.multipliedBy(2));

    assertThat(rung).hasValue(1);
  }

  @Test
  void saysThatItIsLostWhereALookFails() {
    alarm.cancel();
    LostLook look = new LostLook();
    Scheduled unused = Alarm.watch(LIMIT, time, look);
    look.left = -1;

    time.advance(LIMIT);

    assertThat(look.lost).isInstanceOf(IllegalStateException.class);
    assertThat(time.pending()).isZero();
  }

  @Test
  void saysThatItIsLostWhereItCannotBeSetAgain() {
    alarm.cancel();
    LostLook look = new LostLook();
    Scheduled unused = Alarm.watch(LIMIT, time, look);
    time.onNextSchedule(AlarmTest::broken);

    time.advance(LIMIT);

    assertThat(look.lost).isInstanceOf(IllegalStateException.class);
    assertThat(time.pending()).isZero();
  }

  /** Fails where nothing is left. */
  private static final class LostLook implements Alarm.Look {
    private long left = 1;
    private @Nullable Throwable lost;

    @Override
    public long nanosLeft() {
      if (left < 0) {
        broken();
      }
      return left;
    }

    @Override
    public void lost(Throwable why) {
      lost = why;
    }
  }

  private static void broken() {
    throw new IllegalStateException("a bug of the host");
  }

  @Test
  void looksAgainForAsLongAsThereIsTimeLeft() {
    alarm.cancel();
    List<Duration> left = new ArrayList<>(List.of(LIMIT, A_NANO, Duration.ZERO));
    Scheduled unused = Alarm.watch(LIMIT, time, () -> looked(left));

    time.advance(LIMIT);
    time.advance(LIMIT.minus(A_NANO));
    assertThat(rung).hasValue(1);
    time.advance(A_NANO);
    time.advance(A_NANO);

    assertThat(rung).hasValue(3);
    assertThat(time.pending()).isZero();
  }

  @Test
  void waitsAMomentBeforeEachLookThatIsLate() {
    alarm.cancel();
    List<Duration> left = new ArrayList<>(List.of(LIMIT, Duration.ZERO));
    Scheduled unused = Alarm.watch(LIMIT, time, () -> looked(left));

    time.advance(LIMIT.multipliedBy(2));
    assertThat(rung).hasValue(0);
    time.advance(Alarm.MOMENT);
    assertThat(rung).hasValue(1);
    time.advance(LIMIT.multipliedBy(2));
    assertThat(rung).hasValue(1);
    time.advance(Alarm.MOMENT);

    assertThat(rung).hasValue(2);
  }

  @Test
  void looksNoMoreOnceItIsCalledOffByTheLookItself() {
    alarm.cancel();
    List<Scheduled> own = new ArrayList<>();
    own.add(
        Alarm.watch(
            LIMIT,
            time,
            () -> {
              own.get(0).cancel();
              return LIMIT.toNanos();
            }));

    time.advance(LIMIT);

    assertThat(time.pending()).isZero();
  }

  /** Sources that have nothing to wait for may run a task before they say what it is. */
  @Test
  void isCalledOffThoughTheSourceRunsItsTasksBeforeItReturns() {
    alarm.cancel();
    time.runsAtOnce(2);
    Scheduled watch = Alarm.watch(LIMIT, time, () -> looked(List.of(LIMIT)));
    assertThat(rung).hasValue(2);
    assertThat(time.pending()).isEqualTo(1);

    watch.cancel();

    assertThat(time.pending()).isZero();
  }

  @Test
  void isCalledOffAtOnceThoughTheSourceTakesItsTime() throws InterruptedException {
    alarm.cancel();
    Scheduled watch = Alarm.watch(A_NANO, time, LIMIT::toNanos);
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch calledOff = new CountDownLatch(1);
    time.onNextSchedule(
        () -> {
          busy.countDown();
          await(calledOff);
        });
    Thread source = new Thread(() -> time.advance(A_NANO));
    source.start();
    await(busy);

    watch.cancel();
    calledOff.countDown();
    source.join();

    assertThat(time.pending()).isZero();
  }

  private long looked(List<Duration> left) {
    return left.get(rung.getAndIncrement() % left.size()).toNanos();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
