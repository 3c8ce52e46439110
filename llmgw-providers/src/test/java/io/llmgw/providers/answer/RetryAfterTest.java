package io.llmgw.providers.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.providers.replay.ListedHeaders;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void readsSeconds() {
    assertThat(of("retry-after", "1.5")).isEqualTo(Duration.ofMillis(1500));
    assertThat(of("Retry-After", " 2 ")).isEqualTo(Duration.ofSeconds(2));
    assertThat(of("retry-after", "0")).isEqualTo(Duration.ZERO);
  }

  @Test
  void millisecondsWinOverSeconds() {
    assertThat(of("retry-after", "9", "retry-after-ms", "250")).isEqualTo(Duration.ofMillis(250));
    assertThat(of("retry-after", "9", "x-ms-retry-after-ms", "250"))
        .isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void zeroMillisecondsBesideSecondsAreNotMeant() {
    assertThat(of("retry-after", "1", "retry-after-ms", "0")).isEqualTo(Duration.ofSeconds(1));
    assertThat(of("retry-after-ms", "0")).isEqualTo(Duration.ZERO);
  }

  @Test
  void aDateCountsFromTheClockOfTheProvider() {
    assertThat(
            of(
                "date", "Sun, 01 Mar 2026 09:00:00 GMT",
                "retry-after", "Sun, 01 Mar 2026 09:00:07 GMT"))
        .isEqualTo(Duration.ofSeconds(7));
    assertThat(of("retry-after", "Sun, 01 Mar 2026 12:00:07 GMT")).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void thePastAndGarbageSayNothing() {
    assertThat(of("retry-after", "Sun, 01 Mar 2026 09:00:07 GMT")).isNull();
    assertThat(of("retry-after", "NaN")).isNull();
    assertThat(of("retry-after", "later")).isNull();
    assertThat(of("retry-after", "-3")).isNull();
    assertThat(of()).isNull();
  }

  @Test
  void absurdValuesAreCapped() {
    assertThat(of("retry-after", "1e18")).isEqualTo(Duration.ofHours(1));
    assertThat(of("retry-after-ms", "99999999999")).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void readsTheProvidersOwnAdvice() {
    assertThat(RetryAfter.shouldRetry(ListedHeaders.of("x-should-retry", "true"))).isTrue();
    assertThat(RetryAfter.shouldRetry(ListedHeaders.of("x-should-retry", "False"))).isFalse();
    assertThat(RetryAfter.shouldRetry(ListedHeaders.of("x-should-retry", "maybe"))).isNull();
    assertThat(RetryAfter.shouldRetry(ListedHeaders.of())).isNull();
  }

  private static Duration of(String... headers) {
    return RetryAfter.of(ListedHeaders.of(headers), NOW);
  }
}
