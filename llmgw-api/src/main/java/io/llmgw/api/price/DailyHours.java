package io.llmgw.api.price;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * Hours of each day in UTC, such as those of cheap nights.
 *
 * @param from the first moment
 * @param until the first moment after; before {@code from} for hours across midnight
 */
public record DailyHours(LocalTime from, LocalTime until) {
  /** Refuses hours that are empty. */
  public DailyHours {
    Objects.requireNonNull(from, "from");
    if (from.equals(until)) {
      throw new IllegalArgumentException("hours from " + from + " until " + until + " are empty");
    }
  }

  boolean include(Instant moment) {
    LocalTime time = LocalTime.ofInstant(moment, ZoneOffset.UTC);
    boolean begun = !time.isBefore(from);
    boolean ended = !time.isBefore(until);
    return from.isBefore(until) ? begun && !ended : begun || !ended;
  }

  /** For example {@code 16:30-00:30}. */
  @Override
  public String toString() {
    return from + "-" + until;
  }
}
