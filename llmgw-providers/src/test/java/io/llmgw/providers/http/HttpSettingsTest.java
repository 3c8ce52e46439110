package io.llmgw.providers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.provider.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HttpSettingsTest {
  private static final HttpUrl HTTPS = HttpUrl.get("https://provider.test");

  static List<Consumer<HttpSettings.Builder>> choicesOfAnOwnClient() {
    return List.of(
        http -> http.proxy("proxy.test", 3128),
        http -> http.dns(host -> List.of()),
        http -> http.eventListenerFactory(call -> EventListener.NONE),
        http -> http.maxIdleConnections(1),
        http -> http.keepAlive(Duration.ofSeconds(1)),
        http -> http.http2());
  }

  @ParameterizedTest
  @MethodSource("choicesOfAnOwnClient")
  void whatAGivenClientHasItselfIsRefused(Consumer<HttpSettings.Builder> choice) {
    HttpSettings.Builder http = HttpSettings.builder().client(new OkHttpClient());
    choice.accept(http);

    assertThatThrownBy(http::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("set it on the client that you give");
  }

  @ParameterizedTest
  @MethodSource("choicesOfAnOwnClient")
  void nothingIsSetTwice(Consumer<HttpSettings.Builder> choice) {
    HttpSettings.Builder http = HttpSettings.builder();
    choice.accept(http);

    assertThatThrownBy(() -> choice.accept(http))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is set already");
  }

  @Test
  void whatNeedsAnotherChoiceSaysSo() {
    assertThatThrownBy(() -> HttpSettings.builder().maxConcurrentStreams(9).build())
        .hasMessageContaining("http2()");
    assertThatThrownBy(() -> HttpSettings.builder().proxyCredentials("u", "canary").build())
        .hasMessageContaining("proxy(host, port)")
        .hasMessageNotContaining("canary");
  }

  @Test
  void callsAtOnceAreLimitedWhereAConnectionIsShared() {
    assertThat(HttpSettings.DEFAULTS.maxCallsAtOnce(HTTPS)).isEqualTo(Integer.MAX_VALUE);
    assertThat(HttpSettings.builder().http2().build().maxCallsAtOnce(HTTPS)).isEqualTo(80);
    HttpSettings given = HttpSettings.builder().client(new OkHttpClient()).build();
    assertThat(given.maxCallsAtOnce(HTTPS)).isEqualTo(80);
    assertThat(given.maxCallsAtOnce(HttpUrl.get("http://provider.test")))
        .isEqualTo(Integer.MAX_VALUE);
    assertThat(given.maxCallsAtOnce(Protocol.HTTP_2)).isEqualTo(80);
    assertThat(given.maxCallsAtOnce(Protocol.HTTP_1_1)).isEqualTo(Integer.MAX_VALUE);
    assertThat(HttpSettings.DEFAULTS.openClient().protocols()).containsExactly(Protocol.HTTP_1_1);
  }

  @Test
  void secretsAreShownNowhere() {
    HttpSettings settings =
        HttpSettings.builder()
            .proxy("proxy.test", 3128)
            .proxyCredentials("gateway", "canary")
            .build();

    assertThat(settings.toString()).contains("proxy.test:3128").doesNotContain("canary");
    assertThatThrownBy(() -> HttpSettings.builder().proxyCredentials("", "canary"))
        .hasMessageNotContaining("canary");
    assertThatThrownBy(() -> HttpSettings.builder().userAgent("canary\n"))
        .hasMessageNotContaining("canary");
  }

  @Test
  void textSetsTheSame() {
    HttpSettings settings =
        HttpSettings.named(
            Settings.of(
                Map.of(
                    "proxy", "proxy.test:3128",
                    "proxy-user", "gateway",
                    "proxy-secret", "canary",
                    "no-proxy", ".internal.test, other.test",
                    "max-idle-connections", "3",
                    "keep-alive", "PT30S",
                    "http2", "true",
                    "max-concurrent-streams", "7",
                    "user-agent", "house/1")));

    assertThat(settings.maxCallsAtOnce(HTTPS)).isEqualTo(7);
    assertThat(settings.userAgent()).isEqualTo("house/1");
    assertThat(settings.toString()).contains("proxy.test:3128");
    for (Map<String, String> bad :
        List.of(
            Map.of("proxy", "canary@proxy.test"),
            Map.of("proxy-user", "u"),
            Map.of("client-key-pem", "x"),
            Map.of("http2", "yes"),
            Map.of("max-connections-per-host", "0"))) {
      assertThatThrownBy(() -> HttpSettings.named(Settings.of(bad)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("canary");
    }
  }
}
