package io.llmgw.observability.metrics;

import org.jspecify.annotations.Nullable;

/**
 * What metrics and their tags are called, for whoever has names of his own: override what is to be
 * different. Asked once for each series, on a thread of the gateway; what it throws is as if the
 * registry had thrown it. Series that come to have one name and the same tags are added up, gauges
 * included: of {@link Metric#CIRCUIT_STATE} without its target is left how many breakers are open.
 */
public interface MetricsConvention {
  /** The names that {@link Metric} and {@link Label} have. */
  MetricsConvention DEFAULT = new MetricsConvention() {};

  /** The name of a metric; null to leave the metric out. */
  default @Nullable String name(Metric metric) {
    return metric.fullName();
  }

  /** The key of a tag; null to leave the tag out, which adds its series up. */
  default @Nullable String key(Metric metric, Label label) {
    return label.key();
  }

  /** The value of a tag, which has passed the cap of its label. */
  default String value(Metric metric, Label label, String value) {
    return value;
  }
}
