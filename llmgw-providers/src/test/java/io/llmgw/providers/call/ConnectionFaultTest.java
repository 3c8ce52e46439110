package io.llmgw.providers.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.Timeouts;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Background;
import io.llmgw.providers.rig.Calls;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.LoneCall;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to a call before the headers of its answer are there. */
@ExtendWith(LeakRule.class)
class ConnectionFaultTest {
  private static final ConnectionScript REQUEST = ConnectionScript.accept().readRequest();

  @Test
  @Fault("F014")
  void aResetOfAFreshConnectionIsAmbiguousAndNotSentAgain() {
    try (ScriptedServer server = ScriptedServer.start(REQUEST.reset());
        Provider provider = Answers.provider(server)) {
      LoneCall call = Calls.whole();

      LlmException lost = call.run(provider).error();

      assertThat(lost.kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
      assertThat(lost.isPossiblyBilled()).isTrue();
      assertThat(lost.isRetryable()).isTrue();
      assertThat(call.timesSent()).isEqualTo(1);
      assertThat(call.wakeUps()).isZero();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  @Fault("F015")
  void aResetOfAPooledConnectionIsNotSentAgainBehindOurBack() {
    ConnectionScript once = REQUEST.send(HttpText.json(200, Answers.JSON)).readRequest().reset();
    try (ScriptedServer server = ScriptedServer.start(once, once, once);
        Provider provider = Answers.provider(server)) {
      assertThat(Calls.whole().run(provider).succeeded().text()).isEqualTo("Blue");

      LlmException lost = Calls.whole().run(provider).error();

      assertThat(lost.kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
      assertThat(lost.isPossiblyBilled()).isTrue();
      assertThat(server.requests()).hasSize(2);
      assertThat(server.connections()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "503, retry-after: 0, OVERLOADED",
    "408, retry-after: 0, SERVER",
    "302, location: /elsewhere, PROTOCOL",
    "307, location: /elsewhere, PROTOCOL",
    "308, location: /elsewhere, PROTOCOL",
    "401, www-authenticate: Bearer, AUTH",
    "421, retry-after: 0, SERVER",
  })
  @Fault("F016")
  void noAnswerMakesItSendAgainOrElsewhere(int status, String header, ErrorKind kind) {
    String answer = HttpText.head(status, header, "content-length: 0");
    ConnectionScript script = REQUEST.send(answer).readRequest().send(answer);
    try (ScriptedServer server = ScriptedServer.start(script);
        Provider provider = Answers.provider(server)) {
      LlmException refused = Calls.whole().run(provider).error();

      assertThat(refused.kind()).isEqualTo(kind);
      assertThat(refused.httpStatus()).isEqualTo(status);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  @Fault("F017")
  void anEndBeforeTheHeadersIsAmbiguous() {
    try (ScriptedServer server = ScriptedServer.start(REQUEST.finish());
        Provider provider = Answers.provider(server)) {
      LlmException lost = Calls.whole().run(provider).error();

      assertThat(lost.kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
      assertThat(lost.isPossiblyBilled()).isTrue();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  @Fault("F049")
  void endlessHeadersAreCutOff() {
    String line = "x-made-up: " + "x".repeat(1_000) + "\r\n";
    try (ScriptedServer oneLine =
            ScriptedServer.start(
                REQUEST.send("HTTP/1.1 200 OK\r\nx: " + "x".repeat(300_000)).stall());
        ScriptedServer manyLines =
            ScriptedServer.start(REQUEST.send("HTTP/1.1 200 OK\r\n").sendForever(line));
        Provider first = Answers.provider(oneLine);
        Provider second = Answers.provider(manyLines)) {
      for (Provider provider : List.of(first, second)) {
        LoneCall call = Calls.whole();

        LlmException flooded = call.run(provider).error();

        assertThat(flooded.kind()).isEqualTo(ErrorKind.PROTOCOL);
        assertThat(call.wakeUps()).isZero();
      }
      oneLine.awaitGone(1);
      manyLines.awaitGone(1);
    }
  }

  @Test
  void anAnswerThatIsNotHttpIsOne() {
    try (ScriptedServer server = ScriptedServer.start(REQUEST.send("SSH-2.0-x\r\n\r\n").stall());
        Provider provider = Answers.provider(server)) {
      LlmException refused = Calls.whole().run(provider).error();

      assertThat(refused.kind()).isEqualTo(ErrorKind.PROTOCOL);
      assertThat(refused.getCause()).isNull();
    }
  }

  @Test
  @Fault("F005")
  void aRefusedConnectionWasNotSent() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    try (Provider provider = OpenAi.builder().baseUrl("http://127.0.0.1:" + port).build()) {
      LoneCall call = Calls.whole();

      LlmException refused = call.run(provider).error();

      assertThat(refused.kind()).isEqualTo(ErrorKind.CONNECT);
      assertThat(refused.isRetryable()).isTrue();
      assertThat(refused.isPossiblyBilled()).isFalse();
      assertThat(call.timesSent()).isZero();
    }
  }

  @Test
  @Fault("F001")
  void anUnknownHostWasNotSent() {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .dns(
                host -> {
                  throw new UnknownHostException(host);
                })
            .build();
    try (Provider provider = withClient("https://provider.test/v1", client)) {
      LoneCall call = Calls.whole();

      LlmException unknown = call.run(provider).error();

      assertThat(unknown.kind()).isEqualTo(ErrorKind.DNS);
      assertThat(unknown.isRetryable()).isTrue();
      assertThat(unknown.isPossiblyBilled()).isFalse();
      assertThat(call.timesSent()).isZero();
    }
  }

  /** With or without the race between addresses, and whatever a client of yours says. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Fault("F003")
  void theNextAddressIsTriedWhenOneRefuses(boolean fast) throws IOException {
    try (ScriptedServer server =
        ScriptedServer.start(REQUEST.send(HttpText.json(200, Answers.JSON)))) {
      InetAddress dead = InetAddress.getByAddress("provider.test", new byte[] {127, 0, 0, 2});
      InetAddress live = InetAddress.getByAddress("provider.test", new byte[] {127, 0, 0, 1});
      OkHttpClient client =
          new OkHttpClient.Builder()
              .dns(host -> List.of(dead, live))
              .fastFallback(fast)
              .retryOnConnectionFailure(false)
              .build();
      try (Provider provider = withClient("http://provider.test:" + server.port(), client)) {
        assertThat(Calls.whole().run(provider).succeeded().text()).isEqualTo("Blue");
        assertThat(server.requests()).hasSize(1);
      }
    }
  }

  @Test
  @Fault("F009")
  void aHandshakeThatBreaksOffMayWorkNextTime() {
    try (ScriptedServer server = ScriptedServer.start(ConnectionScript.accept().read(5).reset());
        Provider provider =
            OpenAi.builder().baseUrl("https://127.0.0.1:" + server.port()).build()) {
      LlmException broken = Calls.whole().run(provider).error();

      assertThat(broken.kind()).isEqualTo(ErrorKind.TLS);
      assertThat(broken.isRetryable()).isTrue();
      assertThat(broken.isPossiblyBilled()).isFalse();
    }
  }

  @RepeatedTest(20)
  @Fault("F007")
  void theConnectClockCoversTheHandshake() {
    VirtualTime time = VirtualTime.create();
    try (ScriptedServer server = ScriptedServer.start(ConnectionScript.accept().stall());
        Provider provider =
            OpenAi.builder().baseUrl("https://127.0.0.1:" + server.port()).build()) {
      LoneCall call = Calls.whole().with(time).with(Timeouts.connect(Duration.ofSeconds(5)));
      Background<LoneCall.Result> running = Background.run(() -> call.run(provider));
      time.awaitTasks(1);
      Patience.until("a connection", () -> !server.connections().isEmpty());

      time.advance(Duration.ofSeconds(5));

      LlmException late = running.result().error();
      assertThat(late.kind()).isEqualTo(ErrorKind.CONNECT);
      assertThat(late).hasMessageContaining("5000 ms");
      assertThat(late.isPossiblyBilled()).isFalse();
      server.awaitGone(1);
    }
  }

  @Test
  void theConnectClockStopsWithTheConnection() {
    VirtualTime time = VirtualTime.create();
    try (ScriptedServer server =
            ScriptedServer.start(REQUEST.send(HttpText.json(200, Answers.JSON)));
        Provider provider = Answers.provider(server)) {
      LoneCall call = Calls.whole().with(time).with(Timeouts.connect(Duration.ofSeconds(5)));

      call.run(provider).succeeded();

      assertThat(time.tasks()).isZero();
    }
  }

  @Test
  @Fault("F010")
  void aProxyThatRefusesIsNotTheProvider() {
    String refusal = "HTTP/1.1 407 No\r\ncontent-length: 0\r\n\r\n";
    try (ScriptedServer proxy = ScriptedServer.start(REQUEST.send(refusal).stall())) {
      OkHttpClient client =
          new OkHttpClient.Builder()
              .proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", proxy.port())))
              .build();
      try (Provider tunnelled = withClient("https://provider.test/v1", client);
          Provider plain = withClient("http://provider.test/v1", client)) {
        assertThat(Calls.whole().run(tunnelled).error().kind()).isEqualTo(ErrorKind.PROXY);
        assertThat(Calls.whole().run(plain).error().kind()).isEqualTo(ErrorKind.PROXY);
      }
    }
  }

  @Test
  void aCancelEndsTheWaitForHeaders() {
    try (ScriptedServer server = ScriptedServer.start(REQUEST.stall());
        Provider provider = Answers.provider(server)) {
      LoneCall call = Calls.whole();
      Background<LoneCall.Result> running = Background.run(() -> call.run(provider));
      server.awaitRequests(1);

      call.cancel();

      LlmException cancelled = running.result().error();
      assertThat(cancelled.kind()).isEqualTo(ErrorKind.CANCELLED);
      assertThat(cancelled).hasMessage("the test cancelled the call");
      server.awaitGone(1);
    }
  }

  @RepeatedTest(20)
  void aCancelEndsAHandshakeWhenItComesTooEarlyToo() {
    try (ScriptedServer server = ScriptedServer.start(ConnectionScript.accept().stall());
        Provider provider =
            OpenAi.builder().baseUrl("https://127.0.0.1:" + server.port()).build()) {
      LoneCall call = Calls.whole();
      Background<LoneCall.Result> running = Background.run(() -> call.run(provider));
      Patience.until("a connection", () -> !server.connections().isEmpty());

      call.cancel();

      assertThat(running.result().error().kind()).isEqualTo(ErrorKind.CANCELLED);
    }
  }

  @Test
  void aCancelledCallSendsNothing() {
    try (ScriptedServer server = ScriptedServer.start(REQUEST.stall());
        Provider provider = Answers.provider(server)) {
      LoneCall call = Calls.whole();
      call.cancel();

      assertThat(call.run(provider).error().kind()).isEqualTo(ErrorKind.CANCELLED);
      assertThat(server.connections()).isEmpty();
    }
  }

  private static Provider withClient(String baseUrl, OkHttpClient client) {
    return OpenAi.builder()
        .baseUrl(baseUrl)
        .http(HttpSettings.builder().client(client).build())
        .build();
  }
}
