package io.llmgw.observability.trace;

import io.llmgw.api.ContextCapture;
import io.llmgw.api.chain.Feature;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.time.TimeSource;
import io.llmgw.observability.Semconv;
import io.llmgw.observability.content.ContentCapture;
import io.micrometer.observation.NullObservation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A span for each call of a client, and in it one for each attempt, by Micrometer's observations:
 * {@code builder.use(Tracing.of(observationRegistry))}. What becomes of an observation, spans of
 * OpenTelemetry or others, is up to the handlers of the registry.
 *
 * <p>The span of a call is a child of what is current where the call is made, and of the call that
 * it was made for if it is an internal one; those of attempts are children of the call's, of kind
 * CLIENT, and current while the request is on its way. All of them stop at the outcome, a stream's
 * when it ends. What is current is carried along to calls by {@code sendAsync} and {@code publish}
 * and to tools.
 *
 * <p>Spans hold names, numbers and outcomes, and text of a call only if {@linkplain
 * #capturingContent asked for}. Handlers run on the threads of calls: one that throws changes no
 * call, one that blocks holds the call that it blocks in; so let exporters work aside, as
 * OpenTelemetry's {@code BatchSpanProcessor} does.
 *
 * <p>Immutable and thread-safe: each method returns a feature that differs in one thing.
 */
public final class Tracing implements Feature {
  private final ObservationRegistry registry;
  private final CallTraceConvention calls;
  private final @Nullable AttemptTraceConvention attempts;
  private final Semconv semconv;
  private final boolean sendsHeaders;
  private final @Nullable ContentCapture capture;

  private Tracing(
      ObservationRegistry registry,
      CallTraceConvention calls,
      @Nullable AttemptTraceConvention attempts,
      Semconv semconv,
      boolean sendsHeaders,
      @Nullable ContentCapture capture) {
    this.registry = registry;
    this.calls = calls;
    this.attempts = attempts;
    this.semconv = semconv;
    this.sendsHeaders = sendsHeaders;
    this.capture = capture;
  }

  /** Spans of a client, by this registry. */
  public static Tracing of(ObservationRegistry registry) {
    return new Tracing(
        Objects.requireNonNull(registry, "registry"),
        new DefaultCallTraceConvention(),
        null,
        Semconv.of(System.getenv()),
        false,
        null);
  }

  /**
   * Which names of OpenTelemetry's attempts have; default {@link Semconv#V1_41}, or {@link
   * Semconv#LATEST} where {@code OTEL_SEMCONV_STABILITY_OPT_IN} of the environment lists {@code
   * gen_ai_latest_experimental}.
   */
  public Tracing semconv(Semconv version) {
    Objects.requireNonNull(version, "version");
    return new Tracing(registry, calls, attempts, version, sendsHeaders, capture);
  }

  /** How spans of calls are named and tagged; default {@link DefaultCallTraceConvention}. */
  public Tracing calls(CallTraceConvention convention) {
    Objects.requireNonNull(convention, "convention");
    return new Tracing(registry, convention, attempts, semconv, sendsHeaders, capture);
  }

  /** How spans of attempts are named and tagged; default {@link DefaultAttemptTraceConvention}. */
  public Tracing attempts(AttemptTraceConvention convention) {
    Objects.requireNonNull(convention, "convention");
    return new Tracing(registry, calls, convention, semconv, sendsHeaders, capture);
  }

  /**
   * Sends the headers of the trace, such as {@code traceparent}, to providers; default they are
   * not: a provider would learn which calls belong together. Baggage is never sent, nor are fields
   * that the host's propagator writes as headers of their own: known headers of traces alone are.
   */
  public Tracing sendingHeaders() {
    return new Tracing(registry, calls, attempts, semconv, true, capture);
  }

  /** The same as {@link #capturingContent(int)} with 10,000. */
  public Tracing capturingContent() {
    return capturingContent(ContentCapture.DEFAULT_LIMIT);
  }

  /**
   * Shows in the span of each call what was said in it, as {@link CallTrace#content}; default
   * nothing is. It is what {@link io.llmgw.api.chain.Slot#RECORD} has: masked, if a policy in
   * {@code REDACT} masks; else it is all that your users write. Who can read spans can read it
   * then.
   *
   * @param characters the most that each of instructions, input and output takes as JSON, 1,000 to
   *     1,000,000; what is longer is cut and says so
   */
  public Tracing capturingContent(int characters) {
    ContentCapture wanted = new ContentCapture(characters);
    return new Tracing(registry, calls, attempts, semconv, sendsHeaders, wanted);
  }

  @Override
  public String name() {
    return "tracing";
  }

  @Override
  public List<CallObserver> observers(TimeSource time) {
    AttemptTraceConvention ofAttempts =
        attempts == null ? new DefaultAttemptTraceConvention(semconv) : attempts;
    Spans spans = new Spans(registry, calls, ofAttempts, sendsHeaders);
    return List.of(new TracingObserver(name(), spans, capture));
  }

  @Override
  public List<Interceptor> links(TimeSource time) {
    return capture == null ? List.of() : List.of(capture.link("content of tracing"));
  }

  @Override
  public List<ContextCapture> captures() {
    return List.of(this::captureCurrent);
  }

  private ContextCapture.Captured captureCurrent() {
    Observation current = registry.getCurrentObservation();
    return () -> restored(current);
  }

  /**
   * Where nothing was current, an observation that lies on the thread is hidden: it is that of
   * somebody else. A span that no observation knows of stays: an agent has carried it there.
   */
  private ContextCapture.Restored restored(@Nullable Observation carried) {
    if (carried != null) {
      return Spans.enter(carried, registry);
    }
    return registry.getCurrentObservationScope() == null
        ? () -> {}
        : Spans.enter(new NullObservation(registry), registry);
  }
}
