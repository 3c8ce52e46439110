package io.llmgw.core.account;

import static io.llmgw.core.account.DrainedCalls.CAP;
import static io.llmgw.core.account.DrainedCalls.QUESTION;
import static io.llmgw.core.account.DrainedCalls.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.request.UsageDrain;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.api.usage.Usage;
import io.llmgw.core.client.Aside;
import io.llmgw.core.link.Drains;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An answer that its caller has left is read on to the usage that its provider reports. */
@Fault("F065")
class UsageDrainTest {
  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final DrainedCalls calls = new DrainedCalls();
  private final ScriptedProvider fake = calls.fake;
  private final Accounts accounts = calls.accounts;
  private final VirtualTime time = calls.time;
  private LlmClient llm;

  @BeforeEach
  void open() {
    leaks.of(fake);
    llm = calls.builder().build();
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @ParameterizedTest
  @EnumSource
  void letsTheCallerGoAtOnceAndReadsOnToTheReportedUsage(Door door) {
    Gate gate = calls.halfAnAnswer();

    DoorResult result = calls.cancelledInTheMiddle(llm, door, gate).await();

    assertThat(result.ending()).isEqualTo(DoorResult.Ending.CANCELLED);
    assertThat(accounts.all()).isEmpty();
    gate.open();
    calls.assertReported();
    assertThat(result.text()).doesNotContain("y");
  }

  @Test
  void readsOnWhenAStreamIsClosedBetweenTwoReads() {
    Gate gate = calls.halfAnAnswer();
    ChatStream stream = llm.stream(QUESTION);
    stream.next();
    stream.next();

    stream.close();

    gate.awaitArrivals(1);
    assertThat(accounts.all()).isEmpty();
    gate.open();
    calls.assertReported();
  }

  @Test
  void readsOnWhenTheLoopOverAStreamIsLeft() {
    Gate gate = calls.halfAnAnswer();

    try (ChatStream stream = llm.stream(QUESTION)) {
      assertThat(stream.text().iterator().next()).startsWith("x");
    }

    gate.open();
    calls.assertReported();
  }

  @Test
  void tellsTheReaderWhatHeWasGivenAndThatTheAttemptStillRuns() {
    Gate gate = calls.halfAnAnswer();
    CancelHandle handle = new CancelHandle();
    ChatStream stream = llm.cancelledBy(handle).stream(QUESTION);
    Aside<?> reader = Aside.call(stream::response);
    gate.awaitArrivals(1);

    handle.cancel();

    CallCancelledException told = (CallCancelledException) reader.failure();
    assertThat(told.partial()).isNotNull();
    assertThat(told.attempts()).extracting(AttemptRecord::state).containsOnly(AttemptState.RUNNING);
    gate.open();
    calls.assertReported();
  }

  @Test
  void letsAnInterruptedCallerGoAtOnce() {
    Gate gate = calls.halfAnAnswer();
    Visit visit = Door.CHAT.enter(llm, QUESTION);
    gate.awaitArrivals(1);

    visit.interrupt();

    assertThat(visit.await().ending()).isEqualTo(DoorResult.Ending.CANCELLED);
    assertThat(accounts.all()).isEmpty();
    gate.open();
    calls.assertReported();
  }

  @Test
  void everyTapHearsOfACancelledCallThatUsedWhatWasReported() {
    List<String> heard = new ArrayList<>();
    LlmClient tapped = calls.builder().use(new OutcomeNotes(heard)).build();
    Gate gate = calls.halfAnAnswer();
    try (tapped) {
      Visit visit = Door.STREAM.enter(tapped, QUESTION);
      gate.awaitArrivals(1);
      visit.cancel();
      visit.await();
      gate.open();
      calls.assertReported();
    }
    assertThat(heard).containsExactly("Cancelled Usage[input=10, output=500]");
    assertThat(accounts.only().trail())
        .anySatisfy(entry -> assertThat(entry.note()).isEqualTo("read on to the end"));
  }

  @ParameterizedTest
  @EnumSource
  void cutsAndEstimatesWhenTheTimeIsOver(Door door) {
    Gate gate = calls.halfAnAnswer();
    calls.cancelledInTheMiddle(llm, door, gate).await();

    time.advance(CAP.minusMillis(1));
    assertThat(fake.openStreams()).isEqualTo(1);
    time.advance(Duration.ofMillis(1));

    calls.assertEstimated();
  }

  @Test
  void cutsAndEstimatesWhenEnoughIsRead() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("x").waitFor(gate).endless("y".repeat(100)));
    Visit visit = calls.cancelledInTheMiddle(llm, Door.STREAM, gate);
    visit.await();

