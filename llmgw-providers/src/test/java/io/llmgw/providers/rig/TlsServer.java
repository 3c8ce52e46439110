package io.llmgw.providers.rig;

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
public final class TlsServer implements AutoCloseable {
  public final HeldCertificate certificate;
  public final MockWebServer server = new MockWebServer();

  public TlsServer() {
    this(new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build());
  }

  public TlsServer(HeldCertificate certificate) {
    this.certificate = certificate;
    server.useHttps(
        new HandshakeCertificates.Builder()
            .heldCertificate(certificate)
            .build()
            .sslSocketFactory());
    server.setProtocols(List.of(Protocol.HTTP_1_1));
  }

  public TlsServer http2() {
    server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
    return this;
  }

  public TlsServer answering(Answer answer) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            return answer.to(request);
          }
        });
    return this;
  }

  public TlsServer start() throws IOException {
    server.start();
    return this;
  }

  public String url() {
    return "https://127.0.0.1:" + server.getPort() + "/v1";
  }

  public HttpSettings.Builder trusted() {
    return HttpSettings.builder().trust(storeOf(certificate));
  }

  public static KeyStore storeOf(HeldCertificate certificate) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry("it", certificate.certificate());
      return store;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  public static MockResponse json() {
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
  public interface Answer {
    MockResponse to(RecordedRequest request) throws InterruptedException;
  }
}
