package io.llmgw.providers.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Background;
import io.llmgw.providers.rig.LoneCall;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
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
        LoneCall call = LoneCall.whole().onSent(() -> passing(write));
        Background<LoneCall.Result> running = Background.run(() -> call.runOn(provider));
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
      LoneCall first = LoneCall.whole();
      Background<LoneCall.Result> holding = Background.run(() -> first.runOn(provider));
      server.awaitRequests(1);
      LoneCall second = LoneCall.whole();
      Background<LoneCall.Result> waiting = Background.run(() -> second.runOn(provider));
      Patience.until("a call that waits", () -> second.registeredWakeUps() == 2);

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
      try (EventStream idle = provider.open(LoneCall.streamed())) {
        LoneCall second = LoneCall.whole();
        Background<LoneCall.Result> waiting = Background.run(() -> second.runOn(provider));
        Patience.until("a call that waits", () -> second.registeredWakeUps() == 2);

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
      Background<LoneCall.Result> holding = Background.run(() -> LoneCall.whole().runOn(provider));
      server.awaitRequests(1);
      LoneCall second = LoneCall.whole().onWaited(provider::close);
      Background<LoneCall.Result> waiting = Background.run(() -> second.runOn(provider));
      Patience.until("a call that waits", () -> second.registeredWakeUps() == 2);

      answer.open();

      holding.result().succeeded();
      assertThat(waiting.result().error().kind()).isEqualTo(ErrorKind.CLOSED);
      assertThat(second.sentCount()).isZero();
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
      Background<LoneCall.Result> holding = Background.run(() -> LoneCall.whole().runOn(provider));
      server.awaitRequests(1);
      LoneCall second = LoneCall.whole();
      Background<LoneCall.Result> waiting = Background.run(() -> second.runOn(provider));
      Patience.until("a call that waits", () -> second.registeredWakeUps() == 2);
      assertThat(server.connections()).hasSize(1);
      assertThat(second.sentCount()).isZero();

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
      LoneCall.whole().runOn(provider).error();
      LoneCall cancelled = LoneCall.whole();
      Background<LoneCall.Result> running = Background.run(() -> cancelled.runOn(provider));
      server.awaitRequests(2);
      cancelled.cancel();
      running.result().error();
      Background<String> interrupted =
          Background.run(
              () -> {
                Thread.currentThread().interrupt();
                return LoneCall.whole().runOn(provider).error().kind().name();
              });
      assertThat(interrupted.result()).isEqualTo("CANCELLED");
      Background<LoneCall.Result> last = Background.run(() -> LoneCall.whole().runOn(provider));

      assertThat(last.result().succeeded().text()).isEqualTo("Blue");
    }
  }

  private static HttpSettings one() {
    return HttpSettings.builder().maxConnectionsPerHost(1).build();
  }
}
