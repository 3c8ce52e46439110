package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.replay.Written;
import io.llmgw.providers.wire.WireCall;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One request that asks for everything, as each host is sent it: its whole page in one file. What a
 * host does not take is left out with a remark, which is in the file as well.
 */
class CompatibleHostGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/hosts");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final Json CITY =
      Json.ofText("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}");
  private static final ToolSpec WEATHER = ToolSpec.of("weather", "Current weather", CITY);

  private final List<String> notes = new ArrayList<>();

  static Stream<Dialect> pages() {
    return Stream.concat(
        Stream.of(CompatibleHost.values()).map(CompatibleHost::dialect),
        Stream.of(Mistral.DIALECT));
  }

  private static ChatRequest everything(Dialect host) {
    boolean tools = host.capabilities().has(Capability.TOOLS);
    ChatRequest.Builder request =
        ChatRequest.builder().messages(tools ? toolTurns(host.name()) : turns(host.name()));
    if (tools) {
      request.tools(WEATHER).toolChoice(ToolChoice.REQUIRED).parallelToolCalls(false);
    }
    return request
        .maxOutputTokens(100)
        .temperature(0.5)
        .topP(0.9)
        .topK(5)
        .seed(7)
        .frequencyPenalty(0.1)
        .presencePenalty(0.2)
        .stop("END")
        .reasoning(ReasoningEffort.XHIGH)
        .userId("u-17")
        .metadata("team", "claims")
        .option(Leniency.DROP)
        .build();
  }

  private static List<Message> toolTurns(String provider) {
    return List.of(
        Message.developer("Be brief."),
        Message.user("A coat in Oslo?"),
        Message.assistant(
            List.of(
                new Part.Reasoning("I must look.", null, provider),
                new Part.Reasoning("signed", "sig", "elsewhere"),
                new ProviderItem(provider, "reasoning_details", Json.ofText("[{\"a\":1}]")),
                new ToolCall("call_1", "weather", Json.ofText("{\"city\":\"Oslo\"}")))),
        Message.tool(ToolResult.of("call_1", "rain")),
        Message.assistant(List.of(new Part.Reasoning("Rain.", null, provider), Part.text("Yes:"))));
  }

  private static List<Message> turns(String provider) {
    return List.of(
        Message.user("A coat in Oslo?"),
        Message.assistant(List.of(new Part.Reasoning("Rain.", null, provider), Part.text("Yes."))),
        Message.developer("Be brief."),
        Message.user("And in Bergen?"),
        Message.user("Well?"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void writesARequestForEverything(Dialect host) throws IOException {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("chat", encode(host, everything(host), Delivery.STREAMED));
    if (host.capabilities().has(Capability.EMBEDDINGS)) {
      EmbeddingRequest embedding =
          EmbeddingRequest.builder()
              .inputs(List.of("a", "b"))
              .dimensions(64)
              .userId("u-17")
              .option(Leniency.DROP)
              .build();
      page.put("embeddings", encode(host, embedding, Delivery.WHOLE));
    }
    page.put("remarks", notes);

    hold(host.name(), page);
  }

  @Test
  void reasoningThatGoesBackInItsDetailsIsNotCalledLeftOut() {
    Part thought = new Part.Reasoning("I must look.", null, "openrouter");
    Part details = new ProviderItem("openrouter", "reasoning_details", Json.ofText("[{\"a\":1}]"));

    for (List<Part> turn : List.of(List.of(thought, details), List.of(thought))) {
      ChatRequest request = ChatRequest.of(List.of(Message.assistant(turn), Message.user("x")));
      encode(CompatibleHost.OPENROUTER, request, Delivery.WHOLE);
      notes.add("next");
    }

    assertThat(notes)
        .containsExactly(
            "next",
            "reasoning of earlier turns was left out where openrouter does not take it",
            "next");
  }

  /** With {@code -Dllmgw.write=true} the files are written, to be read in a review. */
  private static void hold(String name, Map<String, Object> page) throws IOException {
    Path file = FOLDER.resolve(name + ".json");
    String written = JSON.writeValueAsString(page) + "\n";
    if (Boolean.getBoolean("llmgw.write")) {
      Files.writeString(file, written);
    }
    assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(Files.readString(file)));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void whatAHostDoesNotTakeIsAnErrorThatNamesIt(Dialect host) {
    List<String> refused = new ArrayList<>();
    for (String parameter : List.of("topK", "seed", "toolChoice", "userId", "reasoning")) {
      try {
        encode(host, with(parameter), Delivery.WHOLE);
      } catch (LlmException e) {
        assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
        assertThat(e).hasMessageContainingAll("the parameter", parameter);
        refused.add(parameter);
      }
    }
    assertThat(refused)
        .isEqualTo(
            switch (host.name()) {
              case "deepseek", "groq", "xai", "cerebras", "compatible", "gpustack" ->
                  List.of("topK");
              case "mistral", "nvidia", "huggingface" -> List.of("topK", "userId");
              case "moonshot" -> List.of("topK", "seed", "userId");
              case "zai" -> List.of("topK", "seed", "toolChoice");
              case "sambanova" -> List.of("seed", "userId");
              case "perplexity" -> List.of("seed", "toolChoice", "userId");
              case "alibaba", "venice" -> List.of("userId");
              case "ollama-v1" -> List.of("topK", "toolChoice", "userId");
              case "lmstudio" -> List.of("topK", "reasoning");
              case "llamacpp" -> List.of("reasoning");
              default -> List.of();
            });
  }

  @Test
  void ollamaIsNotToldHowManyToolsToCallAtOnce() {
    ChatRequest single = ask().tools(WEATHER).parallelToolCalls(false).build();

    assertThatThrownBy(() -> encode(CompatibleHost.OLLAMA, single, Delivery.WHOLE))
        .isInstanceOfSatisfying(
            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED))
        .hasMessageContaining("the parameter parallelToolCalls");
    JsonNode sent = encode(CompatibleHost.OLLAMA, single.with(Leniency.DROP), Delivery.WHOLE);
    assertThat(sent.has("parallel_tool_calls")).isFalse();
  }

  /** It is what happens where nothing is said of it. */
  @ParameterizedTest
  @EnumSource(names = {"HUGGING_FACE", "MOONSHOT", "OLLAMA", "ZAI"})
  void severalToolsAtOnceMayBeAskedForWhereAHostHasNoWordForIt(CompatibleHost host) {
    ChatRequest several = ask().tools(WEATHER).parallelToolCalls(true).build();

    assertThat(encode(host, several, Delivery.WHOLE).has("parallel_tool_calls")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "openai, 4",
    "groq, 4",
    "openrouter, 4",
    "venice, 4",
    "deepseek, 16",
    "vllm, 20",
    "fireworks, 4"
  })
  void noMoreStopSequencesAreSentThanTheHostTakes(String name, int most) {
    Dialect host =
        Stream.concat(pages(), Stream.of(OpenAi.DIALECT))
            .filter(page -> page.name().equals(name))
            .findAny()
            .orElseThrow();
    ChatRequest many =
        ask()
            .stop(Stream.iterate("a", word -> word + "a").limit(20).toArray(String[]::new))
            .build();

    JsonNode sent = encode(host, many.with(Leniency.DROP), Delivery.WHOLE);

    assertThat(sent.path("stop")).hasSize(most);
    if (most < 20) {
      assertThat(notes)
          .containsExactly("left out for " + name + ": more than " + most + " stop sequences");
      assertThatThrownBy(() -> encode(host, many, Delivery.WHOLE))
          .isInstanceOf(LlmException.class)
          .hasMessageContaining("more than " + most + " stop sequences");
    }
  }

  @Test
  void noHigherTemperatureIsSentThanTheHostTakes() {
    ChatRequest hot = ask().temperature(1.6).build();

    assertThatThrownBy(() -> encode(Mistral.DIALECT, hot, Delivery.WHOLE))
        .isInstanceOfSatisfying(
            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED))
        .hasMessageContaining("a temperature above 1.5");
    ChatRequest bestKnown = hot.toBuilder().extraBody("temperature", 1.6).build();
    assertThat(encode(Mistral.DIALECT, bestKnown, Delivery.WHOLE).path("temperature").asDouble())
        .isEqualTo(1.6);
    assertThat(
            encode(Mistral.DIALECT, ask().temperature(1.5).build(), Delivery.WHOLE)
                .path("temperature")
                .asDouble())
        .isEqualTo(1.5);
    ChatRequest hotter = ask().temperature(2.1).build();
    assertThatThrownBy(() -> encode(CompatibleHost.FIREWORKS, hotter, Delivery.WHOLE))
        .hasMessageContaining("a temperature above 2.0");
    assertThat(encode(OpenAi.DIALECT, hot, Delivery.WHOLE).path("temperature").asDouble())
        .isEqualTo(1.6);
  }

  private static ChatRequest with(String parameter) {
    ChatRequest.Builder ask = ask();
    return switch (parameter) {
      case "topK" -> ask.topK(5).build();
      case "seed" -> ask.seed(5).build();
      case "toolChoice" -> ask.tools(WEATHER).toolChoice(ToolChoice.NONE).build();
      case "userId" -> ask.userId("u").build();
      default -> ask.reasoning(ReasoningEffort.LOW).build();
    };
  }

  private static ChatRequest.Builder ask() {
    return ChatRequest.builder().user("x");
  }

  @Test
  void deepSeekIsNotToldWhichToolToCallWhileItThinks() {
    for (ToolChoice choice : List.of(ToolChoice.REQUIRED, ToolChoice.named("weather"))) {
      ChatRequest.Builder thinking =
          ask().tools(WEATHER).toolChoice(choice).reasoning(ReasoningEffort.LOW);
      ChatRequest notThinking =
          thinking.build().toBuilder().reasoning(ReasoningEffort.NONE).build();

      assertThatThrownBy(() -> encode(CompatibleHost.DEEPSEEK, thinking.build(), Delivery.WHOLE))
          .isInstanceOfSatisfying(
              LlmException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
                assertThat(e).hasMessageContaining("a forced toolChoice while the model thinks");
              });
      JsonNode sent = encode(CompatibleHost.DEEPSEEK, notThinking, Delivery.WHOLE);
      assertThat(sent.has("tool_choice")).isTrue();
    }
  }

  /** They think unless they are told not to, and refuse a forced tool while they do. */
  @ParameterizedTest
  @ValueSource(strings = {"deepseek-reasoner", "deepseek-v4-flash", "deepseek-v4-pro"})
  void modelsOfDeepSeekThatThinkUnaskedAreNotToldWhichToolToCall(String model) throws IOException {
    ChatRequest forced = ask().tools(WEATHER).toolChoice(ToolChoice.named("weather")).build();
    ChatRequest notThinking = forced.toBuilder().reasoning(ReasoningEffort.NONE).build();
    Json off = Json.ofText("{\"type\":\"disabled\"}");

    assertThatThrownBy(() -> encode(CompatibleHost.DEEPSEEK, model, forced))
        .isInstanceOfSatisfying(
            LlmException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
              assertThat(e).hasMessageContainingAll(model, "toolChoice", "reasoning NONE");
            });
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("left-out", encode(CompatibleHost.DEEPSEEK, model, forced.with(Leniency.DROP)));
    page.put("told-not-to-think", encode(CompatibleHost.DEEPSEEK, model, notThinking));
    page.put(
        "told-so-in-the-words-of-the-host",
        encode(
            CompatibleHost.DEEPSEEK, model, forced.toBuilder().extraBody("thinking", off).build()));
    page.put("remarks", notes);
    hold("deepseek/requests/forced-tool-" + model, page);
  }

  @Test
  void aModelOfDeepSeekThatDoesNotThinkUnaskedIsToldWhichToolToCall() {
    ChatRequest forced = ask().tools(WEATHER).toolChoice(ToolChoice.REQUIRED).build();

    JsonNode sent = encode(CompatibleHost.DEEPSEEK, "deepseek-chat", forced);

    assertThat(sent.path("tool_choice").asString()).isEqualTo("required");
    assertThat(sent.has("thinking")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "deepseek-v4-pro, , true",
    "deepseek-reasoner, , true",
    "deepseek-v4-pro, NONE, false",
    "deepseek-chat, , false",
    "deepseek-chat, HIGH, true"
  })
  void deepSeekIsSentAnEmptyThoughtWithTheCallsOfAnotherModelWhileItThinks(
      String model, @Nullable ReasoningEffort effort, boolean empty) {
    ChatRequest.Builder ask =
        ChatRequest.builder().messages(callOf(new Part.Reasoning("x", null, "groq")));
    if (effort != null) {
      ask.reasoning(effort);
    }

    JsonNode turn = encode(CompatibleHost.DEEPSEEK, model, ask.build()).at("/messages/1");

    assertThat(turn.path("reasoning_content").asString("absent")).isEqualTo(empty ? "" : "absent");
    String remark = "a turn without reasoning of deepseek was sent with an empty one";
    assertThat(notes.contains(remark)).isEqualTo(empty);
  }

  private static List<Message> callOf(Part... thoughts) {
    List<Part> parts = new ArrayList<>(List.of(thoughts));
    parts.add(new ToolCall("call_1", "weather", Json.ofText("{}")));
    return List.of(
        Message.user("x"), Message.assistant(parts), Message.tool(ToolResult.of("call_1", "rain")));
  }

  @Test
  void unsignedReasoningGoesBackToTheHostThatItCameFromAlone() {
    for (Dialect host :
        List.of(
            CompatibleHost.DEEPSEEK.dialect(), CompatibleHost.OLLAMA.dialect(), Mistral.DIALECT)) {
      Part own = new Part.Reasoning("own", null, host.name());
      Part foreign = new Part.Reasoning("foreign", null, "xai");
      Part nobodys = new Part.Reasoning("nobody's");
      notes.clear();

      JsonNode body =
          encode(host, ChatRequest.of(callOf(own, foreign, nobodys)), Delivery.WHOLE)
              .path("messages");

      assertThat(body.toString()).contains("own").doesNotContain("foreign", "nobody's");
      assertThat(notes).anySatisfy(note -> assertThat(note).contains("reasoning", "left out"));
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void metadataIsNotForHostsThatDoNothingWithIt(Dialect host) {
    ChatRequest labelled = ask().metadata("team", "claims").build();

    assertThatThrownBy(() -> encode(host, labelled, Delivery.WHOLE))
        .isInstanceOf(LlmException.class)
        .hasMessageContaining("metadata");
  }

  @Test
  void plainTextIsAFormThatEveryHostTakes() {
    ChatRequest text = ask().responseFormat(ResponseFormat.text()).build();

    assertThat(encode(CompatibleHost.LM_STUDIO, text, Delivery.WHOLE).at("/response_format/type"))
        .hasToString("\"text\"");
  }

  @Test
  void reasoningIsSwitchedAndMeasuredInTheWordsOfTheHost() {
    assertThat(reasoning(CompatibleHost.DEEPSEEK, ReasoningSettings.budgetTokens(0)))
        .isEqualTo("{\"thinking\":{\"type\":\"disabled\"}}");
    assertThat(
            reasoning(CompatibleHost.DEEPSEEK, ReasoningSettings.effort(ReasoningEffort.MINIMAL)))
        .isEqualTo("{\"thinking\":{\"type\":\"enabled\"},\"reasoning_effort\":\"medium\"}");
    assertThat(reasoning(CompatibleHost.OPENROUTER, ReasoningSettings.budgetTokens(500)))
        .isEqualTo("{\"reasoning\":{\"max_tokens\":500}}");
    assertThat(reasoning(CompatibleHost.OPENROUTER, ReasoningSettings.budgetTokens(-1)))
        .isEqualTo("{\"reasoning\":{\"enabled\":true}}");
    assertThat(reasoning(CompatibleHost.OPENROUTER, ReasoningSettings.effort(ReasoningEffort.NONE)))
        .isEqualTo("{\"reasoning\":{\"enabled\":false}}");
    assertThat(reasoning(CompatibleHost.GROQ, ReasoningSettings.effort(ReasoningEffort.MAX)))
        .isEqualTo("{\"reasoning_effort\":\"high\"}");
    assertThat(reasoning(CompatibleHost.GROQ, ReasoningSettings.budgetTokens(-1))).isEqualTo("{}");
  }

  @Test
  void ofAnEffortAndABudgetTheTrailSaysWhichGaveWay() {
    ReasoningSettings both = new ReasoningSettings(ReasoningEffort.HIGH, 5_000);

    assertThat(reasoning(CompatibleHost.GROQ, both)).isEqualTo("{\"reasoning_effort\":\"high\"}");
    assertThat(reasoning(CompatibleHost.DEEPSEEK, both)).contains("\"high\"");
    assertThat(reasoning(CompatibleHost.OPENROUTER, both))
        .isEqualTo("{\"reasoning\":{\"effort\":\"high\"}}");
    assertThat(notes)
        .containsExactlyElementsOf(
            Collections.nCopies(3, "a reasoning budget was left out beside effort HIGH"));
  }

  private String reasoning(CompatibleHost host, ReasoningSettings settings) {
    JsonNode body = encode(host, ask().reasoning(settings).build(), Delivery.WHOLE);
    Map<String, JsonNode> rest = new LinkedHashMap<>();
    body.properties().forEach(field -> rest.put(field.getKey(), field.getValue()));
    rest.remove("model");
    rest.remove("messages");
    return JsonMapper.shared().writeValueAsString(rest);
  }

  /** Such as a file that was uploaded to Anthropic: its id says nothing to anybody else. */
  @ParameterizedTest
  @MethodSource("pages")
  void anAddressThatOnlyAnotherProviderKnowsIsAnErrorThatNamesIt(Dialect host) {
    Media file = Media.of(URI.create("anthropic:file_1"));
    boolean sees = host.capabilities().has(Capability.IMAGES);
    refuses(host, Part.image(file), sees ? "scheme anthropic" : "image");
    refuses(host, Part.document(file), host == Mistral.DIALECT ? "scheme anthropic" : "document");
  }

  private void refuses(Dialect host, Part part, String named) {
    ChatRequest request = ChatRequest.of(List.of(Message.user(part)));

    assertThatThrownBy(() -> encode(host, request, Delivery.WHOLE))
        .isInstanceOfSatisfying(
            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED))
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void thePagesSayHowTheyDiffer(Dialect host) {
    assertThat(host.differences()).doesNotHaveDuplicates().isNotEmpty();
  }

  private JsonNode encode(CompatibleHost host, LlmRequest<?> request, Delivery delivery) {
    return encode(host.dialect(), request, delivery);
  }

  private JsonNode encode(Dialect host, LlmRequest<?> request, Delivery delivery) {
    return encode(host, new WireCall(request, host.name(), "model-1", delivery, notes::add));
  }

  private JsonNode encode(CompatibleHost host, String model, ChatRequest request) {
    return encode(
        host.dialect(),
        new WireCall(request, host.providerName(), model, Delivery.WHOLE, notes::add));
  }

  private static JsonNode encode(Dialect host, WireCall call) {
    return Written.json(new OpenAiChatFormat(host), call);
  }
}
