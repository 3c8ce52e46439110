package io.llmgw.observability.trace;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelBaggageManager;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.micrometer.tracing.otel.propagation.BaggageTextMapPropagator;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Spans as a real SDK of OpenTelemetry exports them, by the handlers that hosts register. */
public final class Traces {
  /** What the host carries to its own services, as a header of that name. */
  static final String REMOTE_FIELD = "customer";

  private static final AttributeKey<String> NUMBER = AttributeKey.stringKey("llmgw.attempt.number");

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final ObservationRegistry registry = ObservationRegistry.create();
  private final Tracer otel;

  /** Without spans yet. */
  public Traces() {
    SdkTracerProvider provider =
        SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exporter)).build();
    otel = provider.get("test");
    OtelCurrentTraceContext current = new OtelCurrentTraceContext();
    OtelTracer tracer = new OtelTracer(otel, current, event -> {});
    List<String> remoteFields = List.of(REMOTE_FIELD);
    ContextPropagators propagators =
        ContextPropagators.create(
            TextMapPropagator.composite(
                W3CTraceContextPropagator.getInstance(),
                W3CBaggagePropagator.getInstance(),
                new BaggageTextMapPropagator(
                    remoteFields, new OtelBaggageManager(current, remoteFields, List.of()))));
    registry
        .observationConfig()
        .observationHandler(
            new ObservationHandler.FirstMatchingCompositeObservationHandler(
                new PropagatingSenderTracingObservationHandler<>(
                    tracer, new OtelPropagator(propagators, otel)),
                new DefaultTracingObservationHandler(tracer)));
  }

  /** Where observations come from. */
  public ObservationRegistry registry() {
    return registry;
  }

  /** Does something inside a span of the host. */
  void inside(String name, Runnable work) {
    Observation.createNotStarted(name, registry).observe(work);
  }

  /** Does something inside a span that no observation knows of, as an agent makes it. */
  void insideASpan(String name, Runnable work) {
    Span span = otel.spanBuilder(name).startSpan();
    try (Scope scope = span.makeCurrent()) {
      work.run();
    } finally {
      span.end();
    }
  }

  /** All that have ended. */
  public List<SpanData> spans() {
    return exporter.getFinishedSpanItems();
  }

  SpanData span(String name) {
    List<SpanData> found = spans().stream().filter(span -> span.getName().equals(name)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " spans are named " + name + " in\n" + tree());
    }
    return found.get(0);
  }

  /**
   * Who is in whom, one a line, in order of starts: name, kind, whether it failed, and these
   * attributes.
   */
  String tree(String... attributes) {
    StringBuilder text = new StringBuilder();
    List<SpanData> all = new ArrayList<>(spans());
    all.sort(
        Comparator.comparingLong(SpanData::getStartEpochNanos)
            .thenComparing(
                span -> {
                  String number = span.getAttributes().get(NUMBER);
                  return number == null ? "" : number;
                }));
    for (SpanData span : all) {
      boolean isRoot =
          all.stream().noneMatch(any -> any.getSpanId().equals(span.getParentSpanId()));
      if (isRoot) {
        draw(span, all, "", text, attributes);
      }
    }
    return text.toString();
  }

  private static void draw(
      SpanData span, List<SpanData> all, String indent, StringBuilder text, String... attributes) {
    text.append(indent).append(span.getName()).append(" [").append(span.getKind());
    text.append(span.getStatus().getStatusCode() == StatusCode.ERROR ? " error]" : "]");
    for (String attribute : attributes) {
      String value = span.getAttributes().get(AttributeKey.stringKey(attribute));
      if (value != null) {
        text.append(' ').append(attribute).append('=').append(value.toLowerCase(Locale.ROOT));
      }
    }
    text.append('\n');
    for (SpanData other : all) {
      if (other.getParentSpanId().equals(span.getSpanId())) {
        draw(other, all, indent + "  ", text, attributes);
      }
    }
  }
}
