package io.llmgw.providers.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Calls;
import io.llmgw.providers.rig.LastWords;
import io.llmgw.providers.rig.TlsServer;
import io.llmgw.test.Door;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.TlsVersion;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server that asks for a certificate and refuses what it is shown. With TLS 1.3 that comes when
 * the client takes the handshake for done: while the request is written, or its answer awaited.
 */
@ExtendWith(LeakRule.class)
class RefusedClientTest {
  // Fits into the first window of HTTP/2, and is more than a handshake.
  private static final int REQUEST = 40_000;
  private static final int TIMES = 5;

  private final HeldCertificate authority =
      new HeldCertificate.Builder().certificateAuthority(0).build();
  private final TlsServer server = new TlsServer().answering(request -> TlsServer.json());
  private OkHttpClient client = new OkHttpClient();

  /** What the server is shown. */
  enum Shown {
    NOTHING,
    EXPIRED,
    OF_ANOTHER_AUTHORITY
  }

  static List<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (Shown shown : Shown.values()) {
      for (TlsVersion version : List.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3)) {
        for (Protocol protocol : List.of(Protocol.HTTP_1_1, Protocol.HTTP_2)) {
          cases.add(Arguments.of(shown, version, protocol));
        }
      }
    }
    return cases;
  }

  @BeforeEach
  void start() throws IOException {
    server.http2();
    server.server.useHttps(
        new HandshakeCertificates.Builder()
            .heldCertificate(server.certificate)
            .addTrustedCertificate(authority.certificate())
            .build()
            .sslSocketFactory());
    server.server.requireClientAuth();
    server.start();
  }

  @AfterEach
  void stop() {
    client.connectionPool().evictAll();
    server.close();
  }

  @ParameterizedTest
  @MethodSource("cases")
  @Fault("F008")
  void isToldForGoodWhatTheServerSaid(Shown shown, TlsVersion version, Protocol protocol)
      throws IOException {
    boolean late = version == TlsVersion.TLS_1_3;
    client = client(shown, version, protocol);
    try (LastWords line = LastWords.of(server.server.getPort(), late ? REQUEST : 0);
        LlmClient llm =
            LlmClient.builder()
                .provider(provider(line.url()))
                .defaultModel("openai/any")
                .time(VirtualTime.skipping())
                .build()) {
      LlmException refused = Door.CHAT.open(llm, ChatRequest.of("x".repeat(REQUEST))).error();

      assertThat(refused.kind()).isEqualTo(ErrorKind.TLS);
      assertThat(refused.isRetryable()).isFalse();
      assertThat(refused.isPossiblyBilled()).isFalse();
      assertThat(refused).hasMessageContaining("clientCertificate(...)");
      assertThat(refused.attempts()).hasSize(1);
      assertThat(refused.attempts()).noneMatch(AttemptRecord::possiblyBilled);
      assertThat(server.server.getRequestCount()).isZero();
    }
  }

  /** On loopback the server hangs up at any moment, and mostly takes its reason with it. */
  @ParameterizedTest
  @MethodSource("cases")
  @Fault("F008")
  void isNeverBilledWhereverItIsHeard(Shown shown, TlsVersion version, Protocol protocol) {
    for (int i = 0; i < TIMES; i++) {
      client = client(shown, version, protocol);
      try (Provider provider = provider(server.url())) {
        LlmException refused = Calls.whole().run(provider).error();

        assertThat(refused.kind()).isEqualTo(ErrorKind.TLS);
        assertThat(refused.isPossiblyBilled()).isFalse();
        assertThat(refused).hasMessageContaining("clientCertificate(...)");
      } finally {
        client.connectionPool().evictAll();
      }
    }
    assertThat(server.server.getRequestCount()).isZero();
  }

  private Provider provider(String url) {
    HttpSettings settings = HttpSettings.builder().client(client).build();
    return OpenAi.builder().baseUrl(url).http(settings).build();
  }

  private OkHttpClient client(Shown shown, TlsVersion version, Protocol protocol) {
    HandshakeCertificates.Builder certificates =
        new HandshakeCertificates.Builder().addTrustedCertificate(server.certificate.certificate());
    if (shown != Shown.NOTHING) {
      certificates.heldCertificate(certificate(shown));
    }
    HandshakeCertificates handshake = certificates.build();
    return new OkHttpClient.Builder()
        .protocols(
            protocol == Protocol.HTTP_2
                ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1)
                : List.of(protocol))
        .connectionSpecs(
            List.of(
                new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS).tlsVersions(version).build()))
        .sslSocketFactory(handshake.sslSocketFactory(), handshake.trustManager())
        .build();
  }

  private HeldCertificate certificate(Shown shown) {
    return shown == Shown.EXPIRED
        ? new HeldCertificate.Builder().signedBy(authority).validityInterval(1_000, 2_000).build()
        : new HeldCertificate.Builder().commonName("stranger").build();
  }
}
