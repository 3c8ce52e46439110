package io.llmgw.providers.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.Settings;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.test.Door;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ReceivedRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Vertex AI with a key, and without a project and a location. */
@ExtendWith(LeakRule.class)
class VertexExpressTest {
  private static final String MODEL = "vertexai/gemini-2.5-flash";
  private static final String PATH = "/v1beta1/publishers/google/models/gemini-2.5-flash";

  private static LlmClient client(Provider provider) {
    return LlmClient.builder().provider(provider).defaultModel(MODEL).build();
  }

  @Test
  void aKeyIsEnoughForChatsAndCounts() {
    try (SimulatedProvider server = SimulatedProvider.gemini().start();
        LlmClient llm =
            client(Vertex.builder().baseUrl(server.baseUrl()).keys(Keys.of("k-1")).build())) {
      ChatRequest chat = ChatRequest.of("words");
      assertThat(llm.chat(chat).text()).isEqualTo("You said: words");
      assertThat(Door.STREAM.open(llm, chat).text()).isEqualTo("You said: words");
      assertThat(llm.countTokens(chat).inputTokens()).isPositive();

      assertThat(server.requests())
          .extracting(ReceivedRequest::path)
          .containsExactly(
              PATH + ":generateContent",
              PATH + ":streamGenerateContent?alt=sse",
              PATH + ":countTokens");
      assertThat(server.requests())
          .extracting(request -> request.header("x-goog-api-key"))
          .containsOnly("k-1");
      assertThat(server.requests().get(0).header("authorization")).isNull();
      assertThat(server.requests().get(2).text())
          .isEqualTo("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"words\"}]}]}");
    }
  }

  @Test
  void modelsOfAllPublishersAreBelowNoProject() {
    try (SimulatedProvider server = SimulatedProvider.gemini().start();
        LlmClient llm =
            client(Vertex.builder().baseUrl(server.baseUrl()).keys(Keys.of("k-1")).build())) {
      llm.chat(ChatRequest.of("words").withModel("vertexai/google/gemini-2.5-flash"));
      llm.chat(
          ChatRequest.of("words").withModel("vertexai/publishers/google/models/gemini-2.5-flash"));

      assertThat(server.requests())
          .extracting(ReceivedRequest::path)
          .containsExactly(PATH + ":generateContent", PATH + ":generateContent");
    }
  }

  @Test
  void embeddingsAreNotOffered() {
    try (SimulatedProvider server = SimulatedProvider.gemini().start();
        LlmClient llm =
            client(Vertex.builder().baseUrl(server.baseUrl()).keys(Keys.of("k-1")).build())) {
      EmbeddingRequest words =
          EmbeddingRequest.builder().model("vertexai/gemini-embedding-001").input("words").build();

      LlmException error = catchThrowableOfType(LlmException.class, () -> llm.embed(words));

      assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
      assertThat(error).hasMessageContaining("EMBEDDINGS");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void theEnvironmentAndAFactoryMakeIt() {
    try (SimulatedProvider server = SimulatedProvider.gemini().start()) {
      Map<String, String> environment =
          Map.of("GOOGLE_API_KEY", " k-1 ", "GOOGLE_VERTEX_BASE_URL", server.baseUrl());
      Settings settings = Settings.of(Map.of("key", "k-1", "base-url", server.baseUrl()));
      try (LlmClient first = client(Vertex.fromEnv(environment));
          LlmClient second = client(new VertexProviderFactory().create(settings))) {
        first.chat(ChatRequest.of("words"));
        second.chat(ChatRequest.of("words"));
      }

      assertThat(server.requests())
          .extracting(request -> request.path() + " " + request.header("x-goog-api-key"))
          .containsOnly(PATH + ":generateContent k-1");
    }
  }

  @Test
  void aProjectInTheEnvironmentWinsOverAKey() {
    Map<String, String> environment =
        Map.of(
            "GOOGLE_API_KEY", "k-1",
            "GOOGLE_CLOUD_PROJECT", "p",
            "GOOGLE_OAUTH_ACCESS_TOKEN", "token-1");

    try (Provider provider = Vertex.fromEnv(environment)) {
      assertThat(provider.capabilities().has(Capability.EMBEDDINGS)).isTrue();
    }
  }

  @Test
  void aKeyStandsAlone() {
    assertThatThrownBy(() -> Vertex.builder().keys(Keys.of("k")).project("p").build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("neither project nor location");
    assertThatThrownBy(() -> Vertex.builder().keys(Keys.of("k")).location("eu").build())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Vertex.builder().keys(Keys.of("k")).tokens(Keys.of("t")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Vertex.fromEnv(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("GOOGLE_CLOUD_PROJECT")
        .hasMessageContaining("GOOGLE_API_KEY");
  }
}
