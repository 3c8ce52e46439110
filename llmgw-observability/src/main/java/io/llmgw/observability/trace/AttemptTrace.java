package io.llmgw.observability.trace;

import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedAttemptOutcome;
import io.llmgw.api.observe.ObservedCall;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An attempt as an observation sees it, without its text: what conventions and handlers are given.
 * Its carrier holds the headers that a propagator wants the provider's request to have.
 */
public final class AttemptTrace extends SenderContext<Map<String, String>> {
  /**
   * Those of W3C, B3, Jaeger, OpenTracing, Google and Datadog that say where in which trace a
   * request belongs. All others stay here: propagators write what hosts carry along for their own
   * services as well, as baggage or as headers of any name, and that is not for providers. The
   * header of AWS X-Ray is not among them, as baggage may be inside it.
   */
  private static final Set<String> OF_TRACES =
      Set.of(
          "traceparent",
          "tracestate",
          "b3",
          "x-b3-traceid",
          "x-b3-spanid",
          "x-b3-parentspanid",
          "x-b3-sampled",
          "x-b3-flags",
          "uber-trace-id",
          "ot-tracer-traceid",
          "ot-tracer-spanid",
          "ot-tracer-sampled",
          "x-cloud-trace-context",
          "x-datadog-trace-id",
          "x-datadog-parent-id",
          "x-datadog-sampling-priority");

  private final ObservedCall call;
  private final ObservedAttempt attempt;
  private volatile @Nullable ObservedAttemptOutcome outcome;

  AttemptTrace(ObservedCall call, ObservedAttempt attempt) {
    super(AttemptTrace::put, Kind.CLIENT);
    this.call = call;
    this.attempt = attempt;
    setCarrier(new ConcurrentHashMap<>());
    setRemoteServiceName(attempt.provider());
  }

  private static void put(@Nullable Map<String, String> headers, String name, String value) {
    if (headers != null && OF_TRACES.contains(name.toLowerCase(Locale.ROOT))) {
      headers.put(name, value);
    }
  }

  /** The call that it is an attempt of. */
  public ObservedCall call() {
    return call;
  }

  /** The attempt as it began. */
  public ObservedAttempt attempt() {
    return attempt;
  }

  /** How it ended; null while it has not. */
  public @Nullable ObservedAttemptOutcome outcome() {
    return outcome;
  }

  void end(ObservedAttemptOutcome how) {
    outcome = how;
  }
}
