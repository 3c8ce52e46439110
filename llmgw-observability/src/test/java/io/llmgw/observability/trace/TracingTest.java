package io.llmgw.observability.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.RateLimits;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.observability.Semconv;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.scripted.ScriptedProvider;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What spans say, and what providers are told of them. */
class TracingTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final Traces traces = new Traces();
  private final ScriptedProvider fake = ScriptedProvider.named("mistral").with(Keys.of("sk-1"));
  private final Map<String, String> sent = new LinkedHashMap<>();

  @BeforeEach
  void answer() {
    leaks.of(fake);
    fake.always(
        (call, script) -> {
          sent.putAll(call.headers());
          script
              .bare()
              .events(
                  new Started(
                      new ResponseHead(
                          "resp-7", "large-2512", null, 200, RateLimits.NONE, Map.of())),
                  new TextDelta(0, "blue"),
                  new Completed(FinishReason.STOP, usage()));
        });
  }

  private static Usage usage() {
    return Usage.builder()
        .reported(TokenKind.INPUT, 12)
        .reported(TokenKind.CACHED_INPUT, 5)
        .reported(TokenKind.CACHE_WRITE, 3)
        .reported(TokenKind.CACHE_WRITE_LONG, 4)
        .reported(TokenKind.OUTPUT, 40)
        .reported(TokenKind.REASONING, 30)
        .build();
  }

  private void ask(Tracing tracing) {
    ask(tracing, QUESTION);
  }

  private void ask(Tracing tracing, ChatRequest request) {
    LlmClientBuilder builder = LlmClient.builder().provider(fake).defaultModel("mistral/large");
    try (LlmClient llm = builder.use(tracing).build()) {
      llm.forCaller(Caller.tenant("acme")).chat(request);
    }
  }

  private Map<String, Object> attributes(String span) {
    Map<String, Object> found = new HashMap<>();
    traces.span(span).getAttributes().forEach((key, value) -> found.put(key.getKey(), value));
    return found;
  }

  @Test
  void theSpanOfAnAttemptHasTheNamesOfOpenTelemetry() {
    ask(Tracing.of(traces.registry()).semconv(Semconv.V1_41));

    assertThat(attributes("chat large"))
        .containsEntry("gen_ai.operation.name", "chat")
        .containsEntry("gen_ai.provider.name", "mistral_ai")
        .containsEntry("gen_ai.request.model", "large")
        .containsEntry("gen_ai.request.stream", "false")
        .containsEntry("gen_ai.response.model", "large-2512")
        .containsEntry("gen_ai.response.id", "resp-7")
        .containsEntry("gen_ai.response.finish_reasons", "stop")
        .containsEntry("gen_ai.usage.input_tokens", "12")
        .containsEntry("gen_ai.usage.output_tokens", "40")
        .containsEntry("gen_ai.usage.cache_read.input_tokens", "5")
        .containsEntry("gen_ai.usage.cache_creation.input_tokens", "7")
        .containsEntry("gen_ai.usage.reasoning.output_tokens", "30")
        .containsEntry("http.response.status_code", "200")
        .containsEntry("llmgw.attempt.number", "1")
        .containsKey("gen_ai.response.time_to_first_chunk")
        .doesNotContainKey("gen_ai.usage.cache_write.input_tokens");
    SpanData span = traces.span("chat large");
    assertThat(span.getEvents()).extracting(event -> event.getName()).contains("llmgw.first_token");
  }

  @Test
  void theSpanOfAnAttemptHasTheSettingsOfTheRequest() {
    GenerationSettings settings =
        GenerationSettings.builder()
            .temperature(0.2)
            .topP(0.9)
            .topK(40)
            .maxOutputTokens(300)
            .seed(7L)
            .frequencyPenalty(0.5)
            .presencePenalty(-0.5)
            .reasoning(ReasoningSettings.effort(ReasoningEffort.LOW))
            .build();

    ask(Tracing.of(traces.registry()).semconv(Semconv.LATEST), QUESTION.withSettings(settings));

    assertThat(attributes("chat large"))
        .containsEntry("gen_ai.request.temperature", "0.2")
        .containsEntry("gen_ai.request.top_p", "0.9")
        .containsEntry("gen_ai.request.top_k", "40")
        .containsEntry("gen_ai.request.max_tokens", "300")
        .containsEntry("gen_ai.request.seed", "7")
        .containsEntry("gen_ai.request.frequency_penalty", "0.5")
        .containsEntry("gen_ai.request.presence_penalty", "-0.5")
        .containsEntry("gen_ai.request.reasoning.level", "low");
  }

  /** Version 1.41 has a double for it, which became an int. */
  @ParameterizedTest
  @CsvSource({"V1_41, 40.0", "LATEST, 40"})
  void topKIsOfTheTypeThatItsVersionHas(Semconv semconv, String written) {
    GenerationSettings settings = GenerationSettings.builder().topK(40).build();

    ask(Tracing.of(traces.registry()).semconv(semconv), QUESTION.withSettings(settings));

    assertThat(attributes("chat large")).containsEntry("gen_ai.request.top_k", written);
  }

  @Test
  void theSpanOfAnAttemptSaysWhereItsProviderAnswers() {
    Provider local = new Local(URI.create("http://models.internal:8000"));

    try (LlmClient llm =
        LlmClient.builder().provider(local).use(Tracing.of(traces.registry())).build()) {
      llm.chat(QUESTION.withModel("local/small"));
    }

    assertThat(attributes("chat small"))
        .containsEntry("server.address", "models.internal")
        .containsEntry("server.port", "8000");
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.mistral.ai/v1, 443",
    "HTTPS://api.mistral.ai/v1, 443",
    "http://localhost/v1, 80",
    "unix:///run/model.sock,",
    "https://api.mistral.ai:8443/v1, 8443"
  })
  void thePortOfAProviderThatNamesNoneIsThatOfItsScheme(URI server, @Nullable String port) {
    try (LlmClient llm =
        LlmClient.builder()
            .provider(new Local(server))
            .use(Tracing.of(traces.registry()))
            .build()) {
      llm.chat(QUESTION.withModel("local/small"));
    }

    assertThat(attributes("chat small").get("server.port")).isEqualTo(port);
  }

  @Test
  void timersOfObservationsHaveTheSameTagsHoweverCallsEnd() {
    MeterRegistry meters = new SimpleMeterRegistry();
    traces
        .registry()
        .observationConfig()
        .observationHandler(new DefaultMeterObservationHandler(meters));
    try (LlmClient llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel("mistral/large")
            .use(Tracing.of(traces.registry()))
            .build()) {
      fake.fails(ErrorKind.INVALID_REQUEST);
      assertThat(catchThrowable(() -> llm.chat(QUESTION))).isInstanceOf(LlmException.class);
      llm.chat(QUESTION);
    }

    for (String name : List.of("llmgw.call", "llmgw.attempt")) {
      Set<List<String>> keys = new HashSet<>();
      for (Timer timer : meters.find(name).timers()) {
        keys.add(timer.getId().getTags().stream().map(Tag::getKey).toList());
      }
      assertThat(meters.find(name).timers()).hasSize(2);
      assertThat(keys).hasSize(1);
    }
  }

  /** A model that says where it is. */
  private record Local(URI server) implements Provider {
    @Override
    public String name() {
      return "local";
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of(Capability.CHAT);
    }

    @Override
    public EventStream open(ProviderCall call) {
      return EventStreams.of(
          Started.inProcess(), new TextDelta(0, "blue"), new Completed(FinishReason.STOP, usage()));
    }
  }

  @Test
  void theSpanOfACallHasNamesOfItsOwn() {
    ask(Tracing.of(traces.registry()));

    assertThat(attributes("llmgw chat"))
        .containsEntry("llmgw.tenant", "acme")
        .containsEntry("llmgw.target", "mistral/large")
        .containsEntry("llmgw.attempts", "1")
        .containsEntry("llmgw.usage.input_tokens", "12")
        .containsEntry("llmgw.usage.output_tokens", "40")
        .containsKeys("llmgw.call_id", "llmgw.cost")
        .allSatisfy((key, value) -> assertThat(key).doesNotStartWith("gen_ai."));
  }

  @Test
  void theLatestNamesAreThereWhenAskedFor() {
    ask(Tracing.of(traces.registry()).semconv(Semconv.LATEST));

    assertThat(attributes("chat large"))
        .containsEntry("gen_ai.usage.cache_write.input_tokens", "7")
        .doesNotContainKey("gen_ai.usage.cache_creation.input_tokens");
  }

  @Test
  void theTraceIsNotToldToProviders() {
    ask(Tracing.of(traces.registry()));

    assertThat(sent).isEmpty();
  }

  @Test
  void theTraceIsToldToProvidersWhenAskedForAndNothingElseOfTheHost() {
    Baggage baggage = Baggage.builder().put(Traces.REMOTE_FIELD, "ada").build();
    try (Scope scope = baggage.makeCurrent()) {
      ask(Tracing.of(traces.registry()).sendingHeaders());
    }

    SpanData span = traces.span("chat large");
    assertThat(sent)
        .containsOnlyKeys("traceparent")
        .containsEntry("traceparent", "00-" + span.getTraceId() + "-" + span.getSpanId() + "-01");
  }

  @Test
  void namesAndTagsAreThoseOfTheConvention() {
    CallTraceConvention house =
        new CallTraceConvention() {
          @Override
          public String getName() {
            return "house.call";
          }

          @Override
          public String getContextualName(CallTrace trace) {
            return "house " + trace.call().purpose().name();
          }

          @Override
          public KeyValues getHighCardinalityKeyValues(CallTrace trace) {
            return KeyValues.of("ended", String.valueOf(trace.outcome() != null));
          }
        };

    ask(Tracing.of(traces.registry()).calls(house));

    assertThat(attributes("house application")).containsEntry("ended", "true");
  }

  @Test
  @Fault("F160")
  void namesThatCallersCameUpWithAreShortAndFitForALine() {
    String model = "m\r\nforged: 1 " + "x".repeat(20_000);
    try (LlmClient llm =
        LlmClient.builder().provider(fake).use(Tracing.of(traces.registry())).build()) {
      llm.forCaller(Caller.tenant("t\n".repeat(1_000)))
          .chat(QUESTION.withModel("mistral/" + model));
    }

    assertThat(traces.spans()).hasSize(2);
    for (SpanData span : traces.spans()) {
      assertThat(span.getName()).hasSizeLessThanOrEqualTo(256 + "embeddings ".length());
      assertThat(span.getName()).doesNotContainPattern("\\p{Cntrl}");
      span.getAttributes()
          .forEach(
              (key, value) ->
                  assertThat(value.toString())
                      .as(key.getKey())
                      .hasSizeLessThanOrEqualTo(256)
                      .doesNotContainPattern("\\p{Cntrl}"));
    }
  }

  @Test
  void nothingIsMadeWithoutAHandler() {
    ask(Tracing.of(ObservationRegistry.NOOP).sendingHeaders());

    assertThat(traces.spans()).isEmpty();
    assertThat(sent).isEmpty();
  }
}
