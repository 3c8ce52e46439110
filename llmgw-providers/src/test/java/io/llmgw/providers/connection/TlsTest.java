package io.llmgw.providers.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Calls;
import io.llmgw.providers.rig.TlsServer;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.LoneCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakRule.class)
class TlsTest {
  @TempDir Path folder;

  @Test
  @Fault("F008")
  void aCertificateThatIsUnknownExpiredOrOfAnotherHostIsRefusedForGood() throws IOException {
    HeldCertificate authority = new HeldCertificate.Builder().certificateAuthority(0).build();
    HeldCertificate expired =
        new HeldCertificate.Builder()
            .addSubjectAlternativeName("127.0.0.1")
            .signedBy(authority)
            .validityInterval(1_000, 2_000)
            .build();
    HeldCertificate other =
        new HeldCertificate.Builder().addSubjectAlternativeName("other.test").build();
    try (TlsServer unknown = new TlsServer().answering(r -> TlsServer.json()).start();
        TlsServer old = new TlsServer(expired).answering(r -> TlsServer.json()).start();
        TlsServer misnamed = new TlsServer(other).answering(r -> TlsServer.json()).start()) {
      isRefused(unknown, HttpSettings.DEFAULTS);
      isRefused(old, HttpSettings.builder().trust(TlsServer.storeOf(authority)).build());
      isRefused(misnamed, misnamed.trusted().build());
    }
  }

  private static void isRefused(TlsServer server, HttpSettings settings) {
    try (Provider provider = OpenAi.builder().baseUrl(server.url()).http(settings).build()) {
      LoneCall call = Calls.whole();

      LlmException refused = call.run(provider).error();

      assertThat(refused.kind()).isEqualTo(ErrorKind.TLS);
      assertThat(refused.isRetryable()).isFalse();
      assertThat(refused.isPossiblyBilled()).isFalse();
      assertThat(refused).hasMessageContaining("check the trust settings");
      assertThat(call.timesSent()).isZero();
      assertThat(server.server.getRequestCount()).isZero();
    }
  }

  @Test
  void certificatesAreTrustedFromAStoreAndFromFiles() throws IOException {
    try (TlsServer server = new TlsServer().answering(request -> TlsServer.json()).start()) {
      Path file = file("ca.pem", server.certificate.certificatePem());
      answers(server, server.trusted().build());
      answers(server, HttpSettings.builder().trustPem(file).build());
    }
  }

  @Test
  void theCertificateOfTheClientIsShown() throws Exception {
    HeldCertificate client = new HeldCertificate.Builder().commonName("gateway").build();
    try (TlsServer server = new TlsServer().answering(request -> TlsServer.json())) {
      server.server.useHttps(
          new HandshakeCertificates.Builder()
              .heldCertificate(server.certificate)
              .addTrustedCertificate(client.certificate())
              .build()
              .sslSocketFactory());
      server.server.requireClientAuth();
      server.start();
      Path certificate = file("client.pem", client.certificatePem());
      Path key = file("client.key", client.privateKeyPkcs8Pem());
      KeyStore store = TlsServer.storeOf(server.certificate);
      char[] password = "canary".toCharArray();
      store.setKeyEntry(
          "me", client.keyPair().getPrivate(), password, new Certificate[] {client.certificate()});

      answers(server, server.trusted().clientCertificatePem(certificate, key).build());
      answers(server, server.trusted().clientCertificate(store, password).build());

      try (Provider anonymous =
          OpenAi.builder().baseUrl(server.url()).http(server.trusted().build()).build()) {
        assertThat(Calls.whole().run(anonymous).failure()).isNotNull();
      }
      assertThatThrownBy(
              () -> HttpSettings.builder().clientCertificate(store, "wrong".toCharArray()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("password")
          .hasMessageNotContaining("wrong");
    }
  }

  private static void answers(TlsServer server, HttpSettings settings) {
    try (Provider provider = OpenAi.builder().baseUrl(server.url()).http(settings).build()) {
      assertThat(Calls.whole().run(provider).succeeded().text()).isEqualTo("Blue");
    }
  }

  @Test
  void aBadFileIsNamedAndNotShown() throws IOException {
    HeldCertificate held = new HeldCertificate.Builder().rsa2048().build();
    Path missing = folder.resolve("missing.pem");
    Path noise = file("noise.pem", "canary");
    Path certificate = file("cert.pem", held.certificatePem());
    Path oldKey = file("old.key", held.privateKeyPkcs1Pem());
    Path otherKey = file("other.key", new HeldCertificate.Builder().build().privateKeyPkcs8Pem());
    HttpSettings.Builder settings = HttpSettings.builder();

    assertThatThrownBy(() -> settings.trustPem(missing)).hasMessageContaining("missing.pem");
    assertThatThrownBy(() -> settings.trustPem(noise))
        .hasMessageContaining("noise.pem")
        .hasMessageNotContaining("canary");
    assertThatThrownBy(() -> settings.clientCertificatePem(certificate, oldKey))
        .hasMessageContaining("old.key")
        .hasMessageContaining("openssl pkcs8");
    assertThatThrownBy(() -> settings.clientCertificatePem(certificate, otherKey))
        .hasMessageContaining("other.key")
        .hasNoCause();
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
