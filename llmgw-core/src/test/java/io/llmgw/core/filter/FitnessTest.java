package io.llmgw.core.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.catalog.Modality;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.catalog.ModelFacts;
import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.test.Door;
import io.llmgw.test.scripted.ScriptedProvider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A request is held to what is known of its target before anything is sent. */
class FitnessTest {
  private static final Json SCHEMA = Json.ofText("{\"type\":\"object\"}");
  private static final ChatRequest WITH_TOOL =
      asking(ChatContent.builder().message(Message.user("q")).tools(tool()));
  private static final ChatRequest WITH_IMAGE =
      asking(
          ChatContent.builder()
              .message(
                  Message.user(
                      Part.text("q"),
                      Part.image(Media.of(URI.create("https://example.com/a.png"))))));
  private static final ChatRequest WITH_IMAGE_OF_A_TOOL =
      asking(
          ChatContent.builder()
              .message(Message.user("q"))
              .message(
                  Message.assistant(
                      List.of(new ToolCall("c1", "camera", Json.ofText("{}"), Map.of()))))
              .message(
                  Message.tool(
                      new ToolResult(
                          "c1",
                          List.of(
                              Part.text("a"),
                              Part.image(Media.of(URI.create("https://example.com/a.png")))),
                          false))));
  private static final ChatRequest WITH_SCHEMA =
      asking(
          ChatContent.builder()
              .message(Message.user("q"))
              .responseFormat(ResponseFormat.schema("thing", SCHEMA)));

  private static final ChatRequest WITH_REASONING =
      ChatRequest.builder().user("q").reasoning(ReasoningEffort.LOW).build();

  private final ScriptedProvider fake = ScriptedProvider.named("fake").always("Light.");

  private static ToolSpec tool() {
    return ToolSpec.of("weather", "tells it", SCHEMA);
  }

  private static ChatRequest asking(ChatContent.Builder content) {
    return ChatRequest.of("q").withContent(content.build());
  }

  static Stream<Arguments> needs() {
    return Stream.of(
        Arguments.of(Capability.TOOLS, WITH_TOOL),
        Arguments.of(Capability.IMAGES, WITH_IMAGE),
        Arguments.of(Capability.IMAGES, WITH_IMAGE_OF_A_TOOL),
        Arguments.of(Capability.JSON_SCHEMA, WITH_SCHEMA),
        Arguments.of(Capability.REASONING, WITH_REASONING));
  }

  private LlmClient client(ModelCatalog catalog) {
    return LlmClient.builder().provider(fake).defaultModel(fake.model()).catalog(catalog).build();
  }

  private ModelCatalog knowing(Capability capability, boolean fact) {
    return ModelCatalog.empty()
        .withModel(ModelFacts.builder(fake.model()).can(capability, fact).build());
  }

  private static LlmException failure(Door door, LlmClient llm, ChatRequest request) {
    return Objects.requireNonNull(door.open(llm, request).error());
  }

  @ParameterizedTest
  @MethodSource("needs")
  void whatAModelIsKnownNotToDoIsRefusedUnsent(Capability needed, ChatRequest request) {
    try (LlmClient llm = client(knowing(needed, false))) {
      for (Door door : Door.values()) {
        LlmException error = failure(door, llm, request);

        assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
        assertThat(error).hasMessageContaining(fake.model()).hasMessageContaining(needed.name());
      }
    }

    assertThat(fake.received()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, true",
    "Text/CSV; charset=utf-8, true",
    "application/json, true",
    "application/vnd.acme+xml;v=1, true",
    "application/pdf, false"
  })
  void aDocumentOfTextIsReadByWhoeverReadsText(String type, boolean text) {
    Media words = Media.of("[1]".getBytes(StandardCharsets.UTF_8), type);
    ChatRequest request =
        asking(ChatContent.builder().message(Message.user(Part.text("q"), Part.document(words))));
    fake.with(Capabilities.of(Capability.CHAT, Capability.STREAMING));
    try (LlmClient llm = client(ModelCatalog.empty())) {
      LlmException error = Door.CHAT.open(llm, request).error();

      assertThat(error == null).isEqualTo(text);
    }
  }

  /** It goes back where there is a place for it, and is left out elsewhere. */
  @Test
  void whatAModelMadeIsNotNeededOfTheNextOne() {
    Part picture = Part.image(Media.of(URI.create("https://example.com/a.png")));
    ChatRequest request =
        asking(
            ChatContent.builder()
                .message(Message.user("Draw."))
                .message(Message.assistant(List.of(Part.text("Here."), picture)))
                .message(Message.user("q")));
    fake.with(Capabilities.of(Capability.CHAT, Capability.STREAMING));
    try (LlmClient llm = client(ModelCatalog.empty())) {
      assertThat(llm.chat(request).text()).isEqualTo("Light.");
    }
  }

