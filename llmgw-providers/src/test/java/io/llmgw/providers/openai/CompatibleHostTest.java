package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The hosts as a user meets them: by the environment, by name, over HTTP. */
@ExtendWith(LeakRule.class)
class CompatibleHostTest {
  private static final Set<CompatibleHost> KEYLESS =
      EnumSet.of(
          CompatibleHost.VLLM,
          CompatibleHost.SGLANG,
          CompatibleHost.LITELLM,
          CompatibleHost.LLAMA_CPP,
          CompatibleHost.OLLAMA,
          CompatibleHost.LM_STUDIO,
          CompatibleHost.GENERIC);

  @ParameterizedTest
  @EnumSource
  void theEnvironmentIsEnough(CompatibleHost host) {
    String prefix = host.providerName().toUpperCase(Locale.ROOT).replace('-', '_');
    try (Provider provider =
        host.fromEnv(
            Map.of(host.keyVariable(), " sk-1 ", prefix + "_BASE_URL", "http://localhost:1/v1"))) {
      assertThat(provider.name()).isEqualTo(host.providerName());
      assertThat(provider.capabilities()).isEqualTo(host.capabilities());
      assertThat(provider.keys().keysFor(Caller.ANONYMOUS))
          .singleElement()
          .satisfies(key -> assertThat(key.secret()).isEqualTo("sk-1"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKeyThatIsMissingIsNamedWhereOneIsNeeded(CompatibleHost host) {
    String prefix = host.providerName().toUpperCase(Locale.ROOT).replace('-', '_');
    Map<String, String> environment = Map.of(prefix + "_BASE_URL", "http://localhost:1/v1");
    if (KEYLESS.contains(host)) {
      try (Provider provider = host.fromEnv(environment)) {
        assertThat(provider.keys().keysFor(Caller.ANONYMOUS)).isEmpty();
      }
    } else {
      assertThatThrownBy(() -> host.fromEnv(environment))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(host.keyVariable());
    }
  }

  @Test
  void keysAreWhereTheHostsThemselvesSay() {
    assertThat(CompatibleHost.GROQ.keyVariable()).isEqualTo("GROQ_API_KEY");
    assertThat(CompatibleHost.HUGGING_FACE.keyVariable()).isEqualTo("HF_TOKEN");
    assertThat(CompatibleHost.ALIBABA.keyVariable()).isEqualTo("DASHSCOPE_API_KEY");
  }

  @Test
  void anAddressThatIsMissingIsNamed() {
    assertThatThrownBy(() -> CompatibleHost.GPUSTACK.fromEnv(Map.of("GPUSTACK_API_KEY", "sk-1")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("GPUSTACK_BASE_URL");
    assertThatThrownBy(() -> CompatibleHost.GENERIC.fromEnv(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("COMPATIBLE_BASE_URL");
    assertThatThrownBy(() -> CompatibleHost.GENERIC.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("baseUrl");
    assertThat(CompatibleHost.GENERIC.baseUrl()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void answersUnderItsNameWithItsKey(CompatibleHost host) {
    try (SimulatedProvider server = SimulatedProvider.openAi().answer("Hello.").start();
        LlmClient llm =
            LlmClient.builder()
                .provider(host.providerName(), Map.of("base-url", server.baseUrl(), "key", "sk-1"))
                .defaultModel(host.providerName() + "/org/model-1")
                .build()) {
      ChatResponse answer = llm.prompt("Hi").send();

      assertThat(answer.text()).isEqualTo("Hello.");
      assertThat(answer.served().target()).isEqualTo(host.providerName() + "/org/model-1");
      assertThat(server.requests())
          .singleElement()
          .satisfies(
              request -> {
                assertThat(request.path()).isEqualTo("/v1/chat/completions");
                assertThat(request.header("authorization")).isEqualTo("Bearer sk-1");
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void embedsWhereItCanAndSaysSoWhereItCannot(CompatibleHost host) {
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm =
            LlmClient.builder()
                .provider(host.builder().baseUrl(server.baseUrl()).build())
                .defaultModel(host.providerName() + "/model-1")
                .build()) {
      if (host.capabilities().has(Capability.EMBEDDINGS)) {
        EmbeddingResponse answer = llm.embed("a", "b", "a");

        assertThat(answer.vector(0)).isEqualTo(answer.vector(2)).isNotEqualTo(answer.vector(1));
        assertThat(answer.usage().inputTokens().tokens()).isPositive();
      } else {
        assertThatThrownBy(() -> llm.embed("a"))
            .isInstanceOfSatisfying(
                LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED));
        assertThat(server.requests()).isEmpty();
      }
    }
  }

  @Test
  void moreTextsThanMistralTakesGoInSeveralRequests() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 1_100; i++) {
      texts.add("text " + i);
    }
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm =
            LlmClient.builder()
                .provider(Mistral.builder().baseUrl(server.baseUrl()).build())
                .provider(OpenAi.builder().baseUrl(server.baseUrl()).build())
                .build()) {
      EmbeddingResponse split =
          llm.embed(EmbeddingRequest.builder().model("mistral/m").inputs(texts).build());
      EmbeddingResponse whole =
          llm.embed(EmbeddingRequest.builder().model("openai/m").inputs(texts).build());

      assertThat(server.requests()).hasSize(4);
      assertThat(split.served().attempts()).hasSize(3);
      assertThat(whole.served().attempts()).hasSize(1);
      assertThat(split.usage().inputTokens()).isEqualTo(whole.usage().inputTokens());
      for (int i = 0; i < texts.size(); i++) {
        assertThat(split.vector(i)).isEqualTo(whole.vector(i));
      }
    }
  }

  @Test
  void openRouterIsToldWhoAsksAndWhoMayAnswer() {
    String order = "{\"order\":[\"groq\"],\"allow_fallbacks\":false}";
    try (SimulatedProvider server = SimulatedProvider.openAi().always("ok").start();
        LlmClient llm =
            LlmClient.builder()
                .provider(
                    CompatibleHost.OPENROUTER
                        .builder()
                        .baseUrl(server.baseUrl())
                        .header("HTTP-Referer", "https://example.org")
                        .header("X-Title", "Claims")
                        .build())
                .defaultModel("openrouter/org/model-1")
                .build()) {
      llm.prompt("Hi").extraBody("provider", Json.ofText(order)).send();

      assertThat(server.requests())
          .singleElement()
          .satisfies(
              request -> {
                assertThat(request.header("http-referer")).isEqualTo("https://example.org");
                assertThat(request.header("x-title")).isEqualTo("Claims");
                assertThat(request.text()).contains("\"provider\":" + order);
              });
    }
  }

  @Test
  void anErrorOfAnEmbeddingIsTyped() {
    try (SimulatedProvider server = SimulatedProvider.openAi().always(Reply.status(429)).start();
        LlmClient llm =
            LlmClient.builder()
                .provider(server.provider())
                .defaultModel(server.model())
                .retries(Retries.none())
                .build()) {
      assertThatThrownBy(() -> llm.embed("a"))
          .isInstanceOfSatisfying(
              LlmException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(ErrorKind.RATE_LIMIT);
                assertThat(e.isRetryable()).isTrue();
              });
    }
  }

  @Test
  void nothingIsSetTwice() {
    HostBuilder builder =
        CompatibleHost.GROQ
            .builder()
            .name("a")
            .keys(KeySource.NONE)
            .baseUrl("http://a")
            .http(HttpSettings.DEFAULTS)
            .header("X-A", "1");

    assertThatThrownBy(() -> builder.name("b")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.keys(Keys.of("k"))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.baseUrl("http://b")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.http(HttpSettings.DEFAULTS))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.header("x-a", "2")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void unknownSettingsAreNamed() {
    assertThatThrownBy(
            () -> LlmClient.builder().provider("groq", Map.of("organization", "o")).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("organization");
  }
}
