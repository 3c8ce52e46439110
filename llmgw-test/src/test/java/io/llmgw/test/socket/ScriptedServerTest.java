package io.llmgw.test.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakRule.class)
class ScriptedServerTest {
  private static final String REQUEST =
      "POST /v1/chat?x=1 HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer sk-1\r\n"
          + "X-Two: a\r\nx-two: b\r\nContent-Length: 9\r\n\r\n{\"a\":\"é\"}";

  @Test
  void readsARequestAndAnswers() throws IOException {
    try (ScriptedServer server =
            ScriptedServer.start(
                ConnectionScript.accept().readRequest().send(HttpText.json(200, "{}")));
        Socket socket = connect(server)) {
      send(socket, REQUEST.replace("Content-Length: 9", "Content-Length: 10"));

      assertThat(readAll(socket)).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n{}");

      ReceivedRequest request = server.requests().get(0);
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.path()).isEqualTo("/v1/chat?x=1");
      assertThat(request.header("X-TWO")).isEqualTo("a, b");
      assertThat(request.bearerToken()).isEqualTo("sk-1");
      assertThat(request.json().asObject()).containsEntry("a", "é");
      assertThat(request.toString()).doesNotContain("sk-1").doesNotContain("é");
      assertThat(server.failures()).isEmpty();
    }
  }

  @Test
  void readsChunkedBodies() throws IOException {
    try (ScriptedServer server =
            ScriptedServer.start(
                ConnectionScript.accept().readRequest().send(HttpText.json(200, "{}")));
        Socket socket = connect(server)) {
      send(
          socket,
          "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
              + HttpText.chunk("{\"a\"")
              + HttpText.chunk(":1}")
              + HttpText.LAST_CHUNK);

      assertThat(readAll(socket)).endsWith("{}");
      assertThat(server.requests().get(0).text()).isEqualTo("{\"a\":1}");
    }
  }

  @Test
  void leavesUnreadWhatItReadsLater() throws IOException {
    Gate busy = Gate.closed();
    try (ScriptedServer server =
            ScriptedServer.start(
                ConnectionScript.accept()
                    .leaveUnread(busy)
                    .readRequest()
                    .send(HttpText.json(200, "{}")));
        Socket socket = connect(server)) {
      busy.awaitArrivals(1);
      send(socket, REQUEST.replace("Content-Length: 9", "Content-Length: 10"));
      assertThat(server.bytesReceived()).isZero();

      busy.open();

      assertThat(readAll(socket)).endsWith("{}");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void endsWithItsServerWhatItLeavesUnread() throws IOException {
    Gate never = Gate.closed();
    ScriptedServer server = ScriptedServer.start(ConnectionScript.accept().leaveUnread(never));
    try (Socket socket = connect(server)) {
      never.awaitArrivals(1);

      server.close();

      assertThat(readAll(socket)).isEmpty();
      assertThat(server.failures()).isEmpty();
    }
  }

  @Test
  void takesAScriptPerConnectionAndRepeatsTheLast() throws IOException {
    try (ScriptedServer server =
        ScriptedServer.start(
            ConnectionScript.accept().send("one"), ConnectionScript.accept().send("more"))) {
      assertThat(readAll(server)).isEqualTo("one");
      assertThat(readAll(server)).isEqualTo("more");
      assertThat(readAll(server)).isEqualTo("more");
      assertThat(server.connections()).hasSize(3);
      assertThat(server.bytesSent()).isEqualTo(11);
    }
  }

  @Test
  void resetsAfterTheRequest() throws IOException {
    try (ScriptedServer server =
            ScriptedServer.start(ConnectionScript.accept().readRequest().reset());
        Socket socket = connect(server)) {
      send(socket, "GET / HTTP/1.1\r\n\r\n");

      assertThatThrownBy(() -> readAll(socket)).isInstanceOf(SocketException.class);

      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void finishesCleanlyAndWaitsForThePeer() throws IOException {
    try (ScriptedServer server =
        ScriptedServer.start(ConnectionScript.accept().send("half").finish())) {
      try (Socket socket = connect(server)) {
        assertThat(readAll(socket)).isEqualTo("half");
        assertThat(server.openConnections()).isEqualTo(1);
      }
      server.awaitGone(1);
      assertThat(server.openConnections()).isZero();
    }
  }

  @Test
  void noticesThatThePeerHasClosedWhileItStalls() throws IOException {
    try (ScriptedServer server = ScriptedServer.start(ConnectionScript.accept().stall())) {
      connect(server).close();

      server.awaitGone(1);
    }
  }

  @Test
  void noticesThatThePeerHasClosedWhileItSendsForEver() throws IOException {
    try (ScriptedServer server =
        ScriptedServer.start(ConnectionScript.accept().sendForever("again "))) {
      try (Socket socket = connect(server)) {
        assertThat(socket.getInputStream().readNBytes(60)).hasSize(60);
      }

      server.awaitGone(1);
    }
  }

  @Test
  void waitsForTheGate() throws IOException {
    Gate gate = Gate.closed();
    try (ScriptedServer server =
            ScriptedServer.start(ConnectionScript.accept().send("a").waitFor(gate).send("b"));
        Socket socket = connect(server)) {
      assertThat(socket.getInputStream().read()).isEqualTo('a');
      gate.awaitArrivals(1);
      assertThat(server.bytesSent()).isEqualTo(1);

      gate.open();

      assertThat(readAll(socket)).isEqualTo("b");
    }
  }

  @Test
  void pausesBetweenSlicesOnTheGivenClocks() throws IOException {
    VirtualTime time = VirtualTime.create();
    try (ScriptedServer server =
            ScriptedServer.start(
                time, ConnectionScript.accept().sendSliced("abcde", 2, Duration.ofSeconds(1)));
        Socket socket = connect(server)) {
      for (int sent = 2; sent <= 6; sent += 2) {
        time.awaitSleepers(1);
        assertThat(server.bytesSent()).isEqualTo(Math.min(sent, 5));
        time.advance(Duration.ofSeconds(1));
      }

      assertThat(readAll(socket)).isEqualTo("abcde");
    }
  }

  private static Socket connect(ScriptedServer server) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String readAll(ScriptedServer server) throws IOException {
    try (Socket socket = connect(server)) {
      return readAll(socket);
    }
  }

  private static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
