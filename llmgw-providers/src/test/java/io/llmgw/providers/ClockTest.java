package io.llmgw.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Answers;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The clocks of the engine reach through to the socket. */
@ExtendWith(LeakRule.class)
class ClockTest {
  private static final ConnectionScript REQUEST = ConnectionScript.accept().readRequest();

  @Test
  @Fault("F018")
  void aFirstTokenThatNeverComesEndsTheExchange() {
    runsOut(REQUEST.stall(), Timeouts.firstToken(Duration.ofSeconds(20)), Duration.ofSeconds(20));
  }

  @Test
  @Fault("F079")
  void anEndlessStreamEndsWithTheTotalClock() {
    String ping = HttpText.chunk(": ping\n\n".repeat(100));
    runsOut(
        REQUEST.send(HttpText.eventStream()).sendForever(ping),
        Timeouts.total(Duration.ofSeconds(30)),
        Duration.ofSeconds(30));
  }

  @Test
  @Fault("F077")
  void aStallInTheMiddleOfAnAnswerEndsTheExchangeAndKeepsWhatCame() {
    Duration idle = Duration.ofMillis(400); // nothing else is due so soon
    Gate sent = Gate.closed();
    VirtualTime time = VirtualTime.create();
    ConnectionScript stalling =
        REQUEST.send(HttpText.eventStream() + HttpText.event(Answers.delta("Blue "))).waitFor(sent);
    try (ScriptedServer server = ScriptedServer.start(stalling);
        LlmClient llm = client(server, time, Timeouts.idle(idle))) {
      Visit visit = Door.STREAM.enter(llm, ChatRequest.of("Why is the sky blue?"));
      sent.awaitArrivals(1);
      visit.awaitEvents(2);
      time.awaitDueWithin(idle);

      time.advance(idle.minusMillis(1));
      assertThat(visit.isDone()).isFalse();
      time.advance(Duration.ofMillis(1));

      DoorResult result = visit.await();
      assertThat(result.errorKind()).isEqualTo(ErrorKind.TIMEOUT);
      assertThat(result.error()).hasMessageContaining("idle clock");
      assertThat(result.error().partial().text()).isEqualTo("Blue ");
      server.awaitGone(1);
    }
  }

  private static LlmClient client(ScriptedServer server, VirtualTime time, Timeouts timeouts) {
    return LlmClient.builder()
        .provider(OpenAi.builder().baseUrl(server.url()).build())
        .defaultModel("openai/gpt-test")
        .time(time)
        .timeouts(timeouts)
        .retries(Retries.none())
        .closeGrace(Duration.ZERO)
        .build();
  }

  private static void runsOut(ConnectionScript script, Timeouts timeouts, Duration limit) {
    VirtualTime time = VirtualTime.create();
    try (ScriptedServer server = ScriptedServer.start(script);
        LlmClient llm = client(server, time, timeouts)) {
      Visit visit = Door.STREAM.enter(llm, ChatRequest.of("Why is the sky blue?"));
      server.awaitRequests(1);

      time.advance(limit);

      DoorResult result = visit.await();
      assertThat(result.error()).isNotNull();
      assertThat(result.error().kind()).isEqualTo(ErrorKind.TIMEOUT);
      server.awaitGone(1);
    }
  }
}
