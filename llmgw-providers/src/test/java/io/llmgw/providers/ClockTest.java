package io.llmgw.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.rig.Answers;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.OutcomeProbe;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clocks of the engine reach through to the socket. */
@ExtendWith(LeakRule.class)
class ClockTest {
  private static final Duration CLOSED_WITHIN = Duration.ofMillis(200);
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final String USAGE =
      "{\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4}}";
  private static final ConnectionScript REQUEST = ConnectionScript.accept().readRequest();

  @Test
  @Fault("F018")
  void aFirstTokenThatNeverComesEndsTheExchange() {
    Duration limit = Duration.ofSeconds(20);
    closesInTime(() -> runsOut(REQUEST.stall(), Timeouts.firstToken(limit), limit));
  }

  @ParameterizedTest
  @Fault("F079")
  @ValueSource(
      strings = {": ping\n\n", "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n"})
  void anEndlessStreamEndsWithTheTotalClock(String event) {
    Duration limit = Duration.ofSeconds(30);
    ConnectionScript endless =
        REQUEST.send(HttpText.eventStream()).sendForever(HttpText.chunk(event.repeat(100)));
    closesInTime(() -> runsOut(endless, Timeouts.total(limit), limit));
  }

  @Test
  @Fault("F079")
  void anEndlessStreamEndsWithItsBytes() {
    closesInTime(ClockTest::runsFull);
  }

  private static Duration runsFull() {
    String content = HttpText.event(Answers.delta("x".repeat(1_000)));
    ConnectionScript endless = REQUEST.send(HttpText.eventStream()).sendForever(content);
    HttpSettings settings = HttpSettings.builder().maxResponseBytes(200_000).build();
    try (ScriptedServer server = ScriptedServer.start(endless);
        LlmClient llm = client(server, settings, VirtualTime.create(), Timeouts.none())) {
      DoorResult result = Door.STREAM.enter(llm, QUESTION).await();
      long ended = System.nanoTime();
      server.awaitGone(1);
      Duration closed = Duration.ofNanos(System.nanoTime() - ended);

      assertThat(result.errorKind()).isEqualTo(ErrorKind.RESPONSE_LIMIT);
      assertThat(result.error().partial().text()).hasSizeBetween(150_000, 200_000);
      return closed;
    }
  }

  @Test
  @Fault("F077")
  void aStallInTheMiddleOfAnAnswerEndsTheExchangeAndKeepsWhatCame() {
    Duration idle = Duration.ofMillis(400); // no other clock runs so long
    Gate sent = Gate.closed();
    VirtualTime time = VirtualTime.create();
    ConnectionScript stalling =
        REQUEST
            .send(HttpText.eventStream() + HttpText.event(Answers.delta("Blue ")))
            .send(HttpText.event(USAGE))
            .waitFor(sent);
    OutcomeProbe attempt = OutcomeProbe.in(Slot.ATTEMPT);
    try (ScriptedServer server = ScriptedServer.start(stalling);
        LlmClient llm = client(server, time, Timeouts.idle(idle), attempt)) {
      Visit visit = Door.STREAM.enter(llm, QUESTION);
      sent.awaitArrivals(1);
      visit.awaitEvents(3);
      time.awaitDueIn(idle);

      time.advance(idle.minusMillis(1));
      assertThat(visit.isDone()).isFalse();
      time.advance(Duration.ofMillis(1));

      DoorResult result = visit.await();
      assertThat(result.errorKind()).isEqualTo(ErrorKind.TIMEOUT);
      assertThat(result.error()).hasMessageContaining("idle clock");
      assertThat(result.error().partial().text()).isEqualTo("Blue ");
      attempt.awaitSettled();
      assertThat(attempt.outcomes())
          .singleElement()
          .extracting(Outcome::usage)
          .isEqualTo(Usage.reported(9, 4));
      server.awaitGone(1);
    }
  }

  private static LlmClient client(
      ScriptedServer server, VirtualTime time, Timeouts timeouts, Interceptor... links) {
    return client(server, HttpSettings.DEFAULTS, time, timeouts, links);
  }

  private static LlmClient client(
      ScriptedServer server,
      HttpSettings settings,
      VirtualTime time,
      Timeouts timeouts,
      Interceptor... links) {
    LlmClientBuilder builder =
        LlmClient.builder()
            .provider(Answers.provider(server, settings))
            .defaultModel("openai/gpt-test")
            .time(time)
            .timeouts(timeouts)
            .retries(Retries.none())
            .closeGrace(Duration.ZERO);
    for (Interceptor link : links) {
      builder.use(link);
    }
    return builder.build();
  }

  /** How long the other side took to see the end. */
  private static Duration runsOut(ConnectionScript script, Timeouts timeouts, Duration limit) {
    VirtualTime time = VirtualTime.create();
    try (ScriptedServer server = ScriptedServer.start(script);
        LlmClient llm = client(server, time, timeouts)) {
      Visit visit = Door.STREAM.enter(llm, QUESTION);
      server.awaitRequests(1);

      time.advance(limit.minusMillis(1));
      assertThat(visit.isDone()).isFalse();
      assertThat(time.untilNext()).isEqualTo(Duration.ofMillis(1));
      long due = System.nanoTime();
      time.advance(Duration.ofMillis(1));
      server.awaitGone(1);
      Duration closed = Duration.ofNanos(System.nanoTime() - due);

      assertThat(visit.await().errorKind()).isEqualTo(ErrorKind.TIMEOUT);
      return closed;
    }
  }

  /** A thread that a busy machine runs late is late once; a wait that is built in, each time. */
  private static void closesInTime(Supplier<Duration> run) {
    Duration first = run.get();
    if (first.compareTo(CLOSED_WITHIN) > 0) {
      assertThat(run.get()).as("the second try, after " + first).isLessThan(CLOSED_WITHIN);
    }
  }
}
