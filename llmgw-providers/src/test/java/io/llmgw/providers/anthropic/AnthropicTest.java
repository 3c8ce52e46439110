package io.llmgw.providers.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderFactory;
import io.llmgw.api.provider.Settings;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.providers.rig.Factories;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ReceivedRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicTest {
  @Test
  void theEnvironmentIsEnough() {
    try (Provider provider =
        Anthropic.fromEnv(
            Map.of("ANTHROPIC_API_KEY", " sk-1 ", "ANTHROPIC_BASE_URL", "http://localhost:8080"))) {
      assertThat(provider.name()).isEqualTo("anthropic");
      assertThat(provider.capabilities().has(Capability.TOOLS)).isTrue();
      assertThat(provider.capabilities().has(Capability.JSON_OBJECT)).isFalse();
      assertThat(provider.keys().keysFor(Caller.ANONYMOUS))
          .singleElement()
          .satisfies(key -> assertThat(key.secret()).isEqualTo("sk-1"))
          .satisfies(key -> assertThat(key.alias()).isEqualTo("ANTHROPIC_API_KEY"));
    }
  }

  @Test
  void aTokenStandsInForAKey() {
    try (Provider provider =
        Anthropic.fromEnv(Map.of("ANTHROPIC_API_KEY", " ", "ANTHROPIC_AUTH_TOKEN", "token"))) {
      assertThat(provider.keys().keysFor(Caller.ANONYMOUS))
          .singleElement()
          .satisfies(key -> assertThat(key.alias()).isEqualTo("ANTHROPIC_AUTH_TOKEN"));
    }
  }

  @Test
  void aMissingKeyIsNamed() {
    assertThatThrownBy(() -> Anthropic.fromEnv(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ANTHROPIC_API_KEY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "api.anthropic.com", "ftp://host", "http://user:canary@host"})
  void aBaseUrlIsAnAddressAndNothingElse(String url) {
    assertThatThrownBy(() -> Anthropic.builder().baseUrl(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("canary");
  }

  @Test
  void eachSettingIsSetOnceAndChecked() {
    Anthropic.Builder builder =
        Anthropic.builder()
            .name("claude")
            .keys(KeySource.NONE)
            .baseUrl("http://localhost:1")
            .version("2023-01-01")
            .defaultMaxTokens(1)
            .header("x-team", "claims");

    assertThatThrownBy(() -> builder.name("b")).hasMessageContaining("name is set already");
    assertThatThrownBy(() -> builder.tokens(KeySource.NONE)).hasMessageContaining("keys is set");
    assertThatThrownBy(() -> builder.version("b")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.defaultMaxTokens(2)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.header("X-Team", "b"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Anthropic.builder().name("a/b")).hasMessageContaining("a/b");
    assertThatThrownBy(() -> Anthropic.builder().defaultMaxTokens(0)).hasMessageContaining("not 0");
    assertThatThrownBy(() -> Anthropic.builder().defaultMaxTokens(1_000_001))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Anthropic.builder().beta("a,b")).hasMessageContaining("a,b");
    assertThatThrownBy(() -> Anthropic.builder().header("anthropic-beta", "x"))
        .hasMessageContaining("beta");
    assertThatThrownBy(() -> Anthropic.builder().version("canary\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("canary");
  }

  @Test
  void sendsWhatWasSet() {
    try (SimulatedProvider server = SimulatedProvider.anthropic().start();
        LlmClient llm =
            client(
                Anthropic.builder()
                    .baseUrl(server.baseUrl())
                    .tokens(Keys.of("token"))
                    .beta("files-api-2025-04-14")
                    .beta("made-up-2026-01-01")
                    .defaultMaxTokens(17)
                    .build())) {
      llm.prompt("Hi").text();

      ReceivedRequest request = server.requests().get(0);
      assertThat(request.path()).isEqualTo("/v1/messages");
      assertThat(request.header("authorization")).isEqualTo("Bearer token");
      assertThat(request.header("x-api-key")).isNull();
      assertThat(request.header("anthropic-version")).isEqualTo("2023-06-01");
      assertThat(request.header("anthropic-beta"))
          .isEqualTo("files-api-2025-04-14,made-up-2026-01-01");
      assertThat(request.json().asObject()).containsEntry("max_tokens", 17L);
    }
  }

  @Test
  void aRequestMayAskForBetaFeaturesOfItsOwn() {
    try (SimulatedProvider server = SimulatedProvider.anthropic().start();
        LlmClient llm = client(Anthropic.builder().baseUrl(server.baseUrl()).beta("a").build())) {
      llm.chat(ChatRequest.builder().user("Hi").extraHeader("anthropic-beta", "b").build());

      assertThat(server.requests().get(0).header("anthropic-beta")).isEqualTo("b");
    }
  }

  @Test
  void aConversationWithToolsGoesRound() {
    try (SimulatedProvider server =
            SimulatedProvider.anthropic()
                .callsTool("weather", "{\"city\":\"Oslo\"}", "It rains.")
                .start();
        LlmClient llm = client(server.provider())) {
      ChatRequest.Builder ask =
          ChatRequest.builder().tools(ToolSpec.of("weather", "Weather", Json.object()));
      Message question = Message.user("Do I need a coat in Oslo?");

      ChatResponse first = llm.chat(ask.messages(List.of(question)).build());
      String id = first.toolCalls().get(0).id();
      ChatResponse second =
          llm.chat(
              ask.messages(List.of(first.message(), Message.tool(ToolResult.of(id, "rain"))))
                  .build());

      assertThat(second.text()).isEqualTo("It rains.");
      assertThat(server.requests().get(1).text())
          .contains("\"type\":\"tool_use\",\"id\":\"" + id + "\"")
          .contains("\"tool_use_id\":\"" + id + "\",\"content\":\"rain\"");
    }
  }

  private static LlmClient client(Provider provider) {
    return LlmClient.builder().provider(provider).defaultModel("anthropic/sim-1").build();
  }

  @Test
  void theServiceLoaderFindsIt() {
    ProviderFactory factory = Factories.named("anthropic");

    try (Provider provider =
        factory.create(
            Settings.of(
                Map.of(
                    "base-url", "http://localhost:1",
                    "key", "sk-1",
                    "key-header", "authorization",
                    "name", "local",
                    "version", "2023-06-01",
                    "beta", "a, b",
                    "default-max-tokens", "100",
                    "max-response-bytes", "1000")))) {
      assertThat(provider.name()).isEqualTo("local");
      assertThat(provider.keys().keysFor(Caller.ANONYMOUS)).hasSize(1);
      assertThat(provider.toString()).isEqualTo("HttpProvider[local]");
    }
  }

  @Test
  void theFactoryNamesWhatIsWrong() {
    AnthropicProviderFactory factory = new AnthropicProviderFactory();

    try (Provider plain = factory.create(Settings.none())) {
      assertThat(plain.name()).isEqualTo("anthropic");
      assertThat(plain.keys().keysFor(Caller.ANONYMOUS)).isEmpty();
    }
    assertThatThrownBy(() -> factory.create(Settings.of(Map.of("base-uri", "x"))))
        .hasMessageContaining("base-uri");
    assertThatThrownBy(() -> factory.create(Settings.of(Map.of("key-header", "x"))))
        .hasMessageContaining("key-header");
    assertThatThrownBy(() -> factory.create(Settings.of(Map.of("default-max-tokens", "-1"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> factory.create(Settings.of(Map.of("key", "sk-canary", "key-file", "A"))))
        .hasMessageContaining("key-file")
        .hasMessageNotContaining("canary");
  }
}
