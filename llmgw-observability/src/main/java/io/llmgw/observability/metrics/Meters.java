package io.llmgw.observability.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the meters of one client in the registry of its host. For one thread. */
final class Meters {
  private static final Logger log = LoggerFactory.getLogger(Meters.class);

  /** How many points the tree of series has before further names share one. */
  static final int MOST = 20_000;

  private static final int BUCKETS = 14;
  private static final Duration[] TIMES = times(Duration.ofMillis(10), BUCKETS);
  private static final Duration[] SHORT_TIMES = times(Duration.ofNanos(5_000), 19);
  private static final double[] TOKENS = tokens();

  private final MeterRegistry registry;
  private final MetricsConvention convention;
  private final Tags tags;
  private final SharedStates states;
  private final List<Runnable> shown = new ArrayList<>();
  private int points;
  private boolean isFullSaid;
  private boolean isClosed;

  Meters(MeterRegistry registry, MetricsConvention convention, Tags tags) {
    this.registry = registry;
    this.states = SharedStates.of(registry);
    this.convention = convention;
    this.tags = tags;
  }

  private static Duration[] times(Duration first, int count) {
    Duration[] bounds = new Duration[count];
    for (int i = 0; i < count; i++) {
      bounds[i] = first.multipliedBy(1L << i);
    }
    return bounds;
  }

  private static double[] tokens() {
    double[] bounds = new double[BUCKETS];
    for (int i = 0; i < BUCKETS; i++) {
      bounds[i] = 1L << (2 * i);
    }
    return bounds;
  }

  /** Whether there is room for a further name; the log says once that there is none. */
  boolean hasRoom() {
    if (points < MOST) {
      return true;
    }
    if (!isFullSaid) {
      isFullSaid = true;
      log.warn(
          "metrics have {} combinations of tags, which is all there is room for: further names, as"
              + " of models and tenants, share the value \"{}\"",
          MOST,
          KeptNames.OTHER);
    }
    return false;
  }

  void count() {
    points++;
  }

  /** The meter of a metric for these series; null where the convention leaves it out. */
  @Nullable Meter make(Metric metric, Series series) {
    String name = convention.name(metric);
    if (name == null) {
      return null;
    }
    Tags all = tags(metric, series);
    String what = metric.description();
    return switch (metric.shape()) {
      case COUNTER -> Counter.builder(name).description(what).tags(all).register(registry);
      case TIMER -> timer(name, what, all, TIMES);
      case SHORT_TIMER -> timer(name, what, all, SHORT_TIMES);
      case TOKENS -> // without a unit, which Prometheus would have as a part of the name
          DistributionSummary.builder(name)
              .description(what)
              .tags(all)
              .serviceLevelObjectives(TOKENS)
              .register(registry);
      case GAUGE -> throw new IllegalArgumentException(metric + " is asked for its value");
    };
  }

  private Timer timer(String name, String what, Tags all, Duration... buckets) {
    return Timer.builder(name)
        .description(what)
        .tags(all)
        .serviceLevelObjectives(buckets)
        .register(registry);
  }

  /**
   * Shows a value of now, for as long as the client is open. Several that have the same name and
   * tags are shown as their sum: those of other clients, and those that a convention, or a filter
   * of the registry, makes one.
   */
  void gauge(Metric metric, Series series, Supplier<Number> value) {
    String name = convention.name(metric);
    if (name == null || isClosed) {
      return;
    }
    Tags all = tags(metric, series);
    shown.add(
        states.show(
            metric,
            name,
            all,
            sum ->
                Gauge.builder(name, sum::value)
                    .description(metric.description())
                    .tags(all)
                    .register(registry),
            value));
  }

  /**
   * Shows a count that somebody else keeps, for as long as the client is open; with those of other
   * clients, as their sum, which does not fall when one of them closes.
   */
  void counter(Metric metric, Series series, Supplier<Number> count) {
    String name = convention.name(metric);
    if (name == null || isClosed) {
      return;
    }
    Tags all = tags(metric, series);
    shown.add(
        states.show(
            metric,
            name,
            all,
            sum ->
                FunctionCounter.builder(name, sum, Sum::value)
                    .description(metric.description())
                    .tags(all)
                    .register(registry),
            count));
  }

  private Tags tags(Metric metric, Series series) {
    List<Tag> found = new ArrayList<>();
    for (Label label : metric.labels()) {
      String value = series.value(label);
      String key = convention.key(metric, label);
      if (value != null && key != null) {
        found.add(Tag.of(key, convention.value(metric, label, value)));
      }
    }
    return tags.and(found);
  }

  /** Takes what shows a state of the client out of the registry; what was counted stays. */
  void close() {
    isClosed = true;
    shown.forEach(Runnable::run);
    shown.clear();
  }
}
