package io.llmgw.providers.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.llmgw.api.LlmClient;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.Settings;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ReceivedRequest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakRule.class)
class GeminiTest {
  @Test
  void sendsItsKeyAndItsHeaders() {
    try (SimulatedProvider server = SimulatedProvider.gemini().start();
        Provider provider =
            Gemini.builder()
                .baseUrl(server.baseUrl() + "/behind")
                .keys(Keys.of("sk-1"))
                .header("X-Team", "claims")
                .build();
        LlmClient llm = LlmClient.builder().provider(provider).build()) {
      llm.prompt("Why?").model("gemini/gemini-2.5-flash").send();

      ReceivedRequest request = server.requests().get(0);
      assertThat(request.path())
          .isEqualTo("/behind/v1beta/models/gemini-2.5-flash:generateContent");
      assertThat(request.header("x-goog-api-key")).isEqualTo("sk-1");
      assertThat(request.header("x-team")).isEqualTo("claims");
      assertThat(request.header("authorization")).isNull();
    }
  }

  @Test
  void asksForEventsWhereItStreams() {
    try (SimulatedProvider server = SimulatedProvider.gemini().start();
        LlmClient llm =
            LlmClient.builder()
                .provider(server.provider(Map.of("version", "v1")))
                .defaultModel(server.model())
                .build()) {
      try (var stream = llm.prompt("Why?").stream()) {
        assertThat(stream.response().text()).isEqualTo("You said: Why?");
      }

      assertThat(server.requests().get(0).path())
          .isEqualTo("/v1/models/sim-1:streamGenerateContent?alt=sse");
    }
  }

  @ParameterizedTest
  @CsvSource({"GEMINI_API_KEY, GEMINI_API_KEY", "GOOGLE_API_KEY, GOOGLE_API_KEY"})
  void readsTheKeyFromTheEnvironment(String variable, String alias) {
    try (Provider provider = Gemini.fromEnv(Map.of(variable, " AIza-1 "))) {
      assertThat(provider.name()).isEqualTo("gemini");
      assertThat(provider.server())
          .isEqualTo(URI.create("https://generativelanguage.googleapis.com/"));
      assertThat(provider.keys().keysFor(null)).containsExactly(ApiKey.of(alias, "AIza-1"));
    }
  }

  @Test
  void theKeyOfItsOwnNameComesFirstAndTheAddressIsRead() {
    Map<String, String> environment =
        Map.of(
            "GEMINI_API_KEY", "AIza-1",
            "GOOGLE_API_KEY", "AIza-2",
            "GOOGLE_GEMINI_BASE_URL", "http://localhost:1");
    try (Provider provider = Gemini.fromEnv(environment)) {
      assertThat(provider.server()).isEqualTo(URI.create("http://localhost:1/"));
      assertThat(provider.keys().keysFor(null).get(0).secret()).isEqualTo("AIza-1");
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> Gemini.fromEnv(Map.of("GEMINI_API_KEY", " ")))
        .withMessageContaining("GEMINI_API_KEY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v1/x", "../v1", "v1?"})
  void aVersionIsOneWord(String version) {
    assertThatIllegalArgumentException().isThrownBy(() -> Gemini.builder().version(version));
  }

  @Test
  void modelsThatDoNotThinkSaySo() {
    try (Provider provider = Gemini.builder().build()) {
      assertThat(provider.capabilities("gemini-2.0-flash").has(Capability.REASONING)).isFalse();
      assertThat(provider.capabilities("gemma-3-27b-it").has(Capability.REASONING)).isFalse();
      assertThat(provider.capabilities("gemini-2.5-flash")).isEqualTo(provider.capabilities());
      assertThat(provider.capabilities("gemini-pro-latest")).isEqualTo(provider.capabilities());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "global, https://aiplatform.googleapis.com/",
    "us, https://aiplatform.us.rep.googleapis.com/",
    "eu, https://aiplatform.eu.rep.googleapis.com/",
    "europe-west1, https://europe-west1-aiplatform.googleapis.com/"
  })
  void vertexIsWhereItsLocationIs(String location, String address) {
    Map<String, String> environment =
        Map.of(
            "GOOGLE_CLOUD_PROJECT", "p-1",
            "GOOGLE_CLOUD_LOCATION", location,
            "GOOGLE_OAUTH_ACCESS_TOKEN", "ya29.token");
    try (Provider provider = Vertex.fromEnv(environment)) {
      assertThat(provider.name()).isEqualTo("vertexai");
      assertThat(provider.server()).isEqualTo(URI.create(address));
      assertThat(provider.keys().keysFor(null).get(0).secret()).isEqualTo("ya29.token");
    }
  }

