package io.llmgw.providers.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.time.Alarm;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Background;
import io.llmgw.providers.rig.Calls;
import io.llmgw.providers.rig.SilentServer;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.LoneCall;
import io.llmgw.test.PausingTime;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The process stands still for half a minute while a call connects, uploads or is refused. */
@ExtendWith(LeakRule.class)
@Fault("F099")
class ProcessPauseTest {
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String ANSWER = HttpText.json(200, Answers.JSON);
  private static final ConnectionScript REQUEST = ConnectionScript.accept().readRequest();

  private final PausingTime time = new PausingTime();

  @Test
  void aConnectionThatComesAboutAfterThePauseIsUsed() {
    Gate resolver = Gate.closed();
    HttpSettings settings =
        HttpSettings.builder()
            .dns(
                host -> {
                  pass(resolver);
                  return List.of(InetAddress.getLoopbackAddress());
                })
            .build();
    try (ScriptedServer server = ScriptedServer.start(REQUEST.send(ANSWER));
        Provider provider =
            OpenAi.builder()
                .baseUrl("http://provider.test:" + server.port())
                .http(settings)
                .build()) {
      LoneCall call = Calls.whole().with(time).with(Timeouts.connect(LIMIT));
      Background<LoneCall.Result> running = Background.run(() -> call.run(provider));
      resolver.awaitArrivals(1);

      time.pause(PAUSE);
      resolver.open();

      assertThat(running.result().succeeded().text()).isEqualTo("Blue");
    }
  }

  @Test
  void aHostThatTakesNoConnectionAfterThePauseIsGivenAMomentOnly() throws IOException {
    try (SilentServer server = new SilentServer().full();
        Provider provider = OpenAi.builder().baseUrl(server.url()).build()) {
      LoneCall call = Calls.whole().with(time).with(Timeouts.connect(LIMIT));
      Background<LoneCall.Result> running = Background.run(() -> call.run(provider));
      time.awaitTasks(1);

      expectAMoment(running);

      assertThat(running.result().error().kind()).isEqualTo(ErrorKind.CONNECT);
    }
  }

  @Test
  void anUploadThatGoesOnAfterThePauseIsNotCutOff() {
    Gate unread = Gate.closed();
    ConnectionScript busy =
        ConnectionScript.accept().leaveUnread(unread).readRequest().send(ANSWER);
    try (ScriptedServer server = ScriptedServer.start(busy);
        Provider provider = Answers.provider(server)) {
      LoneCall call = Calls.large().with(time).with(Timeouts.write(LIMIT));
      Background<LoneCall.Result> running = Background.run(() -> call.run(provider));
      time.awaitTasks(1);

      time.pause(PAUSE);
      unread.open();

      assertThat(running.result().succeeded().text()).isEqualTo("Blue");
    }
  }

  @Test
  void anUploadThatStaysStuckAfterThePauseIsGivenAMomentOnly() throws Exception {
    CountDownLatch sending = new CountDownLatch(1);
    try (SilentServer server = new SilentServer();
        Provider provider = OpenAi.builder().baseUrl(server.url()).build()) {
      LoneCall call =
          Calls.large().with(time).with(Timeouts.write(LIMIT)).onSent(sending::countDown);
      Background<LoneCall.Result> running = Background.run(() -> call.run(provider));
      sending.await();
      time.awaitTasks(1);

      expectAMoment(running);

      assertThat(running.result().error().kind()).isEqualTo(ErrorKind.TIMEOUT);
    }
  }

  @Test
  void theRestOfARefusalIsReadThatCameDuringThePause() {
    Gate rest = Gate.closed();
    String error = "{\"error\":{\"code\":\"rate_limit_exceeded\"}}";
    ConnectionScript refusal =
        REQUEST
            .send(HttpText.head(429, "content-length: " + error.length()))
            .waitFor(rest)
            .send(error);
    try (ScriptedServer server = ScriptedServer.start(refusal);
        Provider provider = Answers.provider(server)) {
      LoneCall call = Calls.whole().with(time).with(Timeouts.none());
      Background<LoneCall.Result> running = Background.run(() -> call.run(provider));
      rest.awaitArrivals(1);
      time.awaitTasks(1);

      time.pause(PAUSE);
      rest.open();

      assertThat(running.result().error().providerCode()).isEqualTo("rate_limit_exceeded");
    }
  }

  private void expectAMoment(Background<?> running) {
    time.pause(PAUSE);
    time.advance(Alarm.MOMENT.minusNanos(1));
    // What would have ended by itself would have let go of its alarm.
    assertThat(time.tasks()).isEqualTo(1);
    assertThat(running.isDone()).isFalse();
    time.advance(Duration.ofNanos(1));
  }

  private static void pass(Gate gate) {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
