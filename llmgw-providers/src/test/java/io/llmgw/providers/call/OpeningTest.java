package io.llmgw.providers.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.Timeouts;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Background;
import io.llmgw.providers.rig.Calls;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.LoneCall;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A call that comes while another one is making the client. */
@ExtendWith(LeakRule.class)
class OpeningTest {
  private static final String JSON = HttpText.json(200, Answers.JSON);
  private static final ConnectionScript ANSWER =
      ConnectionScript.accept().readRequest().send(JSON).readRequest().send(JSON);

  private final Gate made = Gate.closed();
  private final VirtualTime time = VirtualTime.create();
  private final LoneCall late =
      Calls.whole().with(time).with(Timeouts.connect(Duration.ofSeconds(5)));

  @Test
  void isHeldToItsConnectClockAndMayTryAgain() {
    try (ScriptedServer server = ScriptedServer.start(ANSWER, ANSWER);
        Provider provider = opening(server)) {
      Background<LoneCall.Result> first = Background.run(() -> Calls.whole().run(provider));
      made.awaitArrivals(1);
      Background<LoneCall.Result> second = Background.run(() -> late.run(provider));
      time.awaitTasks(1);

      time.advance(Duration.ofSeconds(5));

      LlmException failure = second.result().error();
      assertThat(failure.kind()).isEqualTo(ErrorKind.LOCAL_RESOURCE);
      assertThat(failure.isRetryable()).isTrue();
      assertThat(failure).hasMessageContaining("connect clock of PT5S");
      assertThat(late.timesSent()).isZero();
      assertThat(late.wakeUps()).isZero();
      made.open();
      assertThat(first.result().succeeded().text()).isEqualTo("Blue");
      assertThat(Calls.whole().run(provider).succeeded().text()).isEqualTo("Blue");
    }
  }

  @Test
  void isCancelledWhileItWaits() {
    try (ScriptedServer server = ScriptedServer.start(ANSWER, ANSWER);
        Provider provider = opening(server)) {
      Background<LoneCall.Result> first = Background.run(() -> Calls.whole().run(provider));
      made.awaitArrivals(1);
      Background<LoneCall.Result> second = Background.run(() -> late.run(provider));
      time.awaitTasks(1);

      late.cancel();

      assertThat(second.result().error().kind()).isEqualTo(ErrorKind.CANCELLED);
      made.open();
      assertThat(first.result().succeeded().text()).isEqualTo("Blue");
    }
  }

  @Test
  void endsWithAnInterruptAndKeepsTheFlag() {
    AtomicBoolean flag = new AtomicBoolean();
    try (ScriptedServer server = ScriptedServer.start(ANSWER, ANSWER);
        Provider provider = opening(server)) {
      Background<LoneCall.Result> first = Background.run(() -> Calls.whole().run(provider));
      made.awaitArrivals(1);
      Background<LoneCall.Result> second =
          Background.run(
              () -> {
                LoneCall.Result result = late.run(provider);
                flag.set(Thread.currentThread().isInterrupted());
                return result;
              });
      time.awaitTasks(1);

      second.interrupt();

      LlmException failure = second.result().error();
      assertThat(failure.kind()).isEqualTo(ErrorKind.CANCELLED);
      assertThat(failure)
          .isInstanceOfSatisfying(
              CallCancelledException.class,
              cancelled -> assertThat(cancelled.reason()).isEqualTo(Reason.CALLER));
      assertThat(flag).isTrue();
      assertThat(late.timesSent()).isZero();
      made.open();
      assertThat(first.result().succeeded().text()).isEqualTo("Blue");
    }
  }

  @Test
  void goesOnWithTheClientOfTheOther() {
    try (ScriptedServer server = ScriptedServer.start(ANSWER, ANSWER);
        Provider provider = opening(server)) {
      Background<LoneCall.Result> first = Background.run(() -> Calls.whole().run(provider));
      made.awaitArrivals(1);
      Background<LoneCall.Result> second = Background.run(() -> late.run(provider));
      time.awaitTasks(1);

      made.open();

      assertThat(first.result().succeeded().text()).isEqualTo("Blue");
      assertThat(second.result().succeeded().text()).isEqualTo("Blue");
      assertThat(made.arrivals()).isEqualTo(1);
      assertThat(time.tasks()).isZero();
    }
  }

  private Provider opening(ScriptedServer server) {
    OkHttpClient slow =
        new OkHttpClient() {
          @Override
          public Builder newBuilder() {
            try {
              made.pass();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return super.newBuilder();
          }
        };
    return Answers.provider(server, HttpSettings.builder().client(slow).build());
  }
}