  @Test
  void vertexSendsTokensThatAreAskedForAtEveryCall() {
    int[] asked = {0};
    try (SimulatedProvider server = SimulatedProvider.gemini().start();
        Provider provider =
            Vertex.builder()
                .project("p-1")
                .location("europe-west1")
                .tokens(Keys.supplier(() -> "token-" + ++asked[0]))
                .baseUrl(server.baseUrl())
                .build();
        LlmClient llm = LlmClient.builder().provider(provider).build()) {
      llm.prompt("Why?").model("vertexai/gemini-2.5-flash").send();
      llm.prompt("Why?").model("vertexai/gemini-2.5-flash").send();

      ReceivedRequest first = server.requests().get(0);
      ReceivedRequest second = server.requests().get(1);
      assertThat(first.path())
          .isEqualTo(
              "/v1beta1/projects/p-1/locations/europe-west1/publishers/google/models/"
                  + "gemini-2.5-flash:generateContent");
      assertThat(second.header("authorization")).isNotEqualTo(first.header("authorization"));
      assertThat(first.header("authorization")).startsWith("Bearer token-");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "meta/llama-4-maas, publishers/meta/models/llama-4-maas",
    "publishers/meta/models/llama-4-maas, publishers/meta/models/llama-4-maas",
    "google/gemini-2.5-flash, publishers/google/models/gemini-2.5-flash"
  })
  void modelsOfAllPublishersAreBelowProjectAndLocation(String model, String path) {
    try (SimulatedProvider server = SimulatedProvider.gemini().start();
        Provider provider =
            Vertex.builder()
                .project("p-1")
                .location("us-east5")
                .tokens(Keys.of("t"))
                .baseUrl(server.baseUrl())
                .build();
        LlmClient llm = LlmClient.builder().provider(provider).build()) {
      ChatRequest chat = ChatRequest.of("words").withModel("vertexai/" + model);
      llm.chat(chat);
      llm.countTokens(chat);

      String place = "/v1beta1/projects/p-1/locations/us-east5/" + path;
      assertThat(server.requests())
          .extracting(ReceivedRequest::path)
          .containsExactly(place + ":generateContent", place + ":countTokens");
    }
  }

  @Test
  void vertexNeedsAProjectAndAToken() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Vertex.fromEnv(Map.of("GOOGLE_OAUTH_ACCESS_TOKEN", "t")))
        .withMessageContaining("GOOGLE_CLOUD_PROJECT");
    assertThatIllegalStateException()
        .isThrownBy(() -> Vertex.fromEnv(Map.of("GOOGLE_CLOUD_PROJECT", "p")))
        .withMessageContaining("GOOGLE_OAUTH_ACCESS_TOKEN");
    assertThatIllegalStateException().isThrownBy(() -> Vertex.builder().build());
    assertThatIllegalArgumentException().isThrownBy(() -> Vertex.builder().project("a/b"));
    assertThatIllegalArgumentException().isThrownBy(() -> Vertex.builder().location("eu.evil/"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VertexProviderFactory().create(Settings.of(Map.of())))
        .withMessageContaining("project");
  }

  @Test
  void bothAreMadeFromSettings() {
    Map<String, String> settings =
        Map.of("project", "p", "location", "eu", "key", "t", "name", "google", "version", "v1");
    try (Provider gemini =
            new GeminiProviderFactory()
                .create(Settings.of(Map.of("key", "k", "base-url", "http://localhost:1")));
        Provider vertex = new VertexProviderFactory().create(Settings.of(settings))) {
      assertThat(gemini.name()).isEqualTo("gemini");
      assertThat(gemini.server()).isEqualTo(URI.create("http://localhost:1/"));
      assertThat(vertex.name()).isEqualTo("google");
      assertThat(vertex.server())
          .isEqualTo(URI.create("https://aiplatform.eu.rep.googleapis.com/"));
    }
  }
}
