package io.llmgw.api.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.time.TimeSource.Scheduled;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

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
}
