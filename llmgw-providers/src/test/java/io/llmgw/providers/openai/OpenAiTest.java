package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderFactory;
import io.llmgw.api.provider.Settings;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.rig.Factories;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiTest {
  @Test
  void theEnvironmentIsEnough() {
    try (Provider provider =
        OpenAi.fromEnv(
            Map.of(
                "OPENAI_API_KEY", " sk-1 ",
                "OPENAI_BASE_URL", "http://localhost:8080/v1",
                "OPENAI_ORG_ID", "org",
                "OPENAI_PROJECT_ID", "proj"))) {
      assertThat(provider.name()).isEqualTo("openai");
      assertThat(provider.capabilities().has(Capability.TOOLS)).isTrue();
      assertThat(provider.keys().keysFor(Caller.ANONYMOUS))
          .singleElement()
          .satisfies(key -> assertThat(key.secret()).isEqualTo("sk-1"))
          .satisfies(key -> assertThat(key.alias()).isEqualTo("OPENAI_API_KEY"));
    }
  }

  @Test
  void aMissingKeyIsNamed() {
    assertThatThrownBy(() -> OpenAi.fromEnv(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("OPENAI_API_KEY");
    assertThatThrownBy(() -> OpenAi.fromEnv(Map.of("OPENAI_API_KEY", " ")))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "api.openai.com",
        "ftp://host/v1",
        "http://",
        "http://user:canary@host/v1",
        "http://host/v1?key=canary",
        "http://host/v1#canary"
      })
  void aBaseUrlIsAnAddressAndNothingElse(String url) {
    assertThatThrownBy(() -> OpenAi.builder().baseUrl(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("base URL")
        .hasMessageNotContaining("canary");
  }

  @Test
  void nothingIsSetTwice() {
    OpenAi.Builder builder =
        OpenAi.builder()
            .name("a")
            .keys(KeySource.NONE)
            .baseUrl("http://a")
            .api(OpenAiApi.CHAT_COMPLETIONS)
            .organization("o")
            .project("p")
            .http(HttpSettings.DEFAULTS)
            .header("X-A", "1");

    assertThatThrownBy(() -> builder.name("b")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.keys(KeySource.NONE))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.baseUrl("http://b")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.api(OpenAiApi.RESPONSES))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.organization("b")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.project("b")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.http(HttpSettings.DEFAULTS))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.header("x-a", "2")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void badValuesAreRefusedAndSecretsNotShown() {
    assertThatThrownBy(() -> OpenAi.builder().name("a/b")).hasMessageContaining("a/b");
    assertThatThrownBy(() -> OpenAi.builder().name(""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OpenAi.builder().header("x", "canary\r\ny: z"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("canary");
    assertThatThrownBy(() -> OpenAi.builder().header("x y", "1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OpenAi.builder().header("Host", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("host");
    assertThatThrownBy(() -> HttpSettings.builder().maxResponseBytes(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HttpSettings.builder().maxEventBytes(Integer.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HttpSettings.builder().maxEventBytes(1).maxEventBytes(1))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void toStringShowsNoSecret() {
    try (Provider provider =
        OpenAi.builder().keys(Keys.of("sk-canary")).header("x", "canary").build()) {
      assertThat(provider.toString()).isEqualTo("HttpProvider[openai]");
    }
  }

  @Test
  void theServiceLoaderFindsIt() {
    ProviderFactory factory = Factories.named("openai");

    try (Provider provider =
        factory.create(
            Settings.of(
                Map.of(
                    "base-url", "http://localhost:1/v1",
                    "key", "sk-1",
                    "name", "local",
                    "organization", "o",
                    "project", "p",
                    "api", "chat-completions",
                    "max-response-bytes", "1000")))) {
      assertThat(provider.name()).isEqualTo("local");
      assertThat(provider.keys().keysFor(Caller.ANONYMOUS)).hasSize(1);
    }
  }

  @Test
  void responsesAreAskedForByTheSameNames() {
    try (SimulatedProvider server = SimulatedProvider.openAiResponses().start();
        Provider provider =
            OpenAi.builder().api(OpenAiApi.RESPONSES).baseUrl(server.baseUrl()).build();
        LlmClient llm =
            LlmClient.builder().provider(provider).defaultModel("openai/gpt-5-mini").build()) {
      assertThat(llm.prompt("Why?").text()).isEqualTo("You said: Why?");

      assertThat(provider.name()).isEqualTo("openai");
      assertThat(provider.capabilities().has(Capability.AUDIO)).isFalse();
      assertThat(provider.capabilities().has(Capability.EMBEDDINGS)).isTrue();
      assertThat(server.requests().get(0).path()).isEqualTo("/v1/responses");
      assertThat(server.requests().get(0).text())
          .contains("\"store\":false,\"include\":[\"reasoning.encrypted_content\"]");
    }
  }

  @Test
  void theFactoryNamesWhatIsWrong() {
    OpenAiProviderFactory factory = new OpenAiProviderFactory();

    try (Provider plain = factory.create(Settings.none())) {
      assertThat(plain.name()).isEqualTo("openai");
      assertThat(plain.keys().keysFor(Caller.ANONYMOUS)).isEmpty();
    }
    assertThatThrownBy(() -> factory.create(Settings.of(Map.of("api", "answers"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'answers'");
    assertThatThrownBy(() -> factory.create(Settings.of(Map.of("base-uri", "x"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("base-uri");
    assertThatThrownBy(
            () -> factory.create(Settings.of(Map.of("key", "sk-canary", "key-env", "A"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("key-env")
        .hasMessageNotContaining("canary");
    assertThatThrownBy(() -> factory.create(Settings.of(Map.of("max-response-bytes", "-1"))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
