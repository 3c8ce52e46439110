package io.llmgw.docs;

import io.llmgw.observability.trace.AttemptTrace;
import io.llmgw.observability.trace.CallTrace;
import io.llmgw.observability.trace.TypedKeyValue;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.handler.TracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;
import java.util.List;

/** Makes the spans of calls and attempts, with numbers, truths and lists as what they are. */
final class TypedSpans implements TracingObservationHandler<Observation.Context> {
  private final Tracer tracer;
  private final DefaultTracingObservationHandler calls;
  private final PropagatingSenderTracingObservationHandler<AttemptTrace> attempts;

  TypedSpans(Tracer tracer, Propagator propagator) {
    this.tracer = tracer;
    this.calls =
        new DefaultTracingObservationHandler(tracer) {
          @Override
          public void tagSpan(Observation.Context context, Span span) {
            write(context, span);
          }
        };
    this.attempts =
        new PropagatingSenderTracingObservationHandler<>(tracer, propagator) {
          @Override
          public void tagSpan(AttemptTrace context, Span span) {
            write(context, span);
          }
        };
  }

  @Override
  public Tracer getTracer() {
    return tracer;
  }

  @Override
  public boolean supportsContext(Observation.Context context) {
    return context instanceof CallTrace || context instanceof AttemptTrace;
  }

  @Override
  public void onStart(Observation.Context context) {
    if (context instanceof AttemptTrace attempt) {
      attempts.onStart(attempt);
    } else {
      calls.onStart(context);
    }
  }

  @Override
  public void onStop(Observation.Context context) {
    if (context instanceof AttemptTrace attempt) {
      attempts.onStop(attempt);
    } else {
      calls.onStop(context);
    }
  }

  private static void write(Observation.Context context, Span span) {
    for (KeyValue tag : context.getAllKeyValues()) {
      Object value = tag instanceof TypedKeyValue typed ? typed.typedValue() : tag.getValue();
      if (value instanceof Long number) {
        span.tag(tag.getKey(), number);
      } else if (value instanceof Double number) {
        span.tag(tag.getKey(), number);
      } else if (value instanceof Boolean truth) {
        span.tag(tag.getKey(), truth);
      } else if (value instanceof List<?> words) {
        span.tagOfStrings(tag.getKey(), words.stream().map(String::valueOf).toList());
      } else {
        span.tag(tag.getKey(), tag.getValue());
      }
    }
  }
}
