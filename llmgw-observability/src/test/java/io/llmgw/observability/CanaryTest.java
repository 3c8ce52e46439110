package io.llmgw.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.json.Json;
import io.llmgw.api.moderation.ModerationRequest;
import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.observe.GatewayEvent.KeyQuarantined;
import io.llmgw.api.observe.GatewayListener;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.transcription.TranscriptionRequest;
import io.llmgw.observability.log.CallLog;
import io.llmgw.observability.log.Lines;
import io.llmgw.observability.metrics.Metrics;
import io.llmgw.observability.trace.Traces;
import io.llmgw.observability.trace.Tracing;
import io.llmgw.test.Door;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.Script;
import io.llmgw.test.scripted.ScriptedProvider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A word that is in every text, key and header of a call is in nothing that operators look at. */
class CanaryTest {
  private static final String CANARY = "canary-9b1e";
  private static final ChatRequest REQUEST =
      ChatRequest.builder()
          .system("system " + CANARY)
          .user(Part.text("user " + CANARY))
          .message(Message.assistant("assistant " + CANARY))
          .message(Message.tool(ToolResult.of("call-1", "result " + CANARY)))
          .tools(
              ToolSpec.of("weather", "tool " + CANARY, Json.ofValue(Map.of("description", CANARY))))
          .metadata("note", CANARY)
          .userId(CANARY)
          .stop(CANARY)
          .extraBody("note", CANARY)
          .extraHeader("x-note", CANARY)
          .build();

  @RegisterExtension final LeakRule leaks = new LeakRule();
  @RegisterExtension final ProcessLog log = new ProcessLog();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Traces traces = new Traces();
  private final Lines lines = new Lines();
  private final List<GatewayEvent> events = new CopyOnWriteArrayList<>();

