package io.llmgw.hosts;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.BufferedSink;
import okio.Okio;
import okio.Sink;

/** A provider with TLS, for hosts in processes of their own. */
final class HostServer extends Dispatcher implements AutoCloseable {
  private static final String WHOLE =
      "{\"id\":\"1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
          + "\"message\":{\"role\":\"assistant\",\"content\":\"Blue.\"}}],"
          + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}";
  private static final String USAGE =
      "{\"id\":\"1\",\"model\":\"m\",\"choices\":[],"
          + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":4,\"total_tokens\":9}}";

  private final MockWebServer server = new MockWebServer();
  private final Queue<String> versions = new ConcurrentLinkedQueue<>();
  private final Semaphore cancelled = new Semaphore(0);

  private HostServer(HeldCertificate certificate, Protocol... protocols) {
    server.useHttps(
        new HandshakeCertificates.Builder()
            .heldCertificate(certificate)
            .build()
            .sslSocketFactory());
    server.setProtocols(List.of(protocols));
    server.setDispatcher(this);
  }

  static HostServer start(HeldCertificate certificate, Protocol... protocols) throws IOException {
    HostServer started = new HostServer(certificate, protocols);
    started.server.start();
    return started;
  }

  String url() {
    return "https://127.0.0.1:" + server.getPort() + "/v1";
  }

  /** The version of HTTP of each request so far. */
  List<String> versions() {
    return List.copyOf(versions);
  }

  /** Whether a client left an endless answer, now or within 10 s. */
  boolean sawCancel() throws InterruptedException {
    return cancelled.tryAcquire(10, TimeUnit.SECONDS);
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) {
    versions.add(request.getVersion());
    String body = request.getBody().utf8();
    if (!body.contains("\"stream\":true")) {
      return answer("application/json").body(WHOLE).build();
    }
    if (!body.contains("endless")) {
      String text = delta("Blue", "null") + delta(", I think.", "\"stop\"") + event(USAGE);
      return answer("text/event-stream").body(text + event("[DONE]")).build();
    }
    return answer("text/event-stream")
        .removeHeader("content-length")
        .socketHandler(socket -> sendForEver(socket.getSink()))
        .build();
  }

  private void sendForEver(Sink socket) {
    try (BufferedSink sink = Okio.buffer(socket)) {
      while (true) {
        sink.writeUtf8(delta("and on", "null")).flush();
      }
    } catch (IOException e) {
      cancelled.release();
    }
  }

  private static MockResponse.Builder answer(String contentType) {
    return new MockResponse.Builder().setHeader("content-type", contentType);
  }

  private static String delta(String text, String finishReason) {
    return event(
        "{\"id\":\"1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"finish_reason\":"
            + finishReason
            + ",\"delta\":{\"content\":\""
            + text
            + "\"}}]}");
  }

  private static String event(String payload) {
    return "data: " + payload + "\n\n";
  }

  @Override
  public void close() {
    server.close();
  }
}
