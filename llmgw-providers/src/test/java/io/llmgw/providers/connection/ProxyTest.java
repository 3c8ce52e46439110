package io.llmgw.providers.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Calls;
import io.llmgw.providers.rig.TlsServer;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ReceivedRequest;
import io.llmgw.test.socket.ScriptedServer;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakRule.class)
class ProxyTest {
  private static final String SECRET = "canary-proxy-3e1d";
  private static final String HEADER =
      "Basic "
          + Base64.getEncoder()
              .encodeToString(("gateway:" + SECRET).getBytes(StandardCharsets.UTF_8));
  private static final ConnectionScript REQUEST = ConnectionScript.accept().readRequest();

  @Test
  void theTunnelIsOpenedWithCredentialsThatTheProviderDoesNotSee() throws Exception {
    HeldCertificate certificate =
        new HeldCertificate.Builder().addSubjectAlternativeName("provider.test").build();
    try (TlsServer proxy = new TlsServer(certificate).start()) {
      proxy.server.enqueue(new MockResponse.Builder().inTunnel().build());
      proxy.server.enqueue(TlsServer.json());
      HttpSettings settings =
          proxy
              .trusted()
              .proxy("127.0.0.1", proxy.server.getPort())
              .proxyCredentials("gateway", SECRET)
              .build();
      try (Provider provider = provider("https://provider.test/v1", settings)) {
        assertThat(Calls.whole().run(provider).succeeded().text()).isEqualTo("Blue");

        RecordedRequest tunnel = proxy.server.takeRequest();
        RecordedRequest request = proxy.server.takeRequest();
        assertThat(tunnel.getMethod()).isEqualTo("CONNECT");
        assertThat(tunnel.getHeaders().get("Proxy-Authorization")).isEqualTo(HEADER);
        assertThat(tunnel.getHeaders().get("Authorization")).isNull();
        assertThat(request.getHeaders().get("Proxy-Authorization")).isNull();
        assertThat(request.getHeaders().get("Authorization")).contains(Calls.SECRET);
      }
    }
  }

  @Test
  void withoutATunnelTheCredentialsGoAlongAtOnce() {
    try (ScriptedServer proxy =
        ScriptedServer.start(REQUEST.send(HttpText.json(200, Answers.JSON)))) {
      try (Provider provider = provider("http://provider.test/v1", through(proxy).build())) {
        Calls.whole().run(provider).succeeded();

        ReceivedRequest request = proxy.requests().get(0);
        assertThat(request.header("proxy-authorization")).isEqualTo(HEADER);
        assertThat(request.path()).startsWith("http://provider.test/v1");
      }
    }
  }

  @Test
  void hostsWithoutProxyAreReachedDirectly() {
    try (ScriptedServer direct =
            ScriptedServer.start(REQUEST.send(HttpText.json(200, Answers.JSON)));
        ScriptedServer proxy = ScriptedServer.start(REQUEST.reset())) {
      HttpSettings settings =
          through(proxy)
              .noProxy(".internal.test", "other.test")
              .dns(host -> List.of(InetAddress.getByName("127.0.0.1")))
              .build();
      try (Provider provider = provider("http://llm.internal.test:" + direct.port(), settings)) {
        Calls.whole().run(provider).succeeded();

        assertThat(direct.requests().get(0).header("proxy-authorization")).isNull();
        assertThat(proxy.connections()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "::1, http://[::1]/v1",
    "[::1], http://[::1]/v1",
    "0:0:0:0:0:0:0:1, http://[::1]/v1",
    "127.0.0.1, http://127.0.0.1/v1",
    "Provider.Test, http://provider.test:8080/v1",
    "llm_gateway, http://llm_gateway:8080/v1",
    ".corp.test, https://llm.corp.test/v1",
    "*.corp.test, https://llm.corp.test/v1",
    "bücher.test, https://xn--bcher-kva.test/v1",
  })
  void aHostWithoutProxyMayBeWrittenInAnyOfItsForms(String host, String url) {
    assertThat(selected(host, url)).containsExactly(Proxy.NO_PROXY);
  }

  @ParameterizedTest
  @CsvSource({
    "provider.test, https://other.provider.test/v1",
    ".corp.test, https://corp.test/v1",
    "*.corp.test, https://corp.test/v1",
    ".corp.test, https://evilcorp.test/v1",
    "::1, http://[::2]/v1",
  })
  void otherHostsGoThroughTheProxy(String host, String url) {
    assertThat(selected(host, url)).extracting(Proxy::type).containsExactly(Proxy.Type.HTTP);
  }

  private static List<Proxy> selected(String host, String url) {
    HttpSettings settings = HttpSettings.builder().proxy("proxy.test", 3128).noProxy(host).build();
    return settings.openClient().proxySelector().select(HttpUrl.get(url).uri());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        ".",
        "*.",
        "*corp.test",
        "10.*",
        "10.0.0.0/8",
        "https://provider.test",
        "provider.test:443",
        "[::1]:80",
        ".10.0.0.1",
        "*.10.0.0.1",
        ".::1",
        "*.[::1]",
        "a.test|b.test",
        "a.test,b.test",
        "a.test b.test",
      })
  void aHostWithoutProxyThatWouldNeverMatchIsRefused(String host) {
    assertThatThrownBy(() -> HttpSettings.builder().noProxy("fine.test", host))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + host + "'")
        .hasMessageContaining(".internal.example");
  }

  @Test
  void credentialsInAHostWithoutProxyAreNotShown() {
    assertThatThrownBy(() -> HttpSettings.builder().noProxy("http://me:" + SECRET + "@a.test"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(SECRET);
  }

  @Test
  @Fault("F010")
  void aProxyThatRefusesTheCredentialsIsAskedOnceAndIsNotTheProvider() {
    for (int status : new int[] {407, 502}) {
      String refusal = HttpText.head(status, "content-length: 0");
      try (ScriptedServer proxy = ScriptedServer.start(REQUEST.send(refusal).stall());
          Provider provider = provider("https://provider.test/v1", through(proxy).build())) {
        LlmException refused = Calls.whole().run(provider).error();

        assertThat(refused.kind()).isEqualTo(ErrorKind.PROXY);
        assertThat(refused.isPossiblyBilled()).isFalse();
        assertThat(proxy.requests()).hasSize(1);
        assertThat(proxy.requests().get(0).header("authorization")).isNull();
      }
    }
  }

  @Test
  void anUnknownProxyIsNotAnUnknownProvider() {
    HttpSettings settings =
        HttpSettings.builder()
            .proxy("proxy.test", 3128)
            .dns(
                host -> {
                  throw new UnknownHostException(host);
                })
            .build();
    try (Provider provider = provider("https://provider.test/v1", settings)) {
      assertThat(Calls.whole().run(provider).error().kind()).isEqualTo(ErrorKind.PROXY);
    }
  }

  private static HttpSettings.Builder through(ScriptedServer proxy) {
    return HttpSettings.builder()
        .proxy("127.0.0.1", proxy.port())
        .proxyCredentials("gateway", SECRET);
  }

  private static Provider provider(String url, HttpSettings settings) {
    return OpenAi.builder().baseUrl(url).http(settings).build();
  }
}