  @ParameterizedTest
  @MethodSource("needs")
  void whatAnAdapterCannotSendIsRefused(Capability needed, ChatRequest request) {
    fake.with(Capabilities.of(Capability.CHAT));
    try (LlmClient llm = client(ModelCatalog.empty())) {
      assertThat(failure(Door.CHAT, llm, request).kind()).isEqualTo(ErrorKind.UNSUPPORTED);
    }

    assertThat(fake.received()).isZero();
  }

  /** The catalogue would be believed, and the adapter refuse it all the same. */
  @Test
  void whereTheAdapterHasNoFormOfReasoningTheCatalogueIsNoRemedy() {
    fake.with(Capabilities.of(Capability.CHAT));
    try (LlmClient llm = client(ModelCatalog.empty())) {
      assertThat(failure(Door.CHAT, llm, WITH_REASONING))
          .hasMessageContaining("its adapter has no form for the parameter reasoning")
          .hasMessageContaining("Leniency.DROP")
          .hasMessageNotContaining("catalogue");
    }
    fake.with(Capabilities.of(Capability.CHAT, Capability.REASONING));
    try (LlmClient llm = client(knowing(Capability.REASONING, false))) {
      assertThat(failure(Door.CHAT, llm, WITH_REASONING))
          .hasMessageContaining("cannot do REASONING")
          .hasMessageContaining("catalogue");
    }
  }

