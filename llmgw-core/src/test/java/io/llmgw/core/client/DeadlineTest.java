package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.LlmTimeoutException;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The total of a call, by whichever door. */
class DeadlineTest {
  private static final Duration TOTAL = Duration.ofSeconds(30);
  private static final ChatRequest QUESTION = ChatRequest.of("q").with(Timeouts.total(TOTAL));

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final TapLink tap = TapLink.in(Slot.APPLICATION);
  private final VirtualTime time = VirtualTime.create();
  private final List<Duration> remaining = new ArrayList<>();
  private final Interceptor clockReader =
      chain -> {
        remaining.add(chain.context().remaining());
        return chain.proceed(chain.request());
      };
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .use(tap)
          .use(clockReader)
          .time(time)
          .closeGrace(Duration.ZERO)
          .build();

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @ParameterizedTest
  @EnumSource
  void endsACallThatWaitsForItsFirstContent(Door door) {
    Gate gate = Gate.closed();
    fake.answers(script -> script.waitFor(gate));
    Visit visit = door.enter(llm, QUESTION);
    gate.awaitArrivals(1);

    time.advance(TOTAL.minusNanos(1));
    assertThat(visit.isDone()).isFalse();
    time.advance(Duration.ofNanos(1));

    LlmException error = visit.await().error();
    assertThat(error).isInstanceOf(LlmTimeoutException.class).hasMessageContaining("PT30S");
    assertThat(error.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(error.partial()).isNull();
    expectCancelled();
  }

  @ParameterizedTest
  @EnumSource
  void endsACallInTheMiddleOfItsAnswer(Door door) {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate));
    Visit visit = door.enter(llm, QUESTION);
    gate.awaitArrivals(1);

    time.advance(TOTAL);

    DoorResult result = visit.await();
    assertThat(result.error()).isInstanceOf(StreamInterruptedException.class);
    assertThat(result.errorKind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(result.error().partial()).isNotNull();
    assertThat(result.error().partial().text()).isEqualTo("a").isEqualTo(result.text());
    expectCancelled();
  }

  @Test
  void meetsAReaderWhoDoesNotReadAtTheNextRead() {
    fake.answers(script -> script.text("a").text("b"));
    try (ChatStream stream = llm.stream(QUESTION)) {
      stream.next();
      stream.next();

      time.advance(TOTAL);
      expectCancelled();

      LlmException error = (LlmException) Aside.call(stream::next).failure();
      assertThat(error).isInstanceOf(StreamInterruptedException.class);
      assertThat(error.kind()).isEqualTo(ErrorKind.TIMEOUT);
      assertThat(error.partial()).isNotNull();
      assertThat(error.partial().text()).isEqualTo("a");
    }
  }

  @Test
  void comesFromTheClientForACallWithoutOne() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.waitFor(gate));
    Visit visit = Door.CHAT.enter(llm, ChatRequest.of("q"));
    gate.awaitArrivals(1);

    time.advance(LlmClientBuilder.DEFAULT_TIMEOUTS.total());

    assertThat(visit.await().errorKind()).isEqualTo(ErrorKind.TIMEOUT);
  }

  @Test
  void isKnownToTheLinks() {
    fake.always(script -> script.run(() -> time.advance(Duration.ofSeconds(4))).text("never mind"));

    llm.chat(QUESTION);
    llm.chat(QUESTION);

    assertThat(remaining).containsExactly(TOTAL, TOTAL);
  }

  @Test
  void isForgottenWithTheCall() {
    fake.always("a");

    for (Door door : Door.values()) {
      door.open(llm, QUESTION);
    }
    time.advance(Duration.ofSeconds(1)); // the last round of the watch for leaks

    assertThat(time.tasks()).isZero();
  }

  private void expectCancelled() {
    assertThat(tap.awaitOutcome())
        .isInstanceOfSatisfying(
            Outcome.Cancelled.class, it -> assertThat(it.reason()).isEqualTo(Reason.DEADLINE));
    fake.awaitNoOpenStreams();
    assertThat(tap.outcomes()).hasSize(1);
  }
}
