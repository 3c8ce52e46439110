package io.llmgw.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.request.UsageDrain;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.Served;
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
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An answer that its caller has left is read on to the usage that its provider reports. */
@Fault("F065")
class UsageDrainTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final Duration CAP = Duration.ofSeconds(10);
  private static final Usage WHOLE = Usage.reported(10, 500);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final Accounts accounts = new Accounts();
  private final VirtualTime time = VirtualTime.create();
  private LlmClient llm;

  @BeforeEach
  void open() {
    leaks.of(fake);
    llm = builder().build();
  }

  @AfterEach
  void close() {
    llm.close();
  }

  private LlmClientBuilder builder() {
    return builder(Duration.ZERO);
  }

  private LlmClientBuilder builder(Duration grace) {
    PriceRow price =
        PriceRow.builder("test", LocalDate.of(2026, 11, 1)).input("1").output("2").build();
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .catalog(ModelCatalog.empty().withPrice(fake.model(), price))
        .observe(accounts)
        .time(time)
        .closeGrace(grace)
        .usageDrain(UsageDrain.within(CAP, 10_000));
  }

  /** An answer that waits in its middle. */
  private Gate halfAnAnswer() {
    Gate gate = Gate.closed();
    fake.answers(
        script -> script.text("x".repeat(40)).waitFor(gate).text("y".repeat(40)).usage(WHOLE));
    return gate;
  }

  private Visit cancelledInTheMiddle(Door door, Gate gate) {
    Visit visit = door.enter(llm, QUESTION);
    gate.awaitArrivals(1);
    visit.cancel();
    return visit;
  }

  private void assertReported() {
    AttemptRecord attempt = accounts.attempt();
    assertThat(attempt.state()).isEqualTo(AttemptState.CANCELLED);
    assertThat(attempt.usage()).isEqualTo(WHOLE);
    assertThat(attempt.cost()).isEqualTo(Cost.estimated(new BigDecimal("0.00101"), "USD"));
    assertThat(accounts.only().usage()).isEqualTo(WHOLE);
  }

  private void assertEstimated() {
    AttemptRecord attempt = accounts.attempt();
    assertThat(attempt.state()).isEqualTo(AttemptState.CANCELLED);
    assertThat(attempt.possiblyBilled()).isTrue();
    assertThat(attempt.usage().inputTokens().provenance()).isEqualTo(Provenance.ESTIMATED);
  }

  @ParameterizedTest
  @EnumSource
  void letsTheCallerGoAtOnceAndReadsOnToTheReportedUsage(Door door) {
    Gate gate = halfAnAnswer();

    DoorResult result = cancelledInTheMiddle(door, gate).await();

    assertThat(result.ending()).isEqualTo(DoorResult.Ending.CANCELLED);
    assertThat(accounts.all()).isEmpty();
    gate.open();
    assertReported();
    assertThat(result.text()).doesNotContain("y");
  }

  @Test
  void readsOnWhenAStreamIsClosedBetweenTwoReads() {
    Gate gate = halfAnAnswer();
    ChatStream stream = llm.stream(QUESTION);
    stream.next();
    stream.next();

    stream.close();

    gate.awaitArrivals(1);
    assertThat(accounts.all()).isEmpty();
    gate.open();
    assertReported();
  }

  @Test
  void readsOnWhenTheLoopOverAStreamIsLeft() {
    Gate gate = halfAnAnswer();

    try (ChatStream stream = llm.stream(QUESTION)) {
      assertThat(stream.text().iterator().next()).startsWith("x");
    }

    gate.open();
    assertReported();
  }

  @Test
  void tellsTheReaderWhatHeWasGivenAndThatTheAttemptStillRuns() {
    Gate gate = halfAnAnswer();
    CancelHandle handle = new CancelHandle();
    ChatStream stream = llm.cancelledBy(handle).stream(QUESTION);
    Aside<?> reader = Aside.call(stream::response);
    gate.awaitArrivals(1);

    handle.cancel();

    CallCancelledException told = (CallCancelledException) reader.failure();
    assertThat(told.partial()).isNotNull();
    assertThat(told.attempts()).extracting(AttemptRecord::state).containsOnly(AttemptState.RUNNING);
    gate.open();
    assertReported();
  }

  @Test
  void letsAnInterruptedCallerGoAtOnce() {
    Gate gate = halfAnAnswer();
    Visit visit = Door.CHAT.enter(llm, QUESTION);
    gate.awaitArrivals(1);

    visit.interrupt();

    assertThat(visit.await().ending()).isEqualTo(DoorResult.Ending.CANCELLED);
    assertThat(accounts.all()).isEmpty();
    gate.open();
    assertReported();
  }

  @Test
  void everyTapHearsOfACancelledCallThatUsedWhatWasReported() {
    List<String> heard = new ArrayList<>();
    LlmClient tapped = builder().use(new OutcomeNotes(heard)).build();
    Gate gate = halfAnAnswer();
    try (tapped) {
      Visit visit = Door.STREAM.enter(tapped, QUESTION);
      gate.awaitArrivals(1);
      visit.cancel();
      visit.await();
      gate.open();
      assertReported();
    }
    assertThat(heard).containsExactly("Cancelled Usage[input=10, output=500]");
    assertThat(accounts.only().trail())
        .anySatisfy(entry -> assertThat(entry.note()).isEqualTo("read on to the end"));
  }

  @ParameterizedTest
  @EnumSource
  void cutsAndEstimatesWhenTheTimeIsOver(Door door) {
    Gate gate = halfAnAnswer();
    cancelledInTheMiddle(door, gate).await();

    time.advance(CAP.minusMillis(1));
    assertThat(fake.openStreams()).isEqualTo(1);
    time.advance(Duration.ofMillis(1));

    assertEstimated();
  }

  @Test
  void cutsAndEstimatesWhenEnoughIsRead() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("x").waitFor(gate).endless("y".repeat(100)));
    Visit visit = cancelledInTheMiddle(Door.STREAM, gate);
    visit.await();

    gate.open();

    assertEstimated();
    assertThat(accounts.attempt().usage().outputTokens().provenance())
        .isEqualTo(Provenance.ESTIMATED);
    assertThat(accounts.attempt().usage().outputTokens().tokens()).isBetween(500L, 10_200L);
  }

  @Test
  void countsWhatHasComeWhenTheProviderBreaksOff() {
    Gate gate = Gate.closed();
    fake.answers(
        script -> script.text("x".repeat(400)).waitFor(gate).fail(ErrorKind.STREAM_BROKEN));
    cancelledInTheMiddle(Door.STREAM, gate).await();

    gate.open();

    assertEstimated();
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalThatComesAfterwardsIsFreeAndNotRepeated(Door door) {
    Gate gate = Gate.closed();
    LlmException busy = LlmException.of(ErrorKind.OVERLOADED, "busy").httpStatus(529).build();
    fake.answers(script -> script.waitFor(gate).fail(busy));
    cancelledInTheMiddle(door, gate).await();

    gate.open();

    AttemptRecord attempt = accounts.attempt();
    assertThat(attempt.state()).isEqualTo(AttemptState.FAILED);
    assertThat(attempt.cost()).isEqualTo(Cost.ZERO);
    assertThat(fake.received()).isEqualTo(1);
  }

  @Test
  void aCallMaySwitchItOff() {
    Gate gate = halfAnAnswer();
    Visit visit = Door.STREAM.enter(llm, QUESTION.with(UsageDrain.OFF));
    gate.awaitArrivals(1);

    visit.cancel();

    assertEstimated();
  }

  @Test
  void aCallMaySwitchItOn() {
    Gate gate = halfAnAnswer();
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
    Gate gate = halfAnAnswer();
    Visit visit = Door.STREAM.enter(llm, QUESTION.with(Timeouts.total(Duration.ofSeconds(3))));
    gate.awaitArrivals(1);

    time.advance(Duration.ofSeconds(3));

    assertThat(visit.await().errorKind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(accounts.attempt().usage().inputTokens().provenance())
        .isEqualTo(Provenance.ESTIMATED);
  }

  @Test
  void whatWasNeverSentIsNotReadOn() {
    CancelHandle handle = new CancelHandle();
    llm.close();
    llm = builder().use(new CancellingBefore(handle)).build();

    DoorResult result = Door.CHAT.open(llm.cancelledBy(handle), QUESTION);

    assertThat(result.ending()).isEqualTo(DoorResult.Ending.CANCELLED);
    assertThat(fake.received()).isZero();
    assertThat(accounts.attempt().usage()).isEqualTo(Usage.ZERO);
  }

  @ParameterizedTest
  @EnumSource
  void closingTheClientEndsIt(Door door) {
    cancelledInTheMiddle(door, halfAnAnswer()).await();

    llm.close();

    assertEstimated();
    fake.awaitNoOpenStreams();
  }

  @Test
  void closingWithAGraceWaitsForItAndNoLonger() {
    llm = builder(Duration.ofSeconds(5)).build();
    cancelledInTheMiddle(Door.STREAM, halfAnAnswer()).await();
    int before = time.tasks();
    Aside<Boolean> closing = Aside.run(llm::close);
    Patience.until("the grace has begun", () -> time.tasks() > before);
    assertThat(closing.isDone()).isFalse();

    time.advance(Duration.ofSeconds(5));

    assertThat(closing.get()).isTrue();
    assertEstimated();
  }

  @Test
  void onlySoManyAreReadOnAtATimeAndEachMakesRoomAtItsEnd() {
    List<Gate> gates = new ArrayList<>();
    for (int i = 0; i < Drains.MOST; i++) {
      gates.add(halfAnAnswer());
      cancelledInTheMiddle(Door.STREAM, gates.get(i)).await();
    }
    assertThat(accounts.all()).isEmpty();

    cancelledInTheMiddle(Door.STREAM, halfAnAnswer());
    Patience.until("the one too many", () -> accounts.all().size() == 1);
    gates.get(0).open();
    Patience.until("an end", () -> accounts.all().size() == 2);
    Gate next = halfAnAnswer();
    cancelledInTheMiddle(Door.STREAM, next).await();
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
          Gate gate = halfAnAnswer();
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
          LlmClient client = builder(Duration.ZERO).provider(own).build();
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
