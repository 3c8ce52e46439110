package io.llmgw.providers.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the headers of a refusal say about coming back. */
public final class RetryAfter {
  private RetryAfter() {}

  /**
   * How long to stay away, at most an hour: milliseconds, else seconds, else a date (RFC 9110,
   * 10.2.3), which is compared with the {@code Date} of the same answer, as clocks differ.
   *
   * @param now the wall clock, for answers without a date
   * @return null when the headers do not say, or name the past
   */
  public static @Nullable Duration of(AnswerHeaders headers, Instant now) {
    Duration millis = Delays.millis(headers.first("retry-after-ms"));
    if (millis == null) {
      millis = Delays.millis(headers.first("x-ms-retry-after-ms"));
    }
    // Azure sends 0 ms beside a second that it means.
    if (millis != null && !millis.isZero()) {
      return millis;
    }
    String header = headers.first("retry-after");
    Duration seconds = Delays.seconds(header);
    if (seconds != null) {
      return seconds;
    }
    Duration untilDate = Delays.untilHttpDate(header, dateOf(headers, now));
    return untilDate == null ? millis : untilDate;
  }

  /** Whether the same request should be made again, null when the provider does not say. */
  public static @Nullable Boolean shouldRetry(AnswerHeaders headers) {
    String value = headers.first("x-should-retry");
    if (value == null) {
      return null;
    }
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> null;
    };
  }

  /** The provider's clock where the answer tells it. */
  static Instant dateOf(AnswerHeaders headers, Instant now) {
    Instant date = Delays.httpDate(headers.first("date"));
    return date == null ? now : date;
  }
}
