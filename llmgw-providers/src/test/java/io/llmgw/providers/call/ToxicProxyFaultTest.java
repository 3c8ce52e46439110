package io.llmgw.providers.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.DoorResult.Ending;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.Toxic;
import io.llmgw.test.socket.ToxicProxy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls over a bad network: between the client and a sound server stands a toxic proxy. */
@ExtendWith(LeakRule.class)
class ToxicProxyFaultTest {
  private static final String ANSWER = "Blue light scatters most, since its waves are short.";
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final Duration HOUR = Duration.ofHours(1);

  private final VirtualTime time = VirtualTime.create();

  @Test
  @Fault("F019")
  void theWriteClockEndsAnUploadThatStallsOnTheWay() {
    Duration limit = Duration.ofSeconds(7);
    ChatRequest large = ChatRequest.of("x".repeat(24 << 20));
    try (SimulatedProvider server = SimulatedProvider.openAi().always(ANSWER).start();
        ToxicProxy proxy = ToxicProxy.before(server.port()).upstream(Toxic.stall());
        LlmClient llm = client(server, proxy, patient().write(limit))) {
      Visit visit = Door.CHAT.enter(llm, large);
      time.awaitDueIn(limit);
      proxy.awaitOpenConnections(1);

      time.advance(limit);

      LlmException late = visit.await().error();
      assertThat(late.kind()).isEqualTo(ErrorKind.TIMEOUT);
      assertThat(late).hasMessageContaining("write clock of PT7S");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  @Fault("F077")
  void theIdleClockEndsAStreamThatStallsOnTheWay() {
    Duration limit = Duration.ofSeconds(9);
    Gate gate = Gate.closed();
    try (SimulatedProvider server =
            SimulatedProvider.openAi().always(Reply.text(ANSWER).holdAfterEvents(2, gate)).start();
        ToxicProxy proxy = ToxicProxy.before(server.port());
        LlmClient llm = client(server, proxy, patient().idle(limit))) {
      Visit visit = Door.STREAM.enter(llm, QUESTION);
      visit.awaitEvents(3);
      proxy.downstream(Toxic.stall());
      gate.open();
      server.awaitServed(1);
      time.awaitDueIn(limit);

      time.advance(limit.minusMillis(1));
      assertThat(visit.isDone()).isFalse();
      time.advance(Duration.ofMillis(1));

      DoorResult result = visit.await();
      assertThat(result.error()).isInstanceOf(StreamInterruptedException.class);
      assertThat(result.errorKind()).isEqualTo(ErrorKind.TIMEOUT);
      assertThat(result.text()).isEqualTo("Blue light");
      assertThat(result.error().partial().text()).isEqualTo("Blue light");
      proxy.reset();
      proxy.awaitOpenConnections(0);
    }
  }

  @Test
  void aStreamThatComesByteByByteIsWhole() {
    try (SimulatedProvider server = SimulatedProvider.openAi().always(ANSWER + " ☁").start();
        ToxicProxy proxy = ToxicProxy.before(server.port());
        LlmClient llm = client(server, proxy, patient())) {
      proxy.downstream(Toxic.slices(1)).upstream(Toxic.slices(1));

      assertThat(Door.STREAM.open(llm, QUESTION).text()).isEqualTo(ANSWER + " ☁");
      assertThat(Door.CHAT.open(llm, QUESTION).text()).isEqualTo(ANSWER + " ☁");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40, 130, 320, 480, 640, 800, 960, 1200, 1600})
  @Fault({"F067", "F068"})
  void aResetAnywhereIsAFailureWithAPrefixOfTheAnswer(int bytes) {
    breaksAfter(bytes, Toxic.resetAfter(bytes));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40, 130, 320, 480, 640, 800, 960, 1200, 1600})
  @Fault({"F017", "F069"})
  void aCleanEndAnywhereIsAFailureWithAPrefixOfTheAnswer(int bytes) {
    breaksAfter(bytes, Toxic.closeAfter(bytes));
  }

  private void breaksAfter(int bytes, Toxic toxic) {
    try (SimulatedProvider server = SimulatedProvider.openAi().always(ANSWER).start();
        ToxicProxy proxy = ToxicProxy.before(server.port()).downstream(toxic);
        LlmClient llm = client(server, proxy, patient())) {
      DoorResult result = Door.STREAM.open(llm, QUESTION);

      assertThat(result.ending()).isEqualTo(Ending.FAILED);
      assertThat(ANSWER).startsWith(result.text()).isNotEqualTo(result.text());
      assertThat(server.requests()).hasSizeLessThanOrEqualTo(1);
      assertThat(proxy.bytesDownstream()).isLessThanOrEqualTo(bytes);
    }
  }

  private LlmClient client(SimulatedProvider server, ToxicProxy proxy, Timeouts timeouts) {
    return LlmClient.builder()
        .provider(server.provider(proxy))
        .defaultModel(server.model())
        .time(time)
        .timeouts(timeouts)
        .retries(Retries.none())
        .closeGrace(Duration.ZERO)
        .build();
  }

  private static Timeouts.Clocks patient() {
    return Timeouts.connect(HOUR).firstToken(HOUR).idle(HOUR).attempt(HOUR).total(HOUR);
  }
}
