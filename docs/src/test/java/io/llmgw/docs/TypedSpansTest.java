package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.usage.Usage;
import io.llmgw.observability.trace.Tracing;
import io.llmgw.test.scripted.ScriptedProvider;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The recipe for spans with numbers, with a real SDK of OpenTelemetry. */
class TypedSpansTest {
  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final ObservationRegistry registry = ObservationRegistry.create();

  private void register() {
    Tracer otel =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build()
            .get("test");
    OtelTracer tracer = new OtelTracer(otel, new OtelCurrentTraceContext(), event -> {});
    OtelPropagator propagator =
        new OtelPropagator(
            ContextPropagators.create(W3CTraceContextPropagator.getInstance()), otel);
    registry
        .observationConfig()
        .observationHandler(
            new FirstMatchingCompositeObservationHandler(
                new TypedSpans(tracer, propagator),
                new PropagatingSenderTracingObservationHandler<>(tracer, propagator),
                new DefaultTracingObservationHandler(tracer)));
  }

  @Test
  void tagsHaveTheTypesThatTheConventionsWant() {
    register();
    ScriptedProvider provider =
        ScriptedProvider.named("openai")
            .always(script -> script.text("blue").usage(Usage.reported(12, 40)));

    try (LlmClient llm = LlmClient.builder().provider(provider).use(Tracing.of(registry)).build()) {
      llm.prompt("Why?").model("openai/gpt-4o").temperature(0.2).maxOutputTokens(300).text();
    }

    assertThat(attributes("chat gpt-4o"))
        .containsEntry("gen_ai.usage.input_tokens", 12L)
        .containsEntry("gen_ai.usage.output_tokens", 40L)
        .containsEntry("gen_ai.request.max_tokens", 300L)
        .containsEntry("gen_ai.request.temperature", 0.2)
        .containsEntry("gen_ai.request.stream", false)
        .containsEntry("gen_ai.response.finish_reasons", List.of("stop"))
        .containsEntry("gen_ai.operation.name", "chat")
        .containsEntry("llmgw.attempt.number", 1L);
    assertThat(attributes("llmgw chat")).containsEntry("llmgw.usage.input_tokens", 12L);
  }

  private Map<String, Object> attributes(String span) {
    Map<String, Object> found = new HashMap<>();
    exporter.getFinishedSpanItems().stream()
        .filter(one -> one.getName().equals(span))
        .forEach(
            one ->
                one.getAttributes()
                    .forEach((key, value) -> assertThat(found.put(key.getKey(), value)).isNull()));
    return found;
  }
}
