package io.llmgw.core.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.test.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MinuteTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long ORIGIN = -7 * SECOND - 3; // a clock may begin anywhere

  private final Minute minute = new Minute(ORIGIN);

  private static long at(double seconds) {
    return ORIGIN + (long) (seconds * SECOND);
  }

  @Test
  void theRoomIsThereAgainWhenTheSecondIsAMinuteAgo() {
    minute.add(2, at(0.5));
    minute.add(1, at(30));

    assertThat(minute.hasRoom(1, 3, at(60.99))).isFalse();
    assertThat(minute.roomAtNanos(1, 3)).isEqualTo(at(61));
    assertThat(minute.roomAtNanos(3, 3)).isEqualTo(at(91));
    assertThat(minute.hasRoom(2, 3, at(61))).isTrue();
    assertThat(minute.hasRoom(3, 3, at(61))).isFalse();
  }

  @Test
  void whatIsMoreThanTheLimitGoesWhereNothingElseIs() {
    assertThat(minute.hasRoom(1_000, 10, at(0))).isTrue();
    minute.add(1_000, at(0));

    assertThat(minute.hasRoom(1, 10, at(60.9))).isFalse();
    assertThat(minute.roomAtNanos(1, 10)).isEqualTo(at(61));
    assertThat(minute.hasRoom(1_000, 10, at(61))).isTrue();
  }

  @Test
  void whatIsTakenBackIsRoomAtOnceAndNeverTwice() {
    minute.add(8, at(1));
    minute.takeBack(6, at(1));

    assertThat(minute.hasRoom(8, 10, at(20))).isTrue();
    assertThat(minute.hasRoom(9, 10, at(20))).isFalse();

    minute.add(10, at(70));
    minute.takeBack(2, at(1));
    assertThat(minute.hasRoom(1, 10, at(70))).as("what was forgotten is not given back").isFalse();
  }

  @Test
  void whatWasForgottenIsNotTakenFromWhatCameInItsPlace() {
    minute.add(5, at(0));
    minute.add(5, at(61));

    minute.takeBack(5, at(0));

    assertThat(minute.hasRoom(6, 10, at(61))).isFalse();
  }

  @Test
  void nothingIsLeftAfterALongTime() {
    minute.add(5, at(0));
    minute.add(10, at(200));

    assertThat(minute.hasRoom(1, 10, at(260.9))).isFalse();
    assertThat(minute.isEmpty(at(260.9))).isFalse();
    assertThat(minute.isEmpty(at(261))).isTrue();
  }

  @Test
  @Fault({"F114", "I5"})
  void noSixtySecondsInARowHoldMoreThanTheLimitAndEachRoomIsUsed() {
    for (int seed = 1; seed <= 20; seed++) {
      checkAgainstTheLogOfAll(new Random(seed), "seed " + seed);
    }
  }

  private static void checkAgainstTheLogOfAll(Random random, String seed) {
    Minute window = new Minute(ORIGIN);
    long limit = 20 + random.nextInt(30);
    List<long[]> log = new ArrayList<>(); // when, how much
    long now = ORIGIN;
    for (int step = 0; step < 2_000; step++) {
      now += (long) (random.nextDouble() * random.nextInt(5) * SECOND);
      long amount = 1 + random.nextInt(6);
      if (window.hasRoom(amount, limit, now)) {
        window.add(amount, now);
        log.add(new long[] {now, amount});
      } else {
        assertThat(sum(log, now, 61 * SECOND) + amount).as(seed + ", refused").isGreaterThan(limit);
        long room = window.roomAtNanos(amount, limit);
        assertThat(room).as(seed).isBetween(now + 1, now + 61 * SECOND);
        assertThat(window.hasRoom(amount, limit, room - 1)).as(seed + ", before").isFalse();
        assertThat(window.hasRoom(amount, limit, room)).as(seed + ", then").isTrue();
        now = room;
      }
      assertThat(sum(log, now, 60 * SECOND)).as(seed).isLessThanOrEqualTo(limit);
    }
  }

  private static long sum(List<long[]> log, long now, long within) {
    return log.stream().filter(one -> now - one[0] < within).mapToLong(one -> one[1]).sum();
  }
}
