package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.Settings;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.providers.replay.Recordings;
import io.llmgw.providers.rig.Factories;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ReceivedRequest;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(LeakRule.class)
class AzureOpenAiTest {
  private static final String REFUSED =
      "{\"error\":{\"message\":\"The response was filtered: secret\",\"type\":null,"
          + "\"param\":\"prompt\",\"code\":\"content_filter\",\"status\":400,"
          + "\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\","
          + "\"content_filter_result\":{\"hate\":{\"filtered\":true,\"severity\":\"high\"}}}}}";

  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  @Test
  void theEnvironmentIsEnough() {
    try (SimulatedProvider server = SimulatedProvider.azureOpenAi().start();
        Provider provider =
            AzureOpenAi.fromEnv(
                Map.of(
                    "AZURE_OPENAI_ENDPOINT", server.baseUrl() + "/",
                    "AZURE_OPENAI_API_KEY", " k-1 ",
                    "OPENAI_API_VERSION", "2024-10-21"))) {
      ReceivedRequest request = asked(server, provider);

      assertThat(provider.name()).isEqualTo("azure");
      assertThat(request.path())
          .isEqualTo("/openai/deployments/ours/chat/completions?api-version=2024-10-21");
      assertThat(request.header("api-key")).isEqualTo("k-1");
      assertThat(request.header("authorization")).isNull();
    }
  }

  @Test
  void aTokenOfTheEnvironmentIsOneOfEntra() {
    try (SimulatedProvider server = SimulatedProvider.azureOpenAi().start();
        Provider provider =
            AzureOpenAi.fromEnv(
                Map.of(
                    "AZURE_OPENAI_ENDPOINT",
                    server.baseUrl(),
                    "AZURE_OPENAI_AD_TOKEN",
                    "eyJ-token"))) {
      ReceivedRequest request = asked(server, provider);

      assertThat(request.path()).isEqualTo("/openai/v1/chat/completions");
      assertThat(request.header("authorization")).isEqualTo("Bearer eyJ-token");
      assertThat(request.header("api-key")).isNull();
    }
  }

  private static ReceivedRequest asked(SimulatedProvider server, Provider provider) {
    try (LlmClient llm =
        LlmClient.builder().provider(provider).defaultModel(provider.name() + "/ours").build()) {
      assertThat(llm.chat(QUESTION).text()).isEqualTo("You said: Why is the sky blue?");
    }
    return server.requests().get(0);
  }

