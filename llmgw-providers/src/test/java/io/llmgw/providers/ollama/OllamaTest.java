package io.llmgw.providers.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.Settings;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ReceivedRequest;
import io.llmgw.test.socket.ScriptedServer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakRule.class)
class OllamaTest {
  private static final String FIRST = "{\"message\":{\"content\":\"Blue \"},\"done\":false}\n";
  private static final String LAST =
      "{\"message\":{\"content\":\"light.\"},\"done\":true,\"done_reason\":\"stop\"}\n";

  @Test
  void asksForTheWindowAndSendsTheKeyThatThereIs() {
    try (SimulatedProvider server = SimulatedProvider.ollama().start();
        Provider provider =
            Ollama.builder()
                .baseUrl(server.baseUrl() + "/behind")
                .keys(Keys.of("k-1"))
                .contextTokens(16_384)
                .header("X-Team", "claims")
                .build();
        LlmClient llm = LlmClient.builder().provider(provider).build()) {
      llm.prompt("Why?").model("ollama/qwen3:4b").send();

      ReceivedRequest request = server.requests().get(0);
      assertThat(request.path()).isEqualTo("/behind/api/chat");
      assertThat(request.header("authorization")).isEqualTo("Bearer k-1");
      assertThat(request.header("x-team")).isEqualTo("claims");
      assertThat(request.text())
          .contains("\"model\":\"qwen3:4b\"", "\"stream\":false", "\"num_ctx\":16384");
    }
  }

  @Test
  void noKeyIsNeeded() {
    try (SimulatedProvider server = SimulatedProvider.ollama().start();
        Provider provider = Ollama.builder().baseUrl(server.baseUrl()).build();
        LlmClient llm = LlmClient.builder().provider(provider).build()) {
      assertThat(llm.prompt("Why?").model("ollama/m").text()).isEqualTo("You said: Why?");
      assertThat(server.requests().get(0).header("authorization")).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/x-ndjson", "application/json", "text/plain", "application/jsonl"})
  void linesAreReadWhateverTheyAreAnnouncedAs(String type) {
    try (SimulatedProvider server =
            SimulatedProvider.ollama().always(Reply.raw(200, type, FIRST + LAST)).start();
        LlmClient llm = client(server);
        ChatStream stream = llm.prompt("Why?").stream()) {
      assertThat(stream.response().text()).isEqualTo("Blue light.");
      assertThat(llm.prompt("Why?").text()).isEqualTo("Blue light.");
    }
  }

  @Test
  @Timeout(60)
  void aLineIsReadAsItComes() {
    ConnectionScript script =
        ConnectionScript.accept()
            .readRequest()
            .send(HttpText.head(200, "content-type: text/plain", "transfer-encoding: chunked"))
            .send(HttpText.chunk(FIRST))
            .stall();
    try (ScriptedServer server = ScriptedServer.start(script);
        LlmClient llm =
            LlmClient.builder()
                .provider(Ollama.builder().baseUrl(server.url()).build())
                .defaultModel("ollama/m")
                .build();
        ChatStream stream = llm.prompt("Why?").stream()) {
      assertThat(stream.text().iterator().next()).isEqualTo("Blue ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gpu-7, http://gpu-7:11434/",
    "gpu-7:8000, http://gpu-7:8000/",
    "' \"gpu-7:8000\" ', http://gpu-7:8000/",
    ":8000, http://127.0.0.1:8000/",
    "0.0.0.0, http://127.0.0.1:11434/",
    "0.0.0.0:8000, http://127.0.0.1:8000/",
    "::1, http://[::1]:11434/",
    "[::]:8000, http://[::1]:8000/",
    "http://gpu-7, http://gpu-7:80/",
    "https://gpu-7/behind, https://gpu-7:443/",
    "ollama.com, https://ollama.com:443/"
  })
  void theAddressIsReadAsOllamaDoes(String host, String address) {
    try (Provider provider = Ollama.fromEnv(Map.of("OLLAMA_HOST", host))) {
      URI expected = URI.create(address);
      assertThat(provider.server().getScheme()).isEqualTo(expected.getScheme());
      assertThat(provider.server().getHost()).isEqualTo(expected.getHost());
      int port = provider.server().getPort();
      int usual = expected.getScheme().equals("https") ? 443 : 80;
      assertThat(port < 0 ? usual : port).isEqualTo(expected.getPort());
    }
  }

  @Test
  void theEnvironmentNeedSayNothing() {
    try (Provider local = Ollama.fromEnv(Map.of());
        Provider cloud =
            Ollama.fromEnv(Map.of("OLLAMA_HOST", "ollama.com", "OLLAMA_API_KEY", " k-1 "))) {
      assertThat(local.name()).isEqualTo("ollama");
      assertThat(local.server()).isEqualTo(URI.create("http://localhost:11434/"));
      assertThat(local.keys().keysFor(null)).isEmpty();
      assertThat(cloud.keys().keysFor(null)).containsExactly(ApiKey.of("OLLAMA_API_KEY", "k-1"));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ollama.fromEnv(Map.of("OLLAMA_HOST", "ftp://gpu-7")));
  }

  @Test
  void itIsMadeFromSettings() {
    Map<String, String> settings =
        Map.of("base-url", "http://gpu-7:8000", "context-tokens", "8192", "name", "local");
    try (Provider provider = new OllamaProviderFactory().create(Settings.of(settings))) {
      assertThat(provider.name()).isEqualTo("local");
      assertThat(provider.server()).isEqualTo(URI.create("http://gpu-7:8000/"));
    }
    for (String window : new String[] {"0", "-1", "4294967297", "many"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  new OllamaProviderFactory()
                      .create(Settings.of(Map.of("context-tokens", window))));
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> Ollama.builder().contextTokens(1).contextTokens(2));
  }

  private static LlmClient client(SimulatedProvider server) {
    return LlmClient.builder().provider(server.provider()).defaultModel(server.model()).build();
  }
}