  /** Beside the others: what it throws is reported, and its words are not. */
  @BeforeEach
  void addAHandlerThatThrows() {
    traces.registry().observationConfig().observationHandler(new Thrower());
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F160")
  void isInNoMetricSpanLineOrEvent(Door door) {
    Gate gate = Gate.closed();
    play(door, script -> script.reasoning("hm " + CANARY).text("blue " + CANARY));
    play(door, script -> script.toolCall("c", "weather", "{\"a\":\"" + CANARY + "\"}"));
    play(door, script -> script.started().fail(ErrorKind.INVALID_REQUEST));
    play(door, script -> script.text(CANARY, 3).fail(new IllegalStateException(CANARY)));
    play(door, script -> script.text(CANARY).truncate());
    play(door, script -> script.fail(ErrorKind.AUTH));
    cancel(door, gate, script -> script.text(CANARY).waitFor(gate));

    assertThat(traces.registry().getCurrentObservation()).as("left on this thread").isNull();
    assertThat(traces.spans()).hasSizeGreaterThanOrEqualTo(14);
    assertThat(lines.written().lines()).hasSize(7);
    String metrics = registry.getMetersAsString();
    assertThat(metrics).contains("llmgw.request.duration").doesNotContain(CANARY);
    assertThat(lines.written()).contains("call_id").doesNotContain(CANARY);
    assertThat(traces.spans().toString()).contains("llmgw.call_id").doesNotContain(CANARY);
    assertThat(traces.spans())
        .allSatisfy(span -> assertThat(span.getEvents().toString()).doesNotContain(CANARY));
    assertThat(log.written())
        .contains("io.llmgw.events", "io.llmgw.core.observe.Complaints")
        .contains("listener", "observer 'tracing'")
        .doesNotContain(CANARY);
    assertThat(events).hasAtLeastOneElementOfType(KeyQuarantined.class);
    assertThat(events.toString()).contains("fake").doesNotContain(CANARY);
  }

  @Test
  @Fault("F160")
  void ofEmbeddingsItIsInNoneOfThemEither() {
    embed(script -> script.events(new VectorProduced(0, new float[] {1, 2})));
    embed(script -> script.fail(new IllegalStateException(CANARY)));
    embed(script -> script.fail(ErrorKind.AUTH));

    assertThat(traces.spans()).hasSize(6);
    assertThat(lines.written().lines()).hasSize(3);
    assertThat(registry.getMetersAsString()).contains("embeddings").doesNotContain(CANARY);
    assertThat(lines.written()).contains("embeddings").doesNotContain(CANARY);
    assertThat(traces.spans().toString()).contains("embeddings").doesNotContain(CANARY);
    assertThat(traces.spans())
        .allSatisfy(span -> assertThat(span.getEvents().toString()).doesNotContain(CANARY));
    assertThat(log.written()).contains("io.llmgw.events").doesNotContain(CANARY);
    assertThat(events.toString()).contains("fake").doesNotContain(CANARY);
  }

  @Test
  @Fault("F160")
  void ofOtherOperationsItIsInNoneOfThemEither() {
    List<LlmRequest<?>> requests =
        List.of(
            ModerationRequest.of("text " + CANARY),
            RerankRequest.of("text " + CANARY, List.of(CANARY)),
            ImageRequest.of("text " + CANARY),
            SpeechRequest.of("text " + CANARY),
            TranscriptionRequest.builder()
                .audio(Media.of(CANARY.getBytes(StandardCharsets.UTF_8), "audio/wav"))
                .prompt(CANARY)
                .build());
    for (LlmRequest<?> request : requests) {
      try (LlmClient llm = client(script -> script.fitting(request))) {
        llm.send(request.withModel("fake/scripted-1"));
      }
      try (LlmClient llm = client(script -> script.fail(new IllegalStateException(CANARY)))) {
        catchThrowable(() -> llm.send(request.withModel("fake/scripted-1")));
      }
      String operation = request.operation().name().toLowerCase(Locale.ROOT);
      assertThat(registry.getMetersAsString()).contains(operation);
      assertThat(lines.written()).contains(operation);
      assertThat(traces.spans().toString()).contains(operation);
    }

    assertThat(lines.written().lines()).hasSize(2 * requests.size());
    assertThat(registry.getMetersAsString()).doesNotContain(CANARY);
    assertThat(lines.written()).doesNotContain(CANARY);
    assertThat(traces.spans().toString()).doesNotContain(CANARY);
    assertThat(log.written()).doesNotContain(CANARY);
  }

  private void embed(Consumer<Script> script) {
    try (LlmClient llm = client(script)) {
      EmbeddingRequest request = EmbeddingRequest.of("text " + CANARY);
      catchThrowable(() -> llm.embed(request.withModel("fake/scripted-1")));
    }
  }

  private void play(Door door, Consumer<Script> script) {
    try (LlmClient llm = client(script)) {
      door.enter(llm, REQUEST).await();
    }
  }

  private void cancel(Door door, Gate gate, Consumer<Script> script) {
    try (LlmClient llm = client(script)) {
      Visit visit = door.enter(llm, REQUEST);
      gate.awaitArrivals(1);
      visit.cancel();
      visit.await();
    }
  }

  private LlmClient client(Consumer<Script> script) {
    ScriptedProvider fake =
        leaks.of(ScriptedProvider.named("fake").with(Keys.of("sk-" + CANARY)).always(script));
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .time(VirtualTime.skipping())
        .closeGrace(Duration.ofSeconds(5))
        .listen(events::add)
        .listen(GatewayListener.log(null))
        .listen(
            event -> {
              throw new IllegalStateException(CANARY + event);
            })
        .use(Metrics.to(registry).semconv(Semconv.BOTH).tenants(10))
        .use(CallLog.create().to(lines.logger()))
        .use(Tracing.of(traces.registry()).sendingHeaders())
        .build();
  }

  private static final class Thrower implements ObservationHandler<Observation.Context> {
    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }

    @Override
    public void onEvent(Observation.Event event, Observation.Context context) {
      throw new IllegalStateException(CANARY);
    }

    @Override
    public void onError(Observation.Context context) {
      throw new IllegalStateException(CANARY, context.getError());
    }

    @Override
    public void onScopeOpened(Observation.Context context) {
      throw new IllegalStateException(CANARY);
    }
  }

  /** The caller is shown where it was asked for, and its user nowhere. */
  @Test
  void theUserOfACallerIsInNothing() {
    try (LlmClient llm = client(script -> script.text("blue"))) {
      llm.forCaller(Caller.tenant("acme").user(CANARY).tag("note", CANARY)).chat(REQUEST);
    }

    assertThat(registry.getMetersAsString()).contains("acme").doesNotContain(CANARY);
    assertThat(lines.written()).contains("acme").doesNotContain(CANARY);
    assertThat(traces.spans().toString()).contains("acme").doesNotContain(CANARY);
  }
}
