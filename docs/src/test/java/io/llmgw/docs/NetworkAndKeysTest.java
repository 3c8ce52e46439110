package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.route.Target;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.simulated.SimulatedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings of the page on networks and keys, at work. */
class NetworkAndKeysTest {
  private final SimulatedProvider server = SimulatedProvider.openAi().always("Hello.").start();

  @TempDir Path folder;

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aCompanyNetwork() throws Exception {
    Path companyCa = Files.writeString(folder.resolve("ca.pem"), someAuthority());
    String proxyHost = "127.0.0.1";
    int proxyPort = server.port();
    String proxySecret = "secret";
    String baseUrl = "http://models.internal.example/v1";
    KeySource keys = Keys.of("sk-proxied");

    // begin company
    HttpSettings network =
        HttpSettings.builder()
            .proxy(proxyHost, proxyPort)
            .proxyCredentials("svc-llm", proxySecret)
            .noProxy(".corp.example")
            .trustPem(companyCa)
            .maxConnectionsPerHost(200)
            .build();
    Provider openAi = OpenAi.builder().baseUrl(baseUrl).keys(keys).http(network).build();
    // end company

    assertThat(answerOf(openAi)).isEqualTo("Hello.");
    assertThat(server.requests().get(0).header("proxy-authorization")).startsWith("Basic ");
    assertThat(server.requests().get(0).bearerToken()).isEqualTo("sk-proxied");
  }

  private static String someAuthority() throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init((KeyStore) null);
    X509TrustManager known = (X509TrustManager) trust.getTrustManagers()[0];
    byte[] encoded = known.getAcceptedIssuers()[0].getEncoded();
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(encoded)
        + "\n-----END CERTIFICATE-----\n";
  }

  @Test
  void aClientOfOnesOwn() {
    String baseUrl = server.baseUrl();
    OkHttpClient shared = new OkHttpClient();

    // begin client
    HttpSettings network = HttpSettings.builder().client(shared).build();
    Provider openAi = OpenAi.builder().baseUrl(baseUrl).http(network).build();
    // end client

    assertThat(answerOf(openAi)).isEqualTo("Hello.");
    assertThat(shared.dispatcher().executorService().isShutdown()).isFalse();
  }

  @Test
  void aFileThatRotates() throws IOException {
    Path secrets = Files.writeString(folder.resolve("keys"), "prod-a=sk-old\n");
    String baseUrl = server.baseUrl();
    VirtualTime time = VirtualTime.create();

    // begin file
    KeySource keys = Keys.file(secrets, time);
    // end file

    try (LlmClient llm =
        LlmClient.builder()
            .provider(OpenAi.builder().baseUrl(baseUrl).keys(keys).build())
            .defaultModel("openai/any")
            .build()) {
      llm.prompt("Hi").text();
      Files.writeString(secrets, "prod-b=sk-the-new-one\n");
      time.advance(Duration.ofSeconds(2));

      assertThat(llm.prompt("Hi").send().served().keyAlias()).isEqualTo("prod-b");
      assertThat(server.requests().get(1).bearerToken()).isEqualTo("sk-the-new-one");
    }
  }

  @Test
  void keysOfTenants() {
    Map<String, ApiKey> ownKeys = Map.of("acme", ApiKey.of("acme", "sk-acme"));
    ApiKey houseKey = ApiKey.of("house", "sk-house");
    String baseUrl = server.baseUrl();

    // begin tenants
    KeySource keys =
        Keys.perCaller(
            caller -> {
              ApiKey own = caller.tenant() == null ? null : ownKeys.get(caller.tenant());
              return Keys.of(own == null ? houseKey : own);
            });
    // end tenants

    try (LlmClient llm =
        LlmClient.builder()
            .provider(OpenAi.builder().baseUrl(baseUrl).keys(keys).build())
            .defaultModel("openai/any")
            .build()) {
      llm.forCaller(Caller.tenant("acme")).prompt("Hi").text();
      llm.prompt("Hi").text();
    }
    assertThat(server.requests().get(0).bearerToken()).isEqualTo("sk-acme");
    assertThat(server.requests().get(1).bearerToken()).isEqualTo("sk-house");
  }

  @Test
  void aPoolOfKeysPerTarget() {
    ApiKey houseKey = ApiKey.of("house", "sk-house");
    ApiKey nightKey = ApiKey.of("night", "sk-night");
    String baseUrl = server.baseUrl();

    // begin pools
    LlmClient llm =
        LlmClient.builder()
            .provider(OpenAi.builder().baseUrl(baseUrl).keys(Keys.of(houseKey)).build())
            .alias("chat", Target.of("openai/gpt-5-mini"))
            .alias("night", Target.of("openai/gpt-5-mini").keys(Keys.of(nightKey)))
            .build();
    // end pools

    try (llm) {
      llm.prompt("Hi").model("night").text();
      llm.prompt("Hi").model("chat").text();
    }
    assertThat(server.requests().get(0).bearerToken()).isEqualTo("sk-night");
    assertThat(server.requests().get(1).bearerToken()).isEqualTo("sk-house");
  }

  private static String answerOf(Provider provider) {
    try (LlmClient llm =
        LlmClient.builder().provider(provider).defaultModel("openai/any").build()) {
      return llm.prompt("Hi").text();
    }
  }
}
