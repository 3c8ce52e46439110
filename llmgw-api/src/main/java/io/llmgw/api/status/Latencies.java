package io.llmgw.api.status;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long something took of late. The percentiles are those of what was measured, to the
 * microsecond; null when nothing was.
 *
 * @param count how many were measured
 * @param median half of them took at most so long
 * @param p95 95 of 100 took at most so long
 * @param max none took longer
 */
public record Latencies(
    int count, @Nullable Duration median, @Nullable Duration p95, @Nullable Duration max) {
  /** Nothing was measured. */
  public static final Latencies NONE = new Latencies(0, null, null, null);
}
