package io.llmgw.core.retry;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.DoorResult.Ending;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a client waits before it repeats, for which it is not waiting any more. */
class RetryWaitTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final TrailRecords trail = new TrailRecords();
  private final VirtualTime time = VirtualTime.create();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .time(time)
          .observe(trail)
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
  void everyDoorAnswersAfterARepeat(Door door) {
    fake.answers(script -> script.started().fail(ErrorKind.OVERLOADED)).answers("blue");

    Visit visit = door.enter(llm, QUESTION);
    passOneWait();

    DoorResult result = visit.await();
    assertThat(result.ending()).isEqualTo(Ending.SUCCEEDED);
    assertThat(result.text()).isEqualTo("blue");
    assertThat(fake.received()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void everyDoorFailsWithAllItsAttempts(Door door) {
    fake.always(script -> script.fail(ErrorKind.SERVER));

    Visit visit = door.enter(llm, QUESTION);
    passOneWait();
    passOneWait();

    DoorResult result = visit.await();
    assertThat(result.errorKind()).isEqualTo(ErrorKind.SERVER);
    assertThat(result.error().attempts()).hasSize(3);
    assertThat(fake.received()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F088")
  void noDoorRepeatsAfterContent(Door door) {
    fake.answers(script -> script.text("bl").fail(ErrorKind.STREAM_BROKEN)).answers("blue");

    DoorResult result = door.open(llm, QUESTION);

    assertThat(result.errorKind()).isEqualTo(ErrorKind.STREAM_BROKEN);
    assertThat(fake.received()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aCancelEndsTheWait(Door door) {
    fake.fails(ErrorKind.OVERLOADED).answers("blue");
    Visit visit = door.enter(llm, QUESTION);
    time.awaitSleepers(1);

    long before = System.nanoTime();
    visit.cancel();

    assertThat(visit.await().ending()).isEqualTo(Ending.CANCELLED);
    Patience.until("the wait to end", () -> time.sleepers() == 0);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Patience.limit());
    assertThat(fake.received()).isEqualTo(1);
    Patience.until("an account", () -> !trail.attempts().isEmpty());
    assertThat(trail.attempts()).hasSize(1);
  }

  @Test
  void anInterruptOfTheCallerEndsTheWait() {
    fake.fails(ErrorKind.OVERLOADED).answers("blue");
    Visit visit = Door.CHAT.enter(llm, QUESTION);
    time.awaitSleepers(1);

    visit.interrupt();

    DoorResult result = visit.await();
    assertThat(result.error())
        .isInstanceOfSatisfying(
            CallCancelledException.class,
            cancelled -> assertThat(cancelled.reason()).isEqualTo(Reason.CALLER));
    assertThat(fake.received()).isEqualTo(1);
  }

  @Test
  @Fault("F036")
  void whatTheProviderAsksForIsWaitedForAndNeverLess() {
    fake.answers(script -> script.fail(limited(ofSeconds(2)))).answers("blue");

    Visit visit = Door.CHAT.enter(llm, QUESTION);
    time.awaitSleepers(1);
    time.advance(ofMillis(1999));
    assertThat(time.sleepers()).isEqualTo(1);
    assertThat(fake.received()).isEqualTo(1);
    time.advance(ofMillis(1));

    assertThat(visit.await().text()).isEqualTo("blue");
    assertThat(trail.last()).containsExactly("repeat in 2000 ms by retry-after: RATE_LIMIT");
  }

  @Test
  @Fault("F036")
  void alsoWhereNothingRestsForIt() {
    LlmException busy = LlmException.of(ErrorKind.SERVER, "later").retryAfter(ofSeconds(3)).build();
    fake.answers(script -> script.fail(busy)).answers("blue");

    Visit visit = Door.CHAT.enter(llm, QUESTION);
    passOneWait();

    assertThat(visit.await().text()).isEqualTo("blue");
    assertThat(trail.last()).containsExactly("repeat in 3000 ms by retry-after: SERVER");
  }

  @Test
  void whereAnotherCallHasFoundThatTheTargetRestsThatIsWaitedFor() {
    Gate gate = Gate.closed();
    LlmException overloaded =
        LlmException.of(ErrorKind.OVERLOADED, "later").retryAfter(ofSeconds(9)).build();
    fake.answers(script -> script.waitFor(gate).fail(ErrorKind.SERVER))
        .answers(script -> script.fail(overloaded))
        .answers("blue");
    Visit visit = Door.CHAT.enter(llm, QUESTION);
    gate.awaitArrivals(1);
    Door.CHAT.open(llm, QUESTION.with(Retries.none()));

    gate.open();
    passOneWait();

    assertThat(visit.await().text()).isEqualTo("blue");
    assertThat(trail.last()).containsExactly("repeat in 9000 ms by cool-down: SERVER");
  }

  @Test
  @Fault("F036")
  void aWaitOfNothingIsABackOff() {
    fake.answers(script -> script.fail(limited(Duration.ZERO))).answers("blue");

    Visit visit = Door.CHAT.enter(llm, QUESTION);
    passOneWait();

    assertThat(visit.await().text()).isEqualTo("blue");
    assertThat(time.nanos()).isBetween(0L, ofMillis(500).toNanos());
    assertThat(trail.last().get(0)).endsWith("by back-off: RATE_LIMIT");
  }

  @ParameterizedTest
  @ValueSource(longs = {10_001, 3_600_000, Long.MAX_VALUE})
  @Fault("F041")
  void aWaitThatIsTooLongIsAFailureAtOnce(long millis) {
    Duration asked = millis == Long.MAX_VALUE ? ofSeconds(Long.MAX_VALUE) : ofMillis(millis);
    fake.answers(script -> script.fail(limited(asked))).answers("blue");

    LlmException failure = Door.CHAT.open(llm, QUESTION).error();

    assertThat(failure.kind()).isEqualTo(ErrorKind.RATE_LIMIT);
    assertThat(failure.retryAfter()).isEqualTo(asked);
    assertThat(fake.received()).isEqualTo(1);
    assertThat(time.nanos()).isZero();
    assertThat(trail.last())
        .containsExactly(
            "no repeat: RATE_LIMIT with a wait of "
                + (millis == Long.MAX_VALUE ? Duration.ofHours(1) : asked)
                + ", more than PT10S");
  }

  @Test
  @Fault({"F020", "F041"})
  void noRepeatBeginsThatCouldNotFinish() {
    fake.answers(script -> script.fail(limited(ofMillis(4_501)))).answers("blue");

    LlmException failure = Door.CHAT.open(llm, QUESTION.with(Timeouts.total(ofSeconds(5)))).error();

    assertThat(failure.kind()).isEqualTo(ErrorKind.RATE_LIMIT);
    assertThat(failure.retryAfter()).isEqualTo(ofMillis(4_501));
    assertThat(fake.received()).isEqualTo(1);
    assertThat(trail.last()).containsExactly("no repeat: RATE_LIMIT with 5000 ms to the deadline");
  }

  @Test
  @Fault("F090")
  void anInterruptEndsTheWaitAndIsKept() {
    fake.fails(ErrorKind.OVERLOADED).answers("blue");
    Aside<Boolean> caller =
        Aside.call(
            () -> {
              assertThatThrownBy(() -> llm.chat(QUESTION))
                  .isInstanceOf(CallCancelledException.class);
              return Thread.currentThread().isInterrupted();
            });
    time.awaitSleepers(1);

    caller.thread().interrupt();

    assertThat(caller.get()).isTrue();
    assertThat(fake.received()).isEqualTo(1);
  }

  @Test
  @Fault("F036")
  void theLongestWaitThatIsKeptIsTenSeconds() {
    fake.answers(script -> script.fail(limited(ofSeconds(10)))).answers("blue");

    Visit visit = Door.CHAT.enter(llm, QUESTION);
    passOneWait();

    assertThat(visit.await().text()).isEqualTo("blue");
    assertThat(time.nanos()).isEqualTo(ofSeconds(10).toNanos());
  }

  @Test
  void oneThatCanFinishBegins() {
    fake.answers(script -> script.fail(limited(ofMillis(4_500)))).answers("blue");

    Visit visit = Door.CHAT.enter(llm, QUESTION.with(Timeouts.total(ofSeconds(5))));
    passOneWait();

    assertThat(visit.await().text()).isEqualTo("blue");
  }

  @Test
  @Fault("F020")
  void theLastTryHasWhatIsLeftOfTheDeadline() {
    Gate never = Gate.closed();
    fake.always(script -> script.waitFor(never));
    Timeouts clocks = Timeouts.firstToken(ofSeconds(3)).total(ofSeconds(5));

    Visit visit = Door.CHAT.enter(llm, QUESTION.with(clocks));
    never.awaitArrivals(1);
    time.advance(ofSeconds(3));
    passOneWait();
    never.awaitArrivals(2);
    time.advance(ofSeconds(5).minusNanos(time.nanos()));

    DoorResult result = visit.await();
    assertThat(result.errorKind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(result.error().attempts()).hasSize(2);
    assertThat(fake.received()).isEqualTo(2);
  }

  @Test
  void aClockThatRanOutAfterTheSendingIsRepeatedOnce() {
    Gate never = Gate.closed();
    fake.always(script -> script.waitFor(never));

    Visit visit = Door.CHAT.enter(llm, QUESTION.with(Timeouts.attempt(ofSeconds(3))));
    never.awaitArrivals(1);
    time.advance(ofSeconds(3));
    passOneWait();
    never.awaitArrivals(2);
    time.advance(ofSeconds(3));

    DoorResult result = visit.await();
    assertThat(result.errorKind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(result.error().attempts()).hasSize(2).allMatch(attempt -> attempt.possiblyBilled());
  }

  private void passOneWait() {
    time.awaitSleepers(1);
    time.advanceToNext();
  }

  private static LlmException limited(Duration retryAfter) {
    return LlmException.of(ErrorKind.RATE_LIMIT, "slow down").retryAfter(retryAfter).build();
  }
}
