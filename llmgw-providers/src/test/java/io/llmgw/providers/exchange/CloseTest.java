package io.llmgw.providers.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Background;
import io.llmgw.providers.rig.Calls;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.LoneCall;
import io.llmgw.test.Patience;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The end of a provider, and the limit on its connections. */
@ExtendWith(LeakRule.class)
class CloseTest {
  private static final ConnectionScript REQUEST = ConnectionScript.accept().readRequest();

  @Test
  @Fault("F094")
  void nothingIsSentAfterACloseThatCameBeforeTheFirstByte() {
    OkHttpClient own = new OkHttpClient();
    for (HttpSettings settings :
        new HttpSettings[] {HttpSettings.DEFAULTS, HttpSettings.builder().client(own).build()}) {
      Gate write = Gate.closed();
      try (ScriptedServer server = ScriptedServer.start(REQUEST.stall())) {
        Provider provider = Answers.provider(server, settings);
        LoneCall call = Calls.whole().onSent(() -> passing(write));
        Background<LoneCall.Result> running = Background.run(() -> call.run(provider));
        write.awaitArrivals(1);

        provider.close();
        write.open();

        assertThat(running.result().error().kind()).isEqualTo(ErrorKind.CLOSED);
        server.awaitGone(1);
        assertThat(server.bytesReceived()).isZero();
      }
    }
    own.connectionPool().evictAll();
  }

  private static void passing(Gate gate) {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @Fault("F094")
  void whoWaitsForAConnectionIsSentAwayByAClose() {
    try (ScriptedServer server = ScriptedServer.start(REQUEST.stall())) {
      Provider provider = Answers.provider(server, one());
      LoneCall first = Calls.whole();
      Background<LoneCall.Result> holding = Background.run(() -> first.run(provider));
      server.awaitRequests(1);
      LoneCall second = Calls.whole();
      Background<LoneCall.Result> waiting = Background.run(() -> second.run(provider));
      Patience.until("a call that waits", () -> second.wakeUps() == 2);

      provider.close();

      assertThat(holding.result().error().kind()).isEqualTo(ErrorKind.CLOSED);
      assertThat(holding.result().error().isPossiblyBilled()).isTrue();
      assertThat(waiting.result().error().kind()).isEqualTo(ErrorKind.CLOSED);
      assertThat(waiting.result().error().isPossiblyBilled()).isFalse();
      assertThat(server.connections()).hasSize(1);
    }
  }

  @Test
  @Fault("F094")
  void whoWaitsIsSentAwayThoughAnIdleReaderKeepsThePlace() {
    ConnectionScript begun = REQUEST.send(HttpText.eventStream() + HttpText.event("{")).stall();
    try (ScriptedServer server = ScriptedServer.start(begun)) {
      Provider provider = Answers.provider(server, one());
      try (EventStream idle = provider.open(Calls.streamed())) {
        LoneCall second = Calls.whole();
        Background<LoneCall.Result> waiting = Background.run(() -> second.run(provider));
        Patience.until("a call that waits", () -> second.wakeUps() == 2);

        provider.close();

        assertThat(waiting.result().error().kind()).isEqualTo(ErrorKind.CLOSED);
        assertThat(idle).isNotNull();
      }
    }
  }

  @Test
  @Fault("F094")
  void whoIsLetInWhileItClosesSendsNothing() {
    Gate answer = Gate.closed();
    String json = HttpText.json(200, Answers.JSON);
    ConnectionScript twice = REQUEST.waitFor(answer).send(json).readRequest().send(json);
    try (ScriptedServer server = ScriptedServer.start(twice)) {
      Provider provider = Answers.provider(server, one());
      Background<LoneCall.Result> holding = Background.run(() -> Calls.whole().run(provider));
      server.awaitRequests(1);
      LoneCall second = Calls.whole().onWaited(provider::close);
      Background<LoneCall.Result> waiting = Background.run(() -> second.run(provider));
      Patience.until("a call that waits", () -> second.wakeUps() == 2);

      answer.open();

      holding.result().succeeded();
      assertThat(waiting.result().error().kind()).isEqualTo(ErrorKind.CLOSED);
      assertThat(second.timesSent()).isZero();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void callsAboveTheLimitWaitForThoseBeforeThem() {
    Gate answer = Gate.closed();
    ConnectionScript twice =
        REQUEST
            .waitFor(answer)
            .send(HttpText.json(200, Answers.JSON))
            .readRequest()
            .send(HttpText.json(200, Answers.JSON));
    try (ScriptedServer server = ScriptedServer.start(twice);
        Provider provider = Answers.provider(server, one())) {
      Background<LoneCall.Result> holding = Background.run(() -> Calls.whole().run(provider));
      server.awaitRequests(1);
      LoneCall second = Calls.whole();
      Background<LoneCall.Result> waiting = Background.run(() -> second.run(provider));
      Patience.until("a call that waits", () -> second.wakeUps() == 2);
      assertThat(server.connections()).hasSize(1);
      assertThat(second.timesSent()).isZero();

      answer.open();

      holding.result().succeeded();
      waiting.result().succeeded();
      assertThat(server.connections()).hasSize(1);
    }
  }

  @Test
  void aPlaceIsFreeAgainHoweverItsCallEnded() {
    ConnectionScript reset = REQUEST.reset();
    ConnectionScript stalled = REQUEST.stall();
    try (ScriptedServer server =
            ScriptedServer.start(reset, stalled, REQUEST.send(HttpText.json(200, Answers.JSON)));
        Provider provider = Answers.provider(server, one())) {
      Calls.whole().run(provider).error();
      LoneCall cancelled = Calls.whole();
      Background<LoneCall.Result> running = Background.run(() -> cancelled.run(provider));
      server.awaitRequests(2);
      cancelled.cancel();
      running.result().error();
      Background<String> interrupted =
          Background.run(
              () -> {
                Thread.currentThread().interrupt();
                return Calls.whole().run(provider).error().kind().name();
              });
      assertThat(interrupted.result()).isEqualTo("CANCELLED");
      Background<LoneCall.Result> last = Background.run(() -> Calls.whole().run(provider));

      assertThat(last.result().succeeded().text()).isEqualTo("Blue");
    }
  }

  private static HttpSettings one() {
    return HttpSettings.builder().maxConnectionsPerHost(1).build();
  }
}