  @ParameterizedTest
  @MethodSource("needs")
  void theUsersWordCountsMoreThanTheTables(Capability needed, ChatRequest request) {
    ModelCatalog told = knowing(needed, false).withCapability(fake.model(), needed, true);
    try (LlmClient llm = client(told)) {
      assertThat(llm.chat(request).served().trail()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("needs")
  void whatIsUnknownIsAllowedAndNoted(Capability needed, ChatRequest request) {
    try (LlmClient llm = client(ModelCatalog.empty())) {
      ChatResponse answer = llm.chat(request);

      assertThat(answer.text()).isEqualTo("Light.");
      assertThat(answer.served().trail()).hasSize(1);
      assertThat(answer.served().trail().get(0).note()).contains(needed.name(), "unknown");
    }
  }

  @Test
  void aLenientCallIsMadeAllTheSame() {
    try (LlmClient llm = client(knowing(Capability.TOOLS, false))) {
      ChatResponse answer = llm.chat(WITH_TOOL.with(Leniency.DROP));

      assertThat(answer.text()).isEqualTo("Light.");
      assertThat(answer.served().trail().get(0).note()).contains("TOOLS");
    }
  }

  @Test
  void aLenientCallGoesWithoutReasoningWhereTheModelIsKnownToHaveNone() {
    try (LlmClient llm = client(knowing(Capability.REASONING, false))) {
      ChatResponse answer = llm.chat(WITH_REASONING.with(Leniency.DROP));

      assertThat(answer.served().trail())
          .singleElement()
          .satisfies(entry -> assertThat(entry.note()).contains("reasoning", "left out"));
    }

    assertThat(((ChatRequest) fake.requests().get(0)).settings())
        .isEqualTo(GenerationSettings.NONE);
  }

  /** It is as asked without a word, and the word may be refused. */
  @ParameterizedTest
  @EnumSource(Leniency.class)
  void aModelThatIsKnownNotToReasonNeedNotBeToldSo(Leniency leniency) {
    ChatRequest unthinking =
        ChatRequest.builder()
            .user("q")
            .temperature(0.2)
            .reasoning(ReasoningEffort.NONE)
            .option(leniency)
            .build();
    try (LlmClient llm = client(knowing(Capability.REASONING, false))) {
      assertThat(llm.chat(unthinking).text()).isEqualTo("Light.");
    }

    assertThat(((ChatRequest) fake.requests().get(0)).settings())
        .isEqualTo(GenerationSettings.builder().temperature(0.2).build());
  }

  /** A list of what a model reads was made before anybody asked for documents. */
  @Test
  void whatAListOfInputsNeverAskedForIsSentAndNoted() {
    ModelCatalog listed =
        ModelCatalog.empty()
            .withModel(
                ModelFacts.builder(fake.model())
                    .input(Set.of(Modality.TEXT, Modality.IMAGE))
                    .build());
    Media pages = Media.of("%PDF".getBytes(StandardCharsets.UTF_8), "application/pdf");
    ChatRequest request =
        asking(ChatContent.builder().message(Message.user(Part.text("q"), Part.document(pages))));
    try (LlmClient llm = client(listed)) {
      ChatResponse answer = llm.chat(request);

      assertThat(answer.served().trail())
          .singleElement()
          .satisfies(entry -> assertThat(entry.note()).contains("DOCUMENTS", "unknown"));
    }
  }

  @ParameterizedTest
  @MethodSource("samplings")
  void samplingIsRefusedUnsentWhereItIsKnownToBeFixed(String name, ChatRequest request) {
    try (LlmClient llm = client(fixedSampling())) {
      for (Door door : Door.values()) {
        LlmException error = failure(door, llm, request);

        assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
        assertThat(error).hasMessageContaining(name).hasMessageContaining("Leniency.DROP");
      }
    }

    assertThat(fake.received()).isZero();
  }

  @ParameterizedTest
  @MethodSource("samplings")
  void aLenientCallGoesWithoutIt(String name, ChatRequest request) {
    try (LlmClient llm = client(fixedSampling())) {
      ChatResponse answer = llm.chat(request.with(Leniency.DROP));

      assertThat(answer.served().trail().get(0).note()).contains(name, "left out");
    }

    assertThat(((ChatRequest) fake.requests().get(0)).settings())
        .isEqualTo(GenerationSettings.builder().maxOutputTokens(9).build());
  }

  static Stream<Arguments> samplings() {
    return Stream.of(
        Arguments.of("temperature", sampled().temperature(0.2).build()),
        Arguments.of("topP", sampled().topP(0.5).build()),
        Arguments.of("topK", sampled().topK(3).build()),
        Arguments.of("frequencyPenalty", sampled().frequencyPenalty(1).build()),
        Arguments.of("presencePenalty", sampled().presencePenalty(-1).build()));
  }

  private static ChatRequest.Builder sampled() {
    return ChatRequest.builder().user("q").maxOutputTokens(9);
  }

  private ModelCatalog fixedSampling() {
    return ModelCatalog.empty()
        .withModel(ModelFacts.builder(fake.model()).temperature(false).build());
  }

  @Test
  void theUsualSamplingIsSentAndSoIsAnyToAModelThatIsToldNotToThink() {
    ChatRequest usual = sampled().temperature(1).topP(1).presencePenalty(0).build();
    ChatRequest unthinking = sampled().temperature(0.2).reasoning(ReasoningEffort.NONE).build();
    try (LlmClient llm = client(fixedSampling())) {
      llm.chat(usual);
      llm.chat(unthinking);
    }

    assertThat(fake.requests()).containsExactly(usual, unthinking);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-5.1, , true",
    "gpt-5.2-2025-12-11, , true",
    "gpt-5.2, HIGH, false",
    "gpt-5.2-codex, , false",
    "gpt-5, , false"
  })
  void aModelThatThinksWhenToldTakesASamplingUntilThen(
      String model, @Nullable ReasoningEffort told, boolean taken) {
    String name = "fake/" + model;
    ChatRequest.Builder asked = sampled().model(name).temperature(0.2);
    ChatRequest request = told == null ? asked.build() : asked.reasoning(told).build();
    ModelCatalog fixed =
        ModelCatalog.empty().withModel(ModelFacts.builder(name).temperature(false).build());

    try (LlmClient llm = client(fixed)) {
      if (taken) {
        llm.chat(request);
      } else {
        assertThat(failure(Door.CHAT, llm, request).kind()).isEqualTo(ErrorKind.UNSUPPORTED);
      }
    }

    assertThat(fake.requests()).hasSize(taken ? 1 : 0);
  }

  @Test
  void plainTextNeedsNothing() {
    try (LlmClient llm = client(ModelCatalog.empty())) {
      assertThat(llm.chat(ChatRequest.of("q")).served().trail()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPromptThatIsClearlyOverTheWindowIsRefusedUnsent(Door door) {
    try (LlmClient llm = client(window(1000))) {
      LlmException error = failure(door, llm, ChatRequest.of("long word ".repeat(2000)));

      assertThat(error.kind()).isEqualTo(ErrorKind.CONTEXT_LENGTH);
      assertThat(error).hasMessageContaining(fake.model()).hasMessageContaining("1000");
    }

    assertThat(fake.received()).isZero();
  }

  @Test
  void aPromptThatMayFitIsSent() {
    try (LlmClient llm = client(window(1000))) {
      assertThat(llm.chat(ChatRequest.of("long word ".repeat(500))).text()).isEqualTo("Light.");
    }
  }

  private ModelCatalog window(long tokens) {
    return ModelCatalog.empty()
        .withModel(ModelFacts.builder(fake.model()).contextTokens(tokens).build());
  }
}
