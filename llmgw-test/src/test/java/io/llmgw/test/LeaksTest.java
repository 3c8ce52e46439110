package io.llmgw.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.ScriptedServer;
import io.llmgw.test.socket.ToxicProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LeaksTest {
  private static final Logger OKHTTP = Logger.getLogger("okhttp3.OkHttpClient");

  @BeforeAll
  static void keepTheLogQuiet() {
    OKHTTP.setUseParentHandlers(false);
  }

  @Test
  void findsNothingWhereNothingIsLeft() {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();

    Leaks.watch().of("things", () -> 0).close();

    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(before);
  }

  @Test
  void waitsForWhatIsJustEnding() {
    AtomicInteger left = new AtomicInteger(3);

    Leaks.watch().of("things", left::getAndDecrement).close();
  }

  @Test
  void findsExceptionsThatNobodyCaught() throws Exception {
    Leaks leaks = Leaks.watch();
    Thread thread =
        new Thread(
            () -> {
              throw new IllegalStateException("lost");
            },
            "loser");
    thread.start();
    thread.join();

    assertThatThrownBy(leaks::close)
        .hasMessageContaining("thread loser")
        .hasMessageContaining("lost");
  }

  @Test
  void findsConnectionsThatOkHttpReports() {
    Leaks leaks = Leaks.watch();
    OKHTTP.log(Level.WARNING, "A connection to http://127.0.0.1/ was leaked.");

    assertThatThrownBy(leaks::close).hasMessageContaining("OkHttp: A connection");
  }

  @Test
  void findsConnectionsThatStayOpenAtAServerOfAnyKindAndClosesIt() throws IOException {
    SimulatedProvider simulated = SimulatedProvider.openAi().always("Blue").start();
    ScriptedServer scripted = ScriptedServer.start(ConnectionScript.accept().stall());
    ToxicProxy proxy = ToxicProxy.before(scripted.port());
    Leaks leaks = Leaks.watch(Patience.limit().dividedBy(20)).of(simulated).of(scripted).of(proxy);
    try (Socket first = new Socket(InetAddress.getLoopbackAddress(), simulated.port());
        Socket second = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      Patience.until("the first connection", () -> simulated.openConnections() == 1);
      Patience.until("the second", () -> scripted.openConnections() == 1);

      assertThatThrownBy(leaks::close)
          .hasMessageContaining("1 open connections at simulated provider " + simulated.name())
          .hasMessageContaining("1 open connections at " + scripted.url())
          .hasMessageContaining("1 open connections at toxic proxy " + proxy.url())
          .hasMessageNotContaining("thread");

      assertThat(first.getInputStream().read()).isEqualTo(-1);
      assertThat(second.isConnected()).isTrue();
    }
  }

  @Test
  void findsNothingAtServersWhoseConnectionsWereClosed() throws IOException {
    ScriptedServer server = ScriptedServer.start(ConnectionScript.accept().stall());
    Leaks leaks = Leaks.watch().of(server);
    try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      assertThat(connection.isConnected()).isTrue();
      Patience.until("the connection", () -> server.openConnections() == 1);
    }

    leaks.close();
  }

  @Test
  void findsThreadsAndCountsThatStay() throws Exception {
    Gate gate = Gate.closed();
    Leaks leaks = Leaks.watch(Patience.limit().dividedBy(100)).of("open things", () -> 2);
    Thread thread =
        new Thread(
            () -> {
              try {
                gate.pass();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "llmgw-left");
    thread.start();

    assertThatThrownBy(leaks::close)
        .hasMessageContaining("thread llmgw-left")
        .hasMessageContaining("2 open things");

    gate.open();
    thread.join();
  }
}