    gate.open();

    calls.assertEstimated();
    assertThat(accounts.attempt().usage().outputTokens().provenance())
        .isEqualTo(Provenance.ESTIMATED);
    assertThat(accounts.attempt().usage().outputTokens().tokens()).isBetween(500L, 10_200L);
    assertThat(accounts.only().trail())
        .extracting(TrailEntry::note)
        .contains("cut before the end, and estimated");
  }

  @Test
  void countsWhatHasComeWhenTheProviderBreaksOff() {
    Gate gate = Gate.closed();
    fake.answers(
        script -> script.text("x".repeat(400)).waitFor(gate).fail(ErrorKind.STREAM_BROKEN));
    calls.cancelledInTheMiddle(llm, Door.STREAM, gate).await();

    gate.open();

    calls.assertEstimated();
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalThatComesAfterwardsIsFreeAndNotRepeated(Door door) {
    Gate gate = Gate.closed();
    LlmException busy = LlmException.of(ErrorKind.OVERLOADED, "busy").httpStatus(529).build();
    fake.answers(script -> script.waitFor(gate).fail(busy));
    calls.cancelledInTheMiddle(llm, door, gate).await();

    gate.open();

    AttemptRecord attempt = accounts.attempt();
    assertThat(attempt.state()).isEqualTo(AttemptState.FAILED);
    assertThat(attempt.cost()).isEqualTo(Cost.ZERO);
    assertThat(fake.received()).isEqualTo(1);
  }

  @Test
  void aFailureIsOneAsWithoutIt() {
    fake.fails(ErrorKind.AUTH);

    LlmException failure = catchThrowableOfType(LlmException.class, () -> llm.chat(QUESTION));

    assertThat(failure.kind()).isEqualTo(ErrorKind.AUTH);
  }

  @Test
  void anAnswerIsOneAsWithoutIt() {
    fake.answers("blue");

    Served served = llm.chat(QUESTION).served();

    assertThat(served.model()).isEqualTo("scripted-1");
    assertThat(served.attempts().get(0).timeToFirstToken()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"81, true", "80, false"})
  void soManyCharactersAreReadOnAndNoMore(int characters, boolean toTheEnd) {
    Gate gate = Gate.closed();
    fake.answers(
        script ->
            script.text("x").waitFor(gate).text("y".repeat(40)).text("z".repeat(40)).usage(WHOLE));
    Visit visit =
        Door.STREAM.enter(llm, QUESTION.with(UsageDrain.within(Duration.ofMinutes(1), characters)));
    gate.awaitArrivals(1);
    visit.cancel();
    visit.await();

    gate.open();

    assertThat(accounts.attempt().usage().equals(WHOLE)).isEqualTo(toTheEnd);
  }

  @Test
  void aCallMaySwitchItOff() {
    Gate gate = calls.halfAnAnswer();
    Visit visit = Door.STREAM.enter(llm, QUESTION.with(UsageDrain.OFF));
    gate.awaitArrivals(1);

    visit.cancel();

    calls.assertEstimated();
  }

  @Test
  void aCallMaySwitchItOn() {
    Gate gate = calls.halfAnAnswer();
    try (LlmClient plain =
        LlmClient.builder().provider(fake).defaultModel(fake.model()).observe(accounts).build()) {
      Visit visit =
          Door.STREAM.enter(plain, QUESTION.with(UsageDrain.within(Duration.ofMinutes(1), 1000)));
      gate.awaitArrivals(1);
      visit.cancel();
      visit.await();
      gate.open();
      assertThat(accounts.attempt().usage()).isEqualTo(WHOLE);
    }
  }

  @Test
  void aDeadlineIsNotTheCallersAndCutsAtOnce() {
    Gate gate = calls.halfAnAnswer();
    Visit visit = Door.STREAM.enter(llm, QUESTION.with(Timeouts.total(Duration.ofSeconds(3))));
    gate.awaitArrivals(1);

    time.advance(Duration.ofSeconds(3));

    LlmException told = Objects.requireNonNull(visit.await().error());
    assertThat(told.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(told.attempts())
        .extracting(AttemptRecord::state)
        .doesNotContain(AttemptState.RUNNING);
    assertThat(accounts.attempt().usage().inputTokens().provenance())
        .isEqualTo(Provenance.ESTIMATED);
  }

  @Test
  void whatWasNeverSentIsNotReadOn() {
    CancelHandle handle = new CancelHandle();
    llm.close();
    llm = calls.builder().use(new CancellingBefore(handle)).build();

    DoorResult result = Door.CHAT.open(llm.cancelledBy(handle), QUESTION);

    assertThat(result.ending()).isEqualTo(DoorResult.Ending.CANCELLED);
    assertThat(fake.received()).isZero();
    assertThat(accounts.attempt().usage()).isEqualTo(Usage.ZERO);
  }

  @ParameterizedTest
  @EnumSource
  void closingTheClientEndsIt(Door door) {
    calls.cancelledInTheMiddle(llm, door, calls.halfAnAnswer()).await();

    llm.close();

    calls.assertEstimated();
    fake.awaitNoOpenStreams();
  }

  @Test
  void closingWithAGraceWaitsForItAndNoLonger() {
    llm = calls.builder(Duration.ofSeconds(5)).build();
    calls.cancelledInTheMiddle(llm, Door.STREAM, calls.halfAnAnswer()).await();
    int before = time.tasks();
    Aside<Boolean> closing = Aside.run(llm::close);
    Patience.until("the grace has begun", () -> time.tasks() > before);
    assertThat(closing.isDone()).isFalse();

    time.advance(Duration.ofSeconds(5));

    assertThat(closing.get()).isTrue();
    calls.assertEstimated();
  }

  @Test
  void onlySoManyAreReadOnAtATimeAndEachMakesRoomAtItsEnd() {
    List<Gate> gates = new ArrayList<>();
    for (int i = 0; i < Drains.MOST; i++) {
      gates.add(calls.halfAnAnswer());
      calls.cancelledInTheMiddle(llm, Door.STREAM, gates.get(i)).await();
    }
    assertThat(accounts.all()).isEmpty();

    calls.cancelledInTheMiddle(llm, Door.STREAM, calls.halfAnAnswer());
    Patience.until("the one too many", () -> accounts.all().size() == 1);
    gates.get(0).open();
    Patience.until("an end", () -> accounts.all().size() == 2);
    Gate next = calls.halfAnAnswer();
    calls.cancelledInTheMiddle(llm, Door.STREAM, next).await();
    assertThat(accounts.all()).hasSize(2);

    gates.forEach(Gate::open);
    next.open();
    Patience.until("all", () -> accounts.all().size() == Drains.MOST + 2);
    assertThat(accounts.all())
        .extracting(Served::usage)
        .filteredOn(WHOLE::equals)
        .hasSize(Drains.MOST + 1);
  }

  @Test
  void leavingAndCompletionAtTheSameTimeAreAccountedOnce() {
    Races.repeat(
        repeat -> {
          Gate gate = calls.halfAnAnswer();
          Visit visit = Door.values()[repeat % 4].enter(llm, QUESTION);
          gate.awaitArrivals(1);

          Races.together(visit::cancel, gate::open);
          visit.await();

          Patience.until("an account", () -> accounts.all().size() == repeat);
          assertThat(accounts.all().get(repeat - 1).usage()).isEqualTo(WHOLE);
        });
    fake.awaitNoOpenStreams();
  }

  @Test
  void leavingAndTheCloseOfTheClientAtTheSameTimeLeaveNothingOpen() {
    Races.repeat(
        repeat -> {
          ScriptedProvider own = ScriptedProvider.named("own");
          LlmClient client = calls.builder(Duration.ZERO).provider(own).build();
          Gate gate = Gate.closed();
          own.answers(script -> script.text("x".repeat(40)).waitFor(gate).usage(WHOLE));
          Visit visit = Door.values()[repeat % 4].enter(client, QUESTION.withModel(own.model()));
          gate.awaitArrivals(1);

          Races.together(visit::cancel, client::close, gate::open);
          visit.await();

          Patience.until("an account", () -> accounts.all().size() == repeat);
          AttemptRecord attempt = accounts.all().get(repeat - 1).attempts().get(0);
          assertThat(attempt.state()).isNotEqualTo(AttemptState.RUNNING);
          assertThat(attempt.usage().inputTokens().isKnown()).isTrue();
          own.awaitNoOpenStreams();
        });
  }
}
