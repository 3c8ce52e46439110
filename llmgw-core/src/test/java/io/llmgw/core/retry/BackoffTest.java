package io.llmgw.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  @ParameterizedTest
  @CsvSource({"1, 500", "2, 1000", "3, 2000", "4, 4000", "5, 8000", "6, 8000", "9, 8000"})
  void waitsAnyTimeUpToALimitThatDoubles(int failedTries, long mostMillis) {
    Duration most = Duration.ofMillis(mostMillis);

    assertThat(new Backoff(bound -> 0).after(failedTries)).isZero();
    assertThat(new Backoff(bound -> bound - 1).after(failedTries)).isEqualTo(most);
  }

  @Test
  void spreadsCallsThatFailedTogether() {
    Backoff backoff = new Backoff(new Random(7)::nextLong);
    int early = 0;
    for (int i = 0; i < 1_000; i++) {
      early += backoff.after(1).toMillis() < 250 ? 1 : 0;
    }

    assertThat(early).isBetween(430, 570);
  }

  @Test
  void theSameSeedWaitsTheSame() {
    LongUnaryOperator one = new Random(7)::nextLong;
    LongUnaryOperator other = new Random(7)::nextLong;

    assertThat(new Backoff(one).after(3)).isEqualTo(new Backoff(other).after(3));
  }
}
