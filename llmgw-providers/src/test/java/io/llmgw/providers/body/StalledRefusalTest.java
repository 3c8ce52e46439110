package io.llmgw.providers.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.time.TimeSource;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Background;
import io.llmgw.providers.rig.Calls;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.LeakRule;
import io.llmgw.test.LoneCall;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal whose body does not come is known by its head. */
@ExtendWith(LeakRule.class)
class StalledRefusalTest {
  private static final ConnectionScript REQUEST = ConnectionScript.accept().readRequest();
  private static final String HEAD =
      HttpText.head(429, "retry-after: 7", "content-length: 500", "x-request-id: req_1");

  private final VirtualTime time = VirtualTime.create();
  private final Scheduling clock = new Scheduling(time);

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"error\":{\"message\":\"slow"})
  void isKnownByItsStatusAfterTwoSeconds(String begun) throws InterruptedException {
    HttpSettings one = HttpSettings.builder().maxConnectionsPerHost(1).build();
    ConnectionScript answers = REQUEST.send(HttpText.json(200, Answers.JSON));
    try (ScriptedServer server = ScriptedServer.start(REQUEST.send(HEAD + begun).stall(), answers);
        Provider provider = Answers.provider(server, one)) {
      LoneCall call = Calls.whole().with(clock).with(Timeouts.none());
      Background<LoneCall.Result> running = Background.run(() -> call.run(provider));
      clock.awaitScheduled();

      time.advance(Duration.ofSeconds(2));

      LlmException refused = running.result().error();
      assertThat(refused.kind()).isEqualTo(ErrorKind.RATE_LIMIT);
      assertThat(refused.httpStatus()).isEqualTo(429);
      assertThat(refused.retryAfter()).hasSeconds(7);
      assertThat(refused.requestId()).isEqualTo("req_1");
      assertThat(call.wakeUps()).isZero();
      server.awaitGone(1);
      // The place of the refused call is free again.
      assertThat(Calls.whole().run(provider).succeeded().text()).isEqualTo("Blue");
    }
  }

  @Test
  void aBodyThatComesInTimeIsReadAndItsClockStops() {
    String error = "{\"error\":{\"code\":\"rate_limit_exceeded\"}}";
    try (ScriptedServer server = ScriptedServer.start(REQUEST.send(HttpText.json(429, error)));
        Provider provider = Answers.provider(server)) {
      LoneCall call = Calls.whole().with(time).with(Timeouts.none());

      LlmException refused = call.run(provider).error();

      assertThat(refused.providerCode()).isEqualTo("rate_limit_exceeded");
      assertThat(time.advanceToNext()).isFalse();
    }
  }

  /** Tells when a first task was scheduled. */
  private static final class Scheduling extends ForwardingTime {
    private final CountDownLatch scheduled = new CountDownLatch(1);

    Scheduling(TimeSource clock) {
      super(clock);
    }

    void awaitScheduled() throws InterruptedException {
      assertThat(scheduled.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
      Scheduled alarm = super.schedule(delay, task);
      scheduled.countDown();
      return alarm;
    }
  }
}
