package io.llmgw.providers.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Background;
import io.llmgw.providers.rig.LoneCall;
import io.llmgw.providers.rig.SilentServer;
import io.llmgw.providers.rig.TlsServer;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import mockwebserver3.MockResponse;
import okhttp3.Call;
import okhttp3.EventListener;
import okio.BufferedSink;
import okio.Okio;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** A cancel in each phase of an exchange frees the caller and reaches the other side. */
@ExtendWith(LeakRule.class)
@Fault("F089")
class CancelMatrixTest {
  private static final ConnectionScript REQUEST = ConnectionScript.accept().readRequest();
  private static final Duration BOUND = Duration.ofSeconds(2);

  @RepeatedTest(5)
  void waitingForAConnection() {
    HttpSettings one = HttpSettings.builder().maxConnectionsPerHost(1).build();
    try (ScriptedServer server = ScriptedServer.start(REQUEST.stall());
        Provider provider = Answers.provider(server, one)) {
      LoneCall first = LoneCall.whole();
      Background<LoneCall.Result> holding = Background.run(() -> first.runOn(provider));
      server.awaitRequests(1);
      Cancelled call = new Cancelled("gate", provider, LoneCall.whole());
      Patience.until("a call that waits", () -> call.call.registeredWakeUps() == 2);
      call.cancel(() -> {});
      first.cancel();
      holding.result();
      assertThat(server.connections()).hasSize(1);
    }
  }

  @RepeatedTest(5)
  void lookingUp() {
    Gate resolver = Gate.closed();
    HttpSettings settings =
        HttpSettings.builder()
            .dns(
                host -> {
                  try {
                    resolver.pass();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  throw new UnknownHostException(host);
                })
            .build();
    try (Provider provider =
        OpenAi.builder().baseUrl("http://provider.test").http(settings).build()) {
      Cancelled call = new Cancelled("dns", provider, LoneCall.whole());
      resolver.awaitArrivals(1);
      call.cancel(() -> {});
    } finally {
      resolver.open();
    }
  }

  @RepeatedTest(3)
  void connecting() throws IOException {
    CountDownLatch connecting = new CountDownLatch(1);
    HttpSettings settings =
        HttpSettings.builder()
            .eventListenerFactory(
                http ->
                    new EventListener() {
                      @Override
                      public void connectStart(
                          Call started, InetSocketAddress address, Proxy proxy) {
                        connecting.countDown();
                      }
                    })
            .build();
    try (SilentServer server = new SilentServer().full();
        Provider provider = OpenAi.builder().baseUrl(server.url()).http(settings).build()) {
      Cancelled call = new Cancelled("connect", provider, LoneCall.whole());
      Patience.until("a connect", () -> connecting.getCount() == 0);
      call.cancel(() -> {});
    }
  }

  @RepeatedTest(5)
  void securing() {
    try (ScriptedServer server = ScriptedServer.start(ConnectionScript.accept().read(5).stall());
        Provider provider =
            OpenAi.builder().baseUrl("https://127.0.0.1:" + server.port()).build()) {
      Cancelled call = new Cancelled("tls", provider, LoneCall.whole());
      Patience.until("a hello", () -> server.bytesReceived() > 5);
      call.cancel(() -> server.awaitGone(1));
    }
  }

  @RepeatedTest(3)
  void writing() throws IOException {
    try (SilentServer server = new SilentServer();
        Provider provider = OpenAi.builder().baseUrl(server.url()).build()) {
      Cancelled call = new Cancelled("write", provider, LoneCall.large());
      try (Socket connection = server.accept()) {
        Patience.until("a first byte", () -> call.call.sentCount() == 1);
        call.cancel(() -> SilentServer.drain(connection));
      }
    }
  }

  @RepeatedTest(5)
  void waitingForHeaders() {
    try (ScriptedServer server = ScriptedServer.start(REQUEST.stall());
        Provider provider = Answers.provider(server)) {
      Cancelled call = new Cancelled("headers", provider, LoneCall.whole());
      server.awaitRequests(1);
      call.cancel(() -> server.awaitGone(1));
    }
  }

  @RepeatedTest(5)
  void insideABody() {
    Gate sent = Gate.closed();
    ConnectionScript half =
        REQUEST.send(HttpText.eventStream() + HttpText.event(Answers.delta("Blue "))).waitFor(sent);
    try (ScriptedServer server = ScriptedServer.start(half);
        Provider provider = Answers.provider(server)) {
      Cancelled call = new Cancelled("body", provider, LoneCall.streamed());
      sent.awaitArrivals(1);
      call.cancel(() -> server.awaitGone(1));
    }
  }

  @RepeatedTest(5)
  void waitingForHeadersOverHttp2() throws IOException {
    Gate headers = Gate.closed();
    TlsServer.Answer answer =
        request -> {
          headers.pass();
          return TlsServer.json();
        };
    try (TlsServer server = new TlsServer().http2().answering(answer).start();
        Provider provider = http2(server)) {
      Cancelled call = new Cancelled("h2 headers", provider, LoneCall.whole());
      headers.awaitArrivals(1);
      call.cancel(() -> {});
      headers.open();
      LoneCall.whole().runOn(provider).succeeded();
    }
  }

  @RepeatedTest(5)
  void insideABodyOverHttp2() throws IOException {
    CountDownLatch sent = new CountDownLatch(1);
    CountDownLatch reset = new CountDownLatch(1);
    TlsServer.Answer answer =
        request ->
            new MockResponse.Builder()
                .setHeader("content-type", "text/event-stream")
                .socketHandler(
                    socket -> {
                      try (BufferedSink sink = Okio.buffer(socket.getSink())) {
                        while (true) {
                          sink.writeUtf8(": ping\n\n").flush();
                          sent.countDown();
                        }
                      } catch (IOException e) {
                        reset.countDown();
                      }
                    })
                .build();
    try (TlsServer server = new TlsServer().http2().answering(answer).start();
        Provider provider = http2(server)) {
      Cancelled call = new Cancelled("h2 body", provider, LoneCall.streamed());
      Patience.until("a body", () -> sent.getCount() == 0);
      call.cancel(() -> reset.await());
    }
  }

  private static Provider http2(TlsServer server) {
    return OpenAi.builder().baseUrl(server.url()).http(server.trusted().http2().build()).build();
  }

  /** One call that runs until it is cancelled. */
  private static final class Cancelled {
    private final String phase;
    private final LoneCall call;
    private final Background<LoneCall.Result> running;

    Cancelled(String phase, Provider provider, LoneCall call) {
      this.phase = phase;
      this.call = call;
      this.running = Background.run(() -> call.runOn(provider));
    }

    void cancel(Gone gone) {
      long start = System.nanoTime();
      call.cancel();
      Duration free = since(start);
      LoneCall.Result result = running.result();
      Duration returned = since(start);
      try {
        gone.await();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      Duration seen = since(start);
      System.out.println(
          "MEASURED cancel "
              + phase
              + ": canceller "
              + free.toMillis()
              + " ms, caller "
              + returned.toMillis()
              + " ms, server "
              + seen.toMillis()
              + " ms");
      assertThat(result.error().kind()).isEqualTo(ErrorKind.CANCELLED);
      assertThat(call.registeredWakeUps()).isZero();
      assertThat(seen).isLessThan(BOUND);
    }

    private static Duration since(long start) {
      return Duration.ofNanos(System.nanoTime() - start);
    }
  }

  /** Returns as soon as the other side knows. */
  @FunctionalInterface
  private interface Gone {
    void await() throws Exception;
  }
}
