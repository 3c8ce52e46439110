package io.llmgw.test.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
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
class ToxicProxyTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final ConnectionScript ECHO_OF_THREE =
      ConnectionScript.accept().read(3).send("abc").finish();

  @Test
  void forwardsWithoutToxics() throws IOException {
    try (ScriptedServer server = ScriptedServer.start(ECHO_OF_THREE);
        ToxicProxy proxy = ToxicProxy.before(server.port())) {
      try (Socket socket = connect(proxy)) {
        send(socket, "123");

        assertThat(readAll(socket)).isEqualTo("abc");
        assertThat(proxy.openConnections()).isEqualTo(1);
      }

      server.awaitGone(1);
      proxy.awaitOpenConnections(0);
      assertThat(proxy.connections()).isEqualTo(1);
      assertThat(proxy.bytesUpstream()).isEqualTo(3);
      assertThat(proxy.bytesDownstream()).isEqualTo(3);
      assertThat(proxy.failures()).isEmpty();
    }
  }

  @Test
  void forwardsMuchWithoutLoss() throws IOException {
    String text = "0123456789".repeat(300_000);
    try (ScriptedServer server = ScriptedServer.start(ConnectionScript.accept().send(text));
        ToxicProxy proxy = ToxicProxy.before(server.port());
        Socket socket = connect(proxy)) {
      proxy.downstream(Toxic.slices(1_000));

      assertThat(readAll(socket)).isEqualTo(text);
    }
  }

  @Test
  void passesAResetOn() throws IOException {
    try (ScriptedServer server = ScriptedServer.start(ConnectionScript.accept().read(1).reset());
        ToxicProxy proxy = ToxicProxy.before(server.port());
        Socket socket = connect(proxy)) {
      send(socket, "1");

      assertReset(socket);
      proxy.awaitOpenConnections(0);
    }
  }

  @Test
  void resetsTheClientWhereNobodyListens() throws IOException {
    ScriptedServer server = ScriptedServer.start(ECHO_OF_THREE);
    server.close();
    try (ToxicProxy proxy = ToxicProxy.before(server.port());
        Socket socket = connect(proxy)) {
      assertReset(socket);
      assertThat(proxy.failures()).isEmpty();
    }
  }

  @Test
  void delaysWhatArrivesByTheLatency() throws IOException {
    VirtualTime time = VirtualTime.create();
    try (ScriptedServer server = ScriptedServer.start(ECHO_OF_THREE);
        ToxicProxy proxy = ToxicProxy.before(server.port(), time);
        Socket socket = connect(proxy)) {
      proxy.upstream(Toxic.latency(SECOND), Toxic.latency(SECOND));
      send(socket, "123");

      time.awaitTasks(1);
      assertThat(time.untilNext()).isEqualTo(Duration.ofSeconds(2));
      assertThat(proxy.bytesUpstream()).isZero();
      time.advance(Duration.ofSeconds(2));

      assertThat(readAll(socket)).isEqualTo("abc");
    }
  }

  @Test
  void jittersByTheSeedWithinItsBounds() throws IOException {
    Duration first = firstDelay(Toxic.latency(SECOND, Duration.ofMillis(900), 7));

    assertThat(first).isEqualTo(firstDelay(Toxic.latency(SECOND, Duration.ofMillis(900), 7)));
    assertThat(first).isNotEqualTo(firstDelay(Toxic.latency(SECOND, Duration.ofMillis(900), 8)));
    assertThat(first).isBetween(Duration.ofMillis(100), Duration.ofMillis(1_900));
  }

  @Test
  void letsNoMorePassThanTheBandwidth() throws IOException {
    VirtualTime time = VirtualTime.create();
    try (ScriptedServer server = ScriptedServer.start(ECHO_OF_THREE);
        ToxicProxy proxy = ToxicProxy.before(server.port(), time);
        Socket socket = connect(proxy)) {
      proxy.downstream(Toxic.bandwidth(10)).upstream(Toxic.bandwidth(1_000_000));
      send(socket, "123");

      for (int passed = 1; passed <= 3; passed++) {
        time.awaitDueIn(Duration.ofMillis(100));
        assertThat(proxy.bytesDownstream()).isEqualTo(passed);
        time.advance(Duration.ofMillis(100));
      }

      assertThat(readAll(socket)).isEqualTo("abc");
    }
  }

  @Test
  void pausesAfterEachSlice() throws IOException {
    VirtualTime time = VirtualTime.create();
    try (ScriptedServer server = ScriptedServer.start(ECHO_OF_THREE);
        ToxicProxy proxy = ToxicProxy.before(server.port(), time);
        Socket socket = connect(proxy)) {
      proxy.downstream(Toxic.slices(2, SECOND));
      send(socket, "123");

      time.awaitTasks(1);
      assertThat(proxy.bytesDownstream()).isEqualTo(2);
      time.advance(SECOND);
      time.awaitTasks(1);
      assertThat(proxy.bytesDownstream()).isEqualTo(3);
      time.advance(SECOND);

      assertThat(readAll(socket)).isEqualTo("abc");
    }
  }

  @Test
  void stallsUntilTheToxicIsRemoved() throws IOException {
    Toxic stall = Toxic.stall();
    try (ScriptedServer server = ScriptedServer.start(ECHO_OF_THREE);
        ToxicProxy proxy = ToxicProxy.before(server.port());
        Socket socket = connect(proxy)) {
      proxy.upstream(stall);
      send(socket, "123");
      proxy.awaitOpenConnections(1);
      assertThat(server.bytesReceived()).isZero();

      proxy.remove(Toxic.stall());
      assertThat(server.bytesReceived()).isZero();
      proxy.remove(stall);

      assertThat(readAll(socket)).isEqualTo("abc");
    }
  }

  @Test
  void holdsLittleOfAStalledSender() throws IOException {
    try (ScriptedServer server =
            ScriptedServer.start(ConnectionScript.accept().sendForever("x".repeat(64 * 1024)));
        ToxicProxy proxy = ToxicProxy.before(server.port())) {
      proxy.downstream(Toxic.stall());
      try (Socket socket = connect(proxy)) {
        long most = 32 << 20;
        assertThat(socket.isConnected()).isTrue();

        assertThat(Patience.comesTrue(SECOND, () -> server.bytesSent() > most)).isFalse();
        assertThat(proxy.bytesDownstream()).isZero();
      }
      proxy.reset();
      server.awaitGone(1);
    }
  }

  @Test
  void healsWaitsThatHaveBegun() throws IOException {
    VirtualTime time = VirtualTime.create();
    try (ScriptedServer server = ScriptedServer.start(ECHO_OF_THREE);
        ToxicProxy proxy = ToxicProxy.before(server.port(), time);
        Socket socket = connect(proxy)) {
      proxy.upstream(Toxic.latency(SECOND)).downstream(Toxic.bandwidth(1));
      send(socket, "123");
      time.awaitTasks(1);

      proxy.heal();

      assertThat(readAll(socket)).isEqualTo("abc");
      assertThat(time.tasks()).isZero();
      assertThat(proxy.toString()).contains("upstream [], downstream []");
    }
  }

  @Test
  void resetsBothSidesAfterSoManyBytes() throws IOException {
    try (ScriptedServer server = ScriptedServer.start(ECHO_OF_THREE);
        ToxicProxy proxy = ToxicProxy.before(server.port());
        Socket socket = connect(proxy)) {
      proxy.downstream(Toxic.resetAfter(2));
      send(socket, "123");

      assertReset(socket);
      server.awaitGone(1);
      assertThat(proxy.bytesDownstream()).isEqualTo(2);
    }
  }

  @Test
  void resetsOpenConnectionsThatHavePassedTheLimit() throws IOException {
    try (ScriptedServer server = ScriptedServer.start(ECHO_OF_THREE);
        ToxicProxy proxy = ToxicProxy.before(server.port());
        Socket socket = connect(proxy)) {
      proxy.awaitOpenConnections(1);

      proxy.upstream(Toxic.resetAfter(0));

      assertReset(socket);
      server.awaitGone(1);
    }
  }

  @Test
  void resetsNowAndGoesOn() throws IOException {
    try (ScriptedServer server = ScriptedServer.start(ECHO_OF_THREE);
        ToxicProxy proxy = ToxicProxy.before(server.port())) {
      try (Socket socket = connect(proxy)) {
        proxy.awaitOpenConnections(1);
        proxy.reset();
        assertReset(socket);
      }
      try (Socket socket = connect(proxy)) {
        send(socket, "123");
        assertThat(readAll(socket)).isEqualTo("abc");
      }
    }
  }

  @Test
  void endsCleanlyAfterSoManyBytes() throws IOException {
    try (ScriptedServer server = ScriptedServer.start(ECHO_OF_THREE);
        ToxicProxy proxy = ToxicProxy.before(server.port())) {
      proxy.downstream(Toxic.closeAfter(2));
      try (Socket socket = connect(proxy)) {
        send(socket, "123");

        assertThat(readAll(socket)).isEqualTo("ab");
        assertThat(server.connections().get(0).isGone()).isFalse();
      }
      server.awaitGone(1);
      proxy.awaitOpenConnections(0);
    }
  }

  @Test
  void delaysTheEndAlone() throws IOException {
    VirtualTime time = VirtualTime.create();
    try (ScriptedServer server = ScriptedServer.start(ECHO_OF_THREE);
        ToxicProxy proxy = ToxicProxy.before(server.port(), time);
        Socket socket = connect(proxy)) {
      proxy.downstream(Toxic.slowClose(SECOND));
      send(socket, "123");

      assertThat(socket.getInputStream().readNBytes(3)).hasSize(3);
      time.awaitTasks(1);
      assertThat(time.untilNext()).isEqualTo(SECOND);
      time.advance(SECOND);

      assertThat(socket.getInputStream().read()).isNegative();
    }
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> Toxic.bandwidth(0)).hasMessageContaining("must be 1 or more");
    assertThatThrownBy(() -> Toxic.slices(0)).hasMessageContaining("must be 1 or more");
    assertThatThrownBy(() -> Toxic.resetAfter(-1)).hasMessageContaining("must be 0 or more");
    assertThatThrownBy(() -> Toxic.latency(SECOND.negated())).hasMessageContaining("negative");
    assertThatThrownBy(() -> Toxic.latency(SECOND, SECOND.plusNanos(1), 1))
        .hasMessageContaining("must be at most PT1S");
  }

  private static Duration firstDelay(Toxic latency) throws IOException {
    VirtualTime time = VirtualTime.create();
    try (ScriptedServer server = ScriptedServer.start(ECHO_OF_THREE);
        ToxicProxy proxy = ToxicProxy.before(server.port(), time);
        Socket socket = connect(proxy)) {
      proxy.upstream(latency);
      send(socket, "1");
      time.awaitTasks(1);
      return time.untilNext();
    }
  }

  private static void assertReset(Socket socket) {
    assertThatThrownBy(() -> readAll(socket)).isInstanceOf(SocketException.class);
  }

  private static Socket connect(ToxicProxy proxy) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
