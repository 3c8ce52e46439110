package io.llmgw.examples.quickstart;

import io.llmgw.observability.metrics.Metrics;
import io.llmgw.observability.trace.Tracing;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** What an operator would see of the job: numbers in a registry, and spans. */
final class Sights {
  private static final List<String> SHOWN =
      List.of(
          "llmgw.request.duration",
          "llmgw.request.time_to_first_token",
          "llmgw.attempts",
          "llmgw.fallbacks",
          "llmgw.hedge",
          "llmgw.ratelimit.wait",
          "llmgw.concurrency.limit",
          "llmgw.stream.truncated",
          "llmgw.stream.cancelled",
          "llmgw.circuit.state",
          "llmgw.keys.rests",
          "llmgw.keys.quarantined",
          "llmgw.tokens",
          "llmgw.cost",
          "gen_ai.client.operation.duration");
  private static final List<String> TELLING =
      List.of(
          "outcome",
          "route",
          "target",
          "provider",
          "kind",
          "currency",
          "cause",
          "from",
          "to",
          "reason",
          "winner",
          "error.type");

  private final MeterRegistry registry;
  private final Metrics metrics;
  private final ObservationRegistry observations = ObservationRegistry.create();
  private final List<Observation.Context> spans = new CopyOnWriteArrayList<>();

  Sights(MeterRegistry registry) {
    this.registry = registry;
    this.metrics = Metrics.to(registry);
    observations
        .observationConfig()
        .observationHandler(
            new ObservationHandler<Observation.Context>() {
              @Override
              public boolean supportsContext(Observation.Context context) {
                return true;
              }

              @Override
              public void onStart(Observation.Context context) {
                spans.add(context);
              }
            });
  }

  /** Where other clients of the job show their calls too. */
  MeterRegistry registry() {
    return registry;
  }

  Metrics metrics() {
    return metrics;
  }

  Tracing tracing() {
    return Tracing.of(observations);
  }

  /** Some of the metrics, one series a line. */
  String table() {
    metrics.flush(Duration.ofSeconds(10));
    StringBuilder table = new StringBuilder();
    for (String name : SHOWN) {
      Map<String, String> lines = new TreeMap<>();
      for (Meter meter : registry.find(name).meters()) {
        lines.merge(tags(meter), value(meter), (one, other) -> one + ", " + other);
      }
      lines.forEach(
          (tags, value) -> table.append("  %-34s %-70s %s%n".formatted(name, tags, value)));
    }
    return table.toString();
  }

  private static String tags(Meter meter) {
    List<String> telling = new ArrayList<>();
    for (String key : TELLING) {
      String value = meter.getId().getTag(key);
      if (value != null && !value.equals("none")) {
        telling.add(key + "=" + value);
      }
    }
    String model = meter.getId().getTag("gen_ai.request.model");
    if (model != null) {
      telling.add(model);
    }
    return String.join(" ", telling);
  }

  private static String value(Meter meter) {
    if (meter instanceof Timer timer) {
      return "%d in %.0f ms".formatted(timer.count(), timer.totalTime(TimeUnit.MILLISECONDS));
    }
    if (meter instanceof Counter counter) {
      return number(counter.count());
    }
    if (meter instanceof Gauge gauge) {
      return number(gauge.value());
    }
    return meter.getId().getType().toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value).replaceAll("\\.?0+$", "");
  }

  /** The spans of the last call of a route, and of its attempts. */
  String tree(String route) {
    Observation.Context call = null;
    for (Observation.Context span : spans) {
      KeyValue asked = span.getHighCardinalityKeyValue("llmgw.route");
      call = asked != null && asked.getValue().equals(route) ? span : call;
    }
    if (call == null) {
      throw new IllegalStateException("no call was made by " + route);
    }
    StringBuilder tree = new StringBuilder(line("  ", call));
    for (Observation.Context span : spans) {
      if (span.getParentObservation() != null
          && span.getParentObservation().getContextView() == call) {
        tree.append(line("    ", span));
      }
    }
    return tree.toString();
  }

  private static String line(String indent, Observation.Context span) {
    KeyValue outcome = span.getLowCardinalityKeyValue("llmgw.outcome");
    KeyValue cause = span.getLowCardinalityKeyValue("llmgw.attempt.cause");
    KeyValue error = span.getHighCardinalityKeyValue("error.type");
    StringBuilder line = new StringBuilder(indent).append(span.getContextualName());
    line.append(": ").append(outcome == null ? "under way" : outcome.getValue());
    if (error != null) {
      line.append(" (").append(error.getValue()).append(')');
    }
    return line.append(cause == null ? "" : ", " + cause.getValue()).append('\n').toString();
  }
}