  @Test
  void whatTheEnvironmentLacksIsNamed() {
    assertThatThrownBy(() -> AzureOpenAi.fromEnv(Map.of("AZURE_OPENAI_ENDPOINT", "http://a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("AZURE_OPENAI_API_KEY")
        .hasMessageContaining("AZURE_OPENAI_AD_TOKEN");
    assertThatThrownBy(() -> AzureOpenAi.fromEnv(Map.of("AZURE_OPENAI_API_KEY", "k")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("AZURE_OPENAI_ENDPOINT");
    assertThatThrownBy(() -> AzureOpenAi.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("baseUrl");
  }

  @Test
  void eachOperationHasItsAddress() {
    assertThat(path(null, OpenAiApi.CHAT_COMPLETIONS)).isEqualTo("/openai/v1/chat/completions");
    assertThat(path(null, OpenAiApi.RESPONSES)).isEqualTo("/openai/v1/responses");
    assertThat(path("preview", OpenAiApi.RESPONSES))
        .isEqualTo("/openai/v1/responses?api-version=preview");
    assertThat(path("2025-04-01-preview", OpenAiApi.RESPONSES))
        .isEqualTo("/openai/responses?api-version=2025-04-01-preview");
    assertThat(path("2024-10-21", OpenAiApi.CHAT_COMPLETIONS))
        .isEqualTo(
            "/openai/deployments/our%20own%2Fgpt-4.1/chat/completions?api-version=2024-10-21");
  }

  @TestFactory
  Stream<DynamicNode> asksWhereOthersHaveAsked() {
    AzureRoute classic = new AzureRoute("2024-02-01");
    return Recordings.tests(
        recordings ->
            recordings.of("azure", "chat-completions").stream()
                .filter(each -> each.path().startsWith("/openai/deployments/"))
                .filter(each -> each.request().has("model"))
                .map(
                    each ->
                        DynamicTest.dynamicTest(
                            each.file(),
                            () ->
                                assertThat(classic.path("chat/completions", each.model()))
                                    .isEqualTo(
                                        each.path().substring(1) + "?api-version=2024-02-01"))));
  }

  @TestFactory
  Stream<DynamicNode> asksModelsOfOthersWhereOthersHaveAsked() {
    AzureRoute inference = new AzureRoute(null, true);
    return Recordings.tests(
        recordings ->
            recordings.of("azure", "chat-completions").stream()
                .filter(each -> each.path().startsWith("/models/"))
                .map(
                    each ->
                        DynamicTest.dynamicTest(
                            each.file(),
                            () ->
                                assertThat(inference.path("chat/completions", each.model()))
                                    .isEqualTo(
                                        each.path().substring(1)
                                            + "?api-version=2024-05-01-preview"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/models", "/models/"})
  void modelsOfOthersAreAskedByTheModelInferenceApi(String path) {
    try (SimulatedProvider server = SimulatedProvider.azureOpenAi().start();
        LlmClient llm =
            LlmClient.builder()
                .provider(
                    AzureOpenAi.builder()
                        .baseUrl(server.baseUrl() + path)
                        .keys(Keys.of("k"))
                        .build())
                .defaultModel("azure/grok-4-1")
                .build()) {
      ChatRequest chat = ChatRequest.builder().user("words").maxOutputTokens(9).build();
      assertThat(Door.STREAM.open(llm, chat).text()).isEqualTo("You said: words");
      llm.chat(chat.toBuilder().extraBody("top_k", 3).build());
      llm.embed(EmbeddingRequest.builder().model("azure/embed").input("words").build());

      ReceivedRequest streamed = server.requests().get(0);
      assertThat(streamed.path())
          .isEqualTo("/models/chat/completions?api-version=2024-05-01-preview");
      assertThat(streamed.header("api-key")).isEqualTo("k");
      assertThat(streamed.header("extra-parameters")).isNull();
      assertThat(streamed.text())
          .isEqualTo(
              "{\"model\":\"grok-4-1\",\"messages\":[{\"role\":\"user\",\"content\":\"words\"}],"
                  + "\"stream\":true,\"max_tokens\":9}");
      assertThat(server.requests().get(1).header("extra-parameters")).isEqualTo("pass-through");
      assertThat(server.requests().get(1).text()).contains("\"top_k\":3");
      assertThat(server.requests().get(2).path())
          .isEqualTo("/models/embeddings?api-version=2024-05-01-preview");
    }
  }

  @Test
  void theModelInferenceApiHasAVersionAndNoResponses() {
    AzureRoute later = new AzureRoute("2026-01-01", true);

    assertThat(later.path("chat/completions", "m"))
        .isEqualTo("models/chat/completions?api-version=2026-01-01");
    assertThatThrownBy(
            () ->
                AzureOpenAi.builder()
                    .api(OpenAiApi.RESPONSES)
                    .baseUrl("https://name.services.ai.azure.com/models")
                    .build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no Responses");
  }

  private static String path(String version, OpenAiApi api) {
    try (SimulatedProvider server = SimulatedProvider.azureOpenAi().start()) {
      AzureOpenAi.Builder builder =
          AzureOpenAi.builder().baseUrl(server.baseUrl()).keys(Keys.of("k")).api(api);
      if (version != null) {
        builder.apiVersion(version);
      }
      try (LlmClient llm = LlmClient.builder().provider(builder.build()).build()) {
        llm.chat(QUESTION.withModel("azure/our own/gpt-4.1"));
        JsonNode body = JsonMapper.shared().readTree(server.requests().get(0).text());
        assertThat(body.path("model").asString()).isEqualTo("our own/gpt-4.1");
      }
      return server.requests().get(0).path();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat-completions", "responses"})
  void vectorsComeFromTheDeploymentThatMakesThem(String api) {
    try (SimulatedProvider server = SimulatedProvider.azureOpenAi().start();
        LlmClient llm =
            LlmClient.builder()
                .provider(server.provider(Map.of("api", api, "api-version", "2024-10-21")))
                .build()) {
      EmbeddingRequest words =
          EmbeddingRequest.builder().model("azure/small").input("words").build();

      assertThat(llm.embed(words).vector(0)).isNotEmpty();
      assertThat(server.requests().get(0).path())
          .isEqualTo("/openai/deployments/small/embeddings?api-version=2024-10-21");
    }
  }

  @Test
  void theAddressMayHaveThePathOfItsApi() {
    for (String path : new String[] {"", "/", "/openai/v1", "/openai/v1/", "/openai"}) {
      try (SimulatedProvider server = SimulatedProvider.azureOpenAi().start();
          LlmClient llm =
              LlmClient.builder()
                  .provider(AzureOpenAi.builder().baseUrl(server.baseUrl() + path).build())
                  .build()) {
        llm.chat(QUESTION.withModel("azure/ours"));

        assertThat(server.requests().get(0).path()).isEqualTo("/openai/v1/chat/completions");
      }
    }
  }

  @Test
  void earlierVersionsAreAskedAsTheyKnewIt() {
    JsonNode earlier = streamed("2024-02-01");
    JsonNode later = streamed("2024-09-01-preview");

    assertThat(earlier.path("max_tokens").asInt()).isEqualTo(9);
    assertThat(earlier.has("stream_options")).isFalse();
    assertThat(later.path("max_completion_tokens").asInt()).isEqualTo(9);
    assertThat(later.has("stream_options")).isTrue();
  }

  private static JsonNode streamed(String version) {
    try (SimulatedProvider server = SimulatedProvider.azureOpenAi().start();
        LlmClient llm =
            LlmClient.builder().provider(server.provider(Map.of("api-version", version))).build()) {
      ChatRequest question =
          ChatRequest.builder().model("azure/ours").user("Why?").maxOutputTokens(9).build();
      assertThat(Door.STREAM.open(llm, question).text()).isEqualTo("You said: Why?");
      return JsonMapper.shared().readTree(server.requests().get(0).text());
    }
  }

  @Test
  void whatFiltersFoundIsInTheAnswer() {
    try (SimulatedProvider server = SimulatedProvider.azureOpenAi().always("Blue.").start();
        LlmClient llm = LlmClient.builder().provider(server.provider()).build()) {
      DoorResult result = Door.STREAM.open(llm, QUESTION.withModel(server.model()));

      ChatResponse response = result.response();
      assertThat(response).isNotNull();
      assertThat(response.text()).isEqualTo("Blue.");
      assertThat(response.head().model()).isEqualTo("sim-1");
      assertThat(response.usage().isKnown(TokenKind.OUTPUT)).isTrue();
      assertThat(response.message().parts())
          .filteredOn(ProviderItem.class::isInstance)
          .singleElement()
          .satisfies(AzureOpenAiTest::isOfThePrompt);
    }
  }

  private static void isOfThePrompt(Part part) {
    ProviderItem item = (ProviderItem) part;
    assertThat(item.type()).isEqualTo("prompt_filter_results");
    assertThat(item.provider()).isEqualTo("azure");
    assertThat(item.json().text()).contains("\"severity\":\"safe\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 200})
  void aPromptThatFiltersRefuseIsOneAgainstThePolicyWhateverTheStatus(int status) {
    for (String api : new String[] {"chat-completions", "responses"}) {
      Reply refusal = Reply.raw(status, "application/json", REFUSED);
      try (SimulatedProvider server = SimulatedProvider.azureOpenAi().always(refusal).start();
          LlmClient llm =
              LlmClient.builder()
                  .provider(server.provider(Map.of("api", api)))
                  .defaultModel(server.model())
                  .build()) {
        assertThatThrownBy(() -> llm.chat(QUESTION))
            .isInstanceOfSatisfying(
                LlmException.class,
                e -> {
                  assertThat(e.kind()).isEqualTo(ErrorKind.CONTENT_POLICY);
                  assertThat(e.providerCode()).isEqualTo("content_filter");
                  assertThat(e.isRetryable()).isFalse();
                  assertThat(e).hasMessageNotContaining("secret");
                });
      }
    }
  }

  @Test
  void aDeploymentThatIsNotThereMayCome() {
    Reply missing =
        Reply.raw(
            404,
            "application/json",
            "{\"error\":{\"code\":\"DeploymentNotFound\",\"message\":\"none\"}}");
    try (SimulatedProvider server = SimulatedProvider.azureOpenAi().always(missing).start();
        LlmClient llm = LlmClient.builder().provider(server.provider()).build()) {
      assertThatThrownBy(() -> llm.chat(QUESTION.withModel(server.model())))
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.NOT_FOUND));
    }
  }

  @Test
  void nothingIsSetTwice() {
    AzureOpenAi.Builder builder =
        AzureOpenAi.builder()
            .baseUrl("http://a")
            .keys(Keys.of("k"))
            .api(OpenAiApi.RESPONSES)
            .apiVersion("preview");

    assertThatThrownBy(() -> builder.baseUrl("http://b")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.keys(Keys.of("k"))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.tokens(Keys.of("k")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.api(OpenAiApi.RESPONSES))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.apiVersion("preview"))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2024-10-21&a=b", "2024 10", "\u00e4"})
  void aVersionCanStandInAnAddress(String version) {
    assertThatThrownBy(() -> AzureOpenAi.builder().apiVersion(version))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version");
  }

  @Test
  void theServiceLoaderFindsIt() {
    try (Provider provider =
        Factories.named("azure")
            .create(
                Settings.of(
                    Map.of(
                        "base-url", "http://localhost:1",
                        "key", "k-1",
                        "key-header", "authorization",
                        "api", "responses",
                        "api-version", "preview",
                        "name", "ours")))) {
      assertThat(provider.name()).isEqualTo("ours");
      assertThat(provider.keys().keysFor(Caller.ANONYMOUS)).hasSize(1);
      assertThat(provider.capabilities().has(Capability.AUDIO)).isFalse();
    }
  }

  @Test
  void theFactoryNamesWhatIsWrong() {
    AzureOpenAiProviderFactory factory = new AzureOpenAiProviderFactory();

    assertThatThrownBy(() -> factory.create(Settings.none())).hasMessageContaining("base-url");
    assertThatThrownBy(
            () -> factory.create(Settings.of(Map.of("base-url", "http://a", "api", "chat"))))
        .hasMessageContaining("'chat'");
    assertThatThrownBy(
            () -> factory.create(Settings.of(Map.of("base-url", "http://a", "key-header", "x"))))
        .hasMessageContaining("'x'");
    assertThatThrownBy(
            () -> factory.create(Settings.of(Map.of("base-url", "http://a", "organization", "o"))))
        .hasMessageContaining("organization");
  }
}
