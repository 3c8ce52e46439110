package io.llmgw.observability.trace;

import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedAttemptOutcome;
import io.llmgw.api.observe.ObservedCall;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An attempt as an observation sees it, without its text: what conventions and handlers are given.
 * Its carrier holds the headers that a propagator wants the provider's request to have.
 */
public final class AttemptTrace extends SenderContext<Map<String, String>> {
  /** What hosts carry along for their own services is not for providers. */
  private static final String BAGGAGE = "baggage";

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
    if (headers != null && !name.toLowerCase(Locale.ROOT).startsWith(BAGGAGE)) {
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
