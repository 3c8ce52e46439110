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
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
        LlmException refused = Calls.whole().run(anonymous).error();
        assertThat(refused.kind()).isEqualTo(ErrorKind.TLS);
        assertThat(refused.isPossiblyBilled()).isFalse();
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

  /** Each with another key of its own sort, by files and by a store. */
  @ParameterizedTest
  @MethodSource("sortsOfKeys")
  void aKeyThatIsNotThatOfItsCertificateIsRefused(HeldCertificate held, KeyPair other)
      throws Exception {
    Path certificate = file("cert.pem", held.certificatePem());
    Path key = file("fitting.key", held.privateKeyPkcs8Pem());
    Path otherKey = file("other.key", pem(other));
    char[] password = "canary".toCharArray();
    HttpSettings.Builder settings = HttpSettings.builder();

    assertThatThrownBy(() -> settings.clientCertificatePem(certificate, otherKey))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cert.pem")
        .hasMessageContaining("other.key")
        .hasNoCause();
    assertThatThrownBy(
            () ->
                settings.clientCertificate(
                    storeOf(held, "fits", held.keyPair(), "misfit", other), password))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'misfit'")
        .hasMessageNotContaining("canary");
    settings.clientCertificatePem(certificate, key);
    HttpSettings.builder()
        .clientCertificate(storeOf(held, "fits", held.keyPair(), "too", held.keyPair()), password);
  }

  static List<Arguments> sortsOfKeys() throws Exception {
    return List.of(
        Arguments.of(held("RSA", 2048), keys("RSA", 2048)),
        Arguments.of(held("RSA", 2048), keys("RSA", 3072)),
        Arguments.of(held("EC", 256), keys("EC", 256)),
        Arguments.of(held("EC", 256), keys("EC", 384)),
        Arguments.of(heldEd25519(), keys("Ed25519", 255)));
  }

  /** Made by the JDK's own tool: the one of the other certificates knows RSA and EC alone. */
  private static HeldCertificate heldEd25519() throws Exception {
    Path folder = Files.createTempDirectory("ed25519");
    Path file = folder.resolve("keys.p12");
    try {
      int status =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  "it",
                  "-keyalg",
                  "Ed25519",
                  "-dname",
                  "CN=gateway",
                  "-keystore",
                  file.toString(),
                  "-storepass",
                  "canary")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      assertThat(status).isZero();
      char[] password = "canary".toCharArray();
      KeyStore store = KeyStore.getInstance(file.toFile(), password);
      X509Certificate certificate = (X509Certificate) store.getCertificate("it");
      PrivateKey secret = (PrivateKey) store.getKey("it", password);
      return new HeldCertificate(new KeyPair(certificate.getPublicKey(), secret), certificate);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private static HeldCertificate held(String algorithm, int size) throws GeneralSecurityException {
    return new HeldCertificate.Builder().keyPair(keys(algorithm, size)).build();
  }

  private static KeyPair keys(String algorithm, int size) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(size);
    return generator.generateKeyPair();
  }

  private static String pem(KeyPair keys) {
    String body = Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded());
    return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
  }

  private static KeyStore storeOf(
      HeldCertificate held, String alias, KeyPair keys, String otherAlias, KeyPair others)
      throws Exception {
    KeyStore store = TlsServer.storeOf(held);
    char[] password = "canary".toCharArray();
    Certificate[] chain = {held.certificate()};
    store.setKeyEntry(alias, keys.getPrivate(), password, chain);
    store.setKeyEntry(otherAlias, others.getPrivate(), password, chain);
    return store;
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
