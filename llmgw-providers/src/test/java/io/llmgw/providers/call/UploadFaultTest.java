package io.llmgw.providers.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.Timeouts;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Background;
import io.llmgw.providers.rig.Calls;
import io.llmgw.providers.rig.SilentServer;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.LoneCall;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens while a request is on its way up. */
@ExtendWith(LeakRule.class)
class UploadFaultTest {
  private static final ConnectionScript REQUEST = ConnectionScript.accept().readRequest();

  @Test
  @Fault("F019")
  void theWriteClockEndsAnUploadThatStalls() throws Exception {
    VirtualTime time = VirtualTime.create();
    CountDownLatch sending = new CountDownLatch(1);
    try (SilentServer server = new SilentServer();
        Provider provider = OpenAi.builder().baseUrl(server.url()).build()) {
      LoneCall call =
          Calls.large()
              .with(time)
              .with(Timeouts.write(Duration.ofSeconds(7)))
              .onSent(sending::countDown);
      Background<LoneCall.Result> running = Background.run(() -> call.run(provider));
      try (Socket connection = server.accept()) {
        sending.await();
        assertThat(time.tasks()).isEqualTo(1);

        time.advance(Duration.ofSeconds(7));

        LlmException late = running.result().error();
        assertThat(late.kind()).isEqualTo(ErrorKind.TIMEOUT);
        assertThat(late).hasMessageContaining("write clock of PT7S");
        assertThat(call.wakeUps()).isZero();
        SilentServer.drain(connection);
      }
    }
  }

  @Test
  void theWriteClockStopsWithTheLastByte() {
    VirtualTime time = VirtualTime.create();
    try (ScriptedServer server = ScriptedServer.start(REQUEST.stall());
        Provider provider = Answers.provider(server)) {
      LoneCall call = Calls.whole().with(time).with(Timeouts.write(Duration.ofSeconds(7)));
      Background<LoneCall.Result> running = Background.run(() -> call.run(provider));
      server.awaitRequests(1);
      Patience.until("the clock to stop", () -> time.tasks() == 0);

      call.cancel();

      assertThat(running.result().error().kind()).isEqualTo(ErrorKind.CANCELLED);
    }
  }

  @Test
  void theConnectClockStopsWithTheConnection() {
    VirtualTime time = VirtualTime.create();
    try (ScriptedServer server = ScriptedServer.start(REQUEST.stall());
        Provider provider = Answers.provider(server)) {
      LoneCall call = Calls.whole().with(time).with(Timeouts.connect(Duration.ofSeconds(7)));
      Background<LoneCall.Result> running = Background.run(() -> call.run(provider));
      server.awaitRequests(1);

      assertThat(time.tasks()).isZero();

      call.cancel();
      assertThat(running.result().error().kind()).isEqualTo(ErrorKind.CANCELLED);
    }
  }

  @Test
  void theConnectClockStopsWhereThereIsNoConnection() throws Exception {
    VirtualTime time = VirtualTime.create();
    String url;
    try (SilentServer gone = new SilentServer()) {
      url = gone.url();
    }
    try (Provider provider = OpenAi.builder().baseUrl(url).build()) {
      LoneCall call = Calls.whole().with(time).with(Timeouts.connect(Duration.ofSeconds(7)));

      assertThat(call.run(provider).error().kind()).isEqualTo(ErrorKind.CONNECT);

      assertThat(time.tasks()).isZero();
    }
  }

  @Test
  @Fault("F021")
  void aServerThatAnswersBeforeItHasReadEverythingIsHeard() {
    String early = HttpText.json(413, "{\"error\":{\"message\":\"x\"}}");
    try (ScriptedServer server =
            ScriptedServer.start(ConnectionScript.accept().read(100).send(early).stall());
        Provider provider = Answers.provider(server)) {
      LoneCall call = Calls.large();

      LlmException refused =
          assertTimeoutPreemptively(Duration.ofSeconds(30), () -> call.run(provider).error());

      assertThat(refused.kind()).isEqualTo(ErrorKind.TOO_LARGE);
    }
  }

  @Test
  @Fault("F022")
  void interimAnswersAreNotTheAnswer() throws IOException {
    String interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n";
    try (ScriptedServer server =
            ScriptedServer.start(REQUEST.send(interim + HttpText.json(200, Answers.JSON)));
        Provider provider = Answers.provider(server)) {
      assertThat(Calls.whole().run(provider).succeeded().text()).isEqualTo("Blue");
    }
  }
}
