package io.llmgw.providers.cohere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.Settings;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ReceivedRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakRule.class)
class CohereTest {
  @Test
  void sendsItsKeyAndItsHeaders() {
    try (SimulatedProvider server = SimulatedProvider.cohere().start();
        Provider provider =
            Cohere.builder()
                .baseUrl(server.baseUrl() + "/behind")
                .keys(Keys.of("k-1"))
                .header("X-Client-Name", "claims")
                .build();
        LlmClient llm = LlmClient.builder().provider(provider).build()) {
      llm.prompt("Why?").model("cohere/command-a-03-2025").send();

      ReceivedRequest request = server.requests().get(0);
      assertThat(request.path()).isEqualTo("/behind/v2/chat");
      assertThat(request.header("authorization")).isEqualTo("Bearer k-1");
      assertThat(request.header("x-client-name")).isEqualTo("claims");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/json", "application/xml"})
  void isAskedWithDocumentsOfText(String type) {
    Part document = Part.document(Media.of("[1]".getBytes(StandardCharsets.UTF_8), type));
    try (SimulatedProvider server = SimulatedProvider.cohere().always("One.").start();
        LlmClient llm = LlmClient.builder().provider(server.provider()).build()) {
      llm.prompt("How many?").attach(document).model("cohere/command-a-03-2025").send();

      assertThat(server.requests().get(0).text()).contains("\"text\":\"[1]\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CO_API_KEY", "COHERE_API_KEY"})
  void readsTheKeyFromTheEnvironment(String variable) {
    try (Provider provider = Cohere.fromEnv(Map.of(variable, " k-1 "))) {
      assertThat(provider.name()).isEqualTo("cohere");
      assertThat(provider.server()).isEqualTo(URI.create("https://api.cohere.com/"));
      assertThat(provider.keys().keysFor(null)).containsExactly(ApiKey.of(variable, "k-1"));
    }
  }

  @Test
  void theKeyOfItsOwnNameComesFirstAndTheAddressIsRead() {
    Map<String, String> environment =
        Map.of("CO_API_KEY", "k-1", "COHERE_API_KEY", "k-2", "CO_API_URL", "http://localhost:1");
    try (Provider provider = Cohere.fromEnv(environment)) {
      assertThat(provider.server()).isEqualTo(URI.create("http://localhost:1/"));
      assertThat(provider.keys().keysFor(null).get(0).secret()).isEqualTo("k-1");
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> Cohere.fromEnv(Map.of("CO_API_KEY", " ")))
        .withMessageContaining("CO_API_KEY");
  }

  /** It reads no pages, which the capability is about, but text, for which none is needed. */
  @Test
  void documentsOfTextAreReadThoughItReadsNoPages() {
    Part article =
        Part.document(
            Media.of("Blue light scatters.".getBytes(StandardCharsets.UTF_8), "text/plain"), "Sky");
    Part pages = Part.document(Media.of(new byte[] {1}, "application/pdf"));
    try (SimulatedProvider server = SimulatedProvider.cohere().start();
        Provider provider = Cohere.builder().baseUrl(server.baseUrl()).build();
        LlmClient llm = LlmClient.builder().provider(provider).build()) {
      String model = "cohere/command-a-plus-05-2026";

      assertThat(provider.capabilities().has(Capability.DOCUMENTS)).isFalse();
      assertThat(
              llm.chat(
                      ChatRequest.of(List.of(Message.user(Part.text("Why?"), article)))
                          .withModel(model))
                  .text())
          .isEqualTo("You said: Why?");
      assertThat(server.requests().get(0).text())
          .contains(
              "\"documents\":[{\"id\":\"doc:0\",\"data\":"
                  + "{\"title\":\"Sky\",\"text\":\"Blue light scatters.\"}}]");
      assertThatThrownBy(
              () ->
                  llm.chat(
                      ChatRequest.of(List.of(Message.user(Part.text("Why?"), pages)))
                          .withModel(model)))
          .hasMessageContaining("DOCUMENTS");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void isMadeFromSettings() {
    Map<String, String> settings =
        Map.of(
            "key", "k",
            "name", "ours",
            "base-url", "http://localhost:1",
            "embedding-input-type", "search_query");
    try (Provider provider = new CohereProviderFactory().create(Settings.of(settings))) {
      assertThat(provider.name()).isEqualTo("ours");
      assertThat(provider.server()).isEqualTo(URI.create("http://localhost:1/"));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new CohereProviderFactory()
                    .create(Settings.of(Map.of("embedding-input-type", "SEARCH"))))
        .withMessageContaining("search_document");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Cohere.builder()
                    .embeddingInputType(EmbeddingInputType.CLUSTERING)
                    .embeddingInputType(EmbeddingInputType.CLUSTERING));
  }

  @Test
  void modelsThatDoNotThinkSaySo() {
    try (Provider provider = Cohere.builder().build()) {
      assertThat(provider.capabilities("command-a-03-2025").has(Capability.REASONING)).isFalse();
      assertThat(provider.capabilities("command-a-reasoning-08-2025"))
          .isEqualTo(provider.capabilities());
      assertThat(provider.capabilities("north-mini-code-1-0")).isEqualTo(provider.capabilities());
    }
  }

  /** The words that the provider puts around a prompt are read, and not charged. */
  @Test
  void costsWhatIsChargedAndNotWhatWasRead() {
    String body =
        "{\"id\":\"1\",\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"Blue.\"}]},"
            + "\"finish_reason\":\"COMPLETE\",\"usage\":{\"billed_units\":{\"input_tokens\":8,"
            + "\"output_tokens\":2},\"tokens\":{\"input_tokens\":503,\"output_tokens\":4}}}";
    try (SimulatedProvider server =
            SimulatedProvider.cohere().answer(Reply.raw(200, "application/json", body)).start();
        LlmClient llm = LlmClient.builder().provider(server.provider()).build()) {
      ChatResponse answer = llm.prompt("Why?").model("cohere/command-a-03-2025").send();

      assertThat(answer.usage().inputTokens().tokens()).isEqualTo(503);
      assertThat(answer.served().cost()).hasToString("~0.00004 USD"); // 8 x 2.5 + 2 x 10
    }
  }

  @Test
  void textsAreEmbeddedForWhatTheRequestOrTheProviderSays() {
    EmbeddingRequest words = EmbeddingRequest.of("words");
    EmbeddingRequest question =
        EmbeddingRequest.builder()
            .input("words?")
            .extraBody(EmbeddingInputType.FIELD, EmbeddingInputType.SEARCH_QUERY.word())
            .build();
    try (SimulatedProvider server = SimulatedProvider.cohere().start();
        LlmClient llm = LlmClient.builder().provider(server.provider()).build();
        LlmClient other =
            LlmClient.builder()
                .provider(server.provider(Map.of("embedding-input-type", "clustering")))
                .build()) {
      llm.embed(words.withModel(server.model()));
      llm.embed(question.withModel(server.model()));
      other.embed(words.withModel(server.model()));

      assertThat(server.requests())
          .extracting(request -> request.json().asObject().get("input_type"))
          .containsExactly("search_document", "search_query", "clustering");
    }
  }
}
