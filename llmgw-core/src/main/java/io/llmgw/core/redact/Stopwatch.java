package io.llmgw.core.redact;

import io.llmgw.api.time.TimeSource;
import io.llmgw.core.detect.Pause;
import java.util.HashMap;
import java.util.Map;

/** How long the rules take that look at one request, each of them by its name. Not thread-safe. */
final class Stopwatch {
  private final TimeSource time;
  private final long startNanos;
  private final Map<String, Long> taken = new HashMap<>();
  private String underWay = Pause.BUILT_IN;
  private long sinceNanos;

  /** One that runs from now on. */
  Stopwatch(TimeSource time) {
    this.time = time;
    this.startNanos = time.nanos();
    this.sinceNanos = startNanos;
  }

  /** Another rule begins: says how long all have taken, in nanoseconds. */
  long next(String rule) {
    long now = time.nanos();
    if (now > sinceNanos) {
      taken.merge(underWay, now - sinceNanos, Long::sum);
    }
    underWay = rule;
    sinceNanos = now;
    return now - startNanos;
  }

  /** What has taken longest. */
  String slowest() {
    String slowest = Pause.BUILT_IN;
    for (Map.Entry<String, Long> each : taken.entrySet()) {
      slowest = each.getValue() > taken.getOrDefault(slowest, 0L) ? each.getKey() : slowest;
    }
    return slowest;
  }
}
