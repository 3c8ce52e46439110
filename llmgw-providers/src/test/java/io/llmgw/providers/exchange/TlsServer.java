package io.llmgw.providers.exchange;

import io.llmgw.providers.http.HttpSettings;
import java.io.IOException;
import java.security.KeyStore;
import java.util.List;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A server with TLS whose certificate nobody knows yet. */
final class TlsServer implements AutoCloseable {
  final HeldCertificate certificate;
  final MockWebServer server = new MockWebServer();

  TlsServer() {
    this(new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build());
  }

  TlsServer(HeldCertificate certificate) {
    this.certificate = certificate;
    server.useHttps(
        new HandshakeCertificates.Builder()
            .heldCertificate(certificate)
            .build()
            .sslSocketFactory());
    server.setProtocols(List.of(Protocol.HTTP_1_1));
  }

  TlsServer http2() {
    server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
    return this;
  }

  TlsServer answering(Answer answer) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            return answer.to(request);
          }
        });
    return this;
  }

  TlsServer start() throws IOException {
    server.start();
    return this;
  }

  String url() {
    return "https://127.0.0.1:" + server.getPort() + "/v1";
  }

  HttpSettings.Builder trusted() {
    return HttpSettings.builder().trust(storeOf(certificate));
  }

  static KeyStore storeOf(HeldCertificate certificate) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry("it", certificate.certificate());
      return store;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static MockResponse json() {
    return new MockResponse.Builder()
        .setHeader("content-type", "application/json")
        .body(Answers.JSON)
        .build();
  }

  @Override
  public void close() {
    server.close();
  }

  /** What one request is told. */
  @FunctionalInterface
  interface Answer {
    MockResponse to(RecordedRequest request) throws InterruptedException;
  }
}
