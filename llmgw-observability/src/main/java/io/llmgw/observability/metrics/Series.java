package io.llmgw.observability.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has the same values of some labels: a point in a tree, whose meters are made when they are
 * first needed and kept, so that finding them again takes a look for each label and no allocation.
 * For one thread.
 */
final class Series {
  private final Meters meters;
  private final @Nullable Series outer;
  private final @Nullable Label label;
  private final String value;
  private final Map<Label, Map<String, Series>> inner = new EnumMap<>(Label.class);
  private final Map<Metric, Meter> made = new EnumMap<>(Metric.class);

  private Series(Meters meters, @Nullable Series outer, @Nullable Label label, String value) {
    this.meters = meters;
    this.outer = outer;
    this.label = label;
    this.value = value;
  }

  /** That of everything. */
  static Series all(Meters meters) {
    return new Series(meters, null, null, "");
  }

  /** Those of these with a value of a further label; a name is {@code other} when all is full. */
  Series with(Label further, String of) {
    Map<String, Series> known = inner.get(further);
    if (known == null) {
      known = new HashMap<>(4);
      inner.put(further, known);
    }
    Series found = known.get(of);
    if (found == null) {
      if (further.isName() && !of.equals(KeptNames.OTHER) && !meters.hasRoom()) {
        return with(further, KeptNames.OTHER);
      }
      found = new Series(meters, this, further, of);
      known.put(of, found);
      meters.count();
    }
    return found;
  }

  /** The value of a label; null where these series have none. */
  @Nullable String value(Label of) {
    for (Series at = this; at != null; at = at.outer) {
      if (at.label == of) {
        return at.value;
      }
    }
    return null;
  }

  void count(Metric metric, long times) {
    add(metric, (double) times);
  }

  void add(Metric metric, double amount) {
    if (meter(metric) instanceof Counter counter) {
      counter.increment(amount);
    }
  }

  void time(Metric metric, Duration time) {
    if (meter(metric) instanceof Timer timer) {
      timer.record(time);
    }
  }

  void tokens(Metric metric, long tokens) {
    if (meter(metric) instanceof DistributionSummary summary) {
      summary.record((double) tokens);
    }
  }

  private @Nullable Meter meter(Metric metric) {
    Meter known = made.get(metric);
    if (known == null && !made.containsKey(metric)) {
      known = meters.make(metric, this);
      made.put(metric, known);
    }
    return known;
  }
}
