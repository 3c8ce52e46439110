package io.llmgw.core.account;

import static io.llmgw.core.account.DrainedCalls.QUESTION;
import static io.llmgw.core.account.DrainedCalls.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import io.llmgw.core.client.Aside;
import io.llmgw.core.link.Drains;
import io.llmgw.test.Door;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.Visit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a drain does not do: show, wait, keep or begin what it should not. */
@Fault("F065")
class DrainGuardTest {
  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final DrainedCalls calls = new DrainedCalls();

  @BeforeEach
  void watch() {
    leaks.of(calls.fake);
  }

  @ParameterizedTest
  @EnumSource
  void noLinkIsShownWhatIsReadOn(Door door) {
    List<String> shown = new CopyOnWriteArrayList<>();
    try (LlmClient llm = calls.builder().use(new EventNotes(shown)).build()) {
      Gate gate = calls.halfAnAnswer();
      calls.cancelledInTheMiddle(llm, door, gate).await();

      gate.open();
      calls.assertReported();
    }
    assertThat(shown).containsExactly("Started", "TextDelta", "cancelled by CALLER");
  }

  @ParameterizedTest
  @EnumSource
  void noLinkIsShownTheEndThatIsReadOn(Door door) {
    List<String> shown = new CopyOnWriteArrayList<>();
    Gate gate = Gate.closed();
    calls.fake.answers(script -> script.text("x").waitFor(gate).usage(WHOLE));
    try (LlmClient llm = calls.builder().use(new EventNotes(shown)).build()) {
      calls.cancelledInTheMiddle(llm, door, gate).await();

      gate.open();
      calls.assertReported();
    }
    assertThat(shown).containsExactly("Started", "TextDelta", "cancelled by CALLER");
  }

  @ParameterizedTest
  @EnumSource
  void whatWaitsBeforeItIsSentEndsAtOnce(Door door) {
    Gate permit = Gate.closed();
    try (LlmClient llm = calls.builder().use(new WaitingBefore(permit)).build()) {
      Visit visit = door.enter(llm, QUESTION);
      permit.awaitArrivals(1);

      visit.cancel();
      visit.await();

      assertThat(calls.accounts.attempt().usage()).isEqualTo(Usage.ZERO);
    }
    assertThat(calls.fake.received()).isZero();
  }

  @Test
  void aReportInTheLastEventAloneIsNotAddedToWhatWasSeen() {
    Gate gate = Gate.closed();
    calls.fake.answers(
        script ->
            script
                .started()
                .text("x".repeat(40))
                .waitFor(gate)
                .text("y".repeat(400))
                .events(new Completed(FinishReason.STOP, WHOLE))
                .bare());
    try (LlmClient llm = calls.builder().build()) {
      calls.cancelledInTheMiddle(llm, Door.STREAM, gate).await();

      gate.open();

      calls.assertReported();
    }
  }

  @Test
  void aProviderThatBreaksOffWhileItIsReadOnHasBeenCancelledAndWhatCameCounts() {
    Gate gate = Gate.closed();
    calls.fake.answers(
        script ->
            script
                .text("x".repeat(40))
                .waitFor(gate)
                .text("y".repeat(400))
                .fail(ErrorKind.STREAM_BROKEN));
    try (LlmClient llm = calls.builder().build()) {
      calls.cancelledInTheMiddle(llm, Door.STREAM, gate).await();

      gate.open();

      calls.assertEstimated();
      assertThat(calls.accounts.attempt().usage().outputTokens().tokens()).isGreaterThan(50);
    }
  }

  @Test
  void aClockOfTheAttemptThatRunsOutMeanwhileIsNoTimeout() {
    try (LlmClient llm = calls.builder().timeouts(Timeouts.idle(Duration.ofSeconds(3))).build()) {
      calls.cancelledInTheMiddle(llm, Door.STREAM, calls.halfAnAnswer()).await();

      calls.time.advance(Duration.ofSeconds(3));

      calls.assertEstimated();
    }
  }

  @Test
  void aShutdownDoesNotChangeWhoEndedTheCall() {
    List<String> shown = new CopyOnWriteArrayList<>();
    try (LlmClient llm = calls.builder().use(new EventNotes(shown)).build()) {
      calls.cancelledInTheMiddle(llm, Door.STREAM, calls.halfAnAnswer()).await();
    }
    calls.assertEstimated();
    assertThat(shown).containsExactly("Started", "TextDelta", "cancelled by CALLER");
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalThatComesAfterwardsLeavesTheCallCancelled(Door door) {
    List<String> heard = new CopyOnWriteArrayList<>();
    Gate gate = Gate.closed();
    LlmException refusal = LlmException.of(ErrorKind.INVALID_REQUEST, "no").httpStatus(400).build();
    calls.fake.answers(script -> script.waitFor(gate).fail(refusal));
    try (LlmClient llm = calls.builder().use(new OutcomeNotes(heard)).build()) {
      calls.cancelledInTheMiddle(llm, door, gate).await();

      gate.open();

      assertThat(calls.accounts.attempt().state()).isEqualTo(AttemptState.FAILED);
      assertThat(calls.accounts.attempt().cost()).isEqualTo(Cost.ZERO);
    }
    assertThat(heard).singleElement().asString().startsWith("Cancelled ");
  }

  @Test
  void whoeverIsCancelledByAnotherIsToldWhenEverythingIsSettled() {
    Gate hold = Gate.closed();
    try (LlmClient llm = calls.builder().use(new HoldingTheOutcome(hold)).build()) {
      Gate half = calls.halfAnAnswer();
      ChatRequest request = QUESTION.with(Timeouts.total(Duration.ofSeconds(3)));
      Aside<?> reader = Aside.call(() -> llm.chat(request));
      half.awaitArrivals(1);

      calls.time.advance(Duration.ofSeconds(3));
      hold.awaitArrivals(1);
      reader.awaitBlockedIn("awaitStep");
      hold.open();

      LlmException told = (LlmException) reader.failure();
      assertThat(told.kind()).isEqualTo(ErrorKind.TIMEOUT);
      assertThat(told.attempts())
          .extracting(AttemptRecord::state)
          .doesNotContain(AttemptState.RUNNING);
    }
  }

  @Test
  void anInterruptOfTheCallerIsKept() {
    try (LlmClient llm = calls.builder().build()) {
      Gate half = calls.halfAnAnswer();
      Aside<Boolean> caller =
          Aside.call(
              () -> {
                assertThatThrownBy(() -> llm.chat(QUESTION))
                    .isInstanceOf(CallCancelledException.class);
                return Thread.currentThread().isInterrupted();
              });
      half.awaitArrivals(1);

      caller.thread().interrupt();

      assertThat(caller.get()).isTrue();
      half.open();
      calls.assertReported();
    }
  }

  @Test
  void noClockIsLeftRunningWhenItHasEnded() {
    try (LlmClient llm = calls.builder().build()) {
      List<Integer> clocks = new ArrayList<>();
      for (int call = 1; call <= 2; call++) {
        Gate gate = calls.halfAnAnswer();
        calls.cancelledInTheMiddle(llm, Door.STREAM, gate).await();
        gate.open();
        int ended = call;
        Patience.until("an account", () -> calls.accounts.all().size() == ended);
        clocks.add(calls.time.tasks());
      }

      assertThat(clocks.get(1)).isEqualTo(clocks.get(0));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReaderWhoNoticesBeforeTheAttemptIsToldReadsOn(Door door) {
    Gate hold = Gate.closed();
    try (LlmClient llm = holdingTheCanceller(hold)) {
      Gate half = calls.halfAnAnswer();
      Visit visit = door.enter(llm, QUESTION);
      half.awaitArrivals(1);
      Aside<Boolean> leaving = Aside.run(visit::cancel);
      hold.awaitArrivals(1);

      half.open();

      calls.assertReported();
      hold.open();
      assertThat(leaving.get()).isTrue();
    }
  }

  @Test
  void noneBeginsOnceTheClientIsClosing() {
    Gate open = Gate.closed();
    open.open();
    Gate hold = Gate.closed();
    LlmClient llm = holdingTheCanceller(open, hold);
    calls.cancelledInTheMiddle(llm, Door.STREAM, calls.halfAnAnswer()).await();
    Gate half = calls.halfAnAnswer();
    Visit late = Door.STREAM.enter(llm, QUESTION);
    half.awaitArrivals(1);
    Aside<Boolean> leaving = Aside.run(late::cancel);
    hold.awaitArrivals(1);

    Aside<Boolean> closing = Aside.run(llm::close);
    Patience.until("the end of the first", () -> calls.accounts.all().size() == 1);
    hold.open();

    Patience.until("the end of the second", () -> calls.accounts.all().size() == 2);
    assertThat(leaving.get()).isTrue();
    assertThat(closing.get()).isTrue();
    assertThat(calls.accounts.all())
        .extracting(served -> served.usage().inputTokens().provenance())
        .containsOnly(Provenance.ESTIMATED);
  }

  @Test
  void anAnswerThatEndsWhileItsCallerLeavesTakesNoPlace() {
    Gate hold = Gate.closed();
    try (LlmClient llm = holdingTheCanceller(hold)) {
      Gate half = calls.halfAnAnswer();
      Visit visit = Door.STREAM.enter(llm, QUESTION);
      half.awaitArrivals(1);
      Aside<Boolean> leaving = Aside.run(visit::cancel);
      hold.awaitArrivals(1);
      half.open();
      Patience.until("its end", () -> calls.accounts.all().size() == 1);
      hold.open();
      assertThat(leaving.get()).isTrue();

      List<Gate> gates = new ArrayList<>();
      for (int i = 0; i < Drains.MOST; i++) {
        gates.add(calls.halfAnAnswer());
        calls.cancelledInTheMiddle(llm, Door.STREAM, gates.get(i)).await();
      }
      gates.forEach(Gate::open);

      Patience.until("all", () -> calls.accounts.all().size() == Drains.MOST + 1);
      assertThat(calls.accounts.all())
          .extracting(Served::usage)
          .filteredOn(WHOLE::equals)
          .hasSizeGreaterThanOrEqualTo(Drains.MOST);
    }
  }

  private LlmClient holdingTheCanceller(Gate... gates) {
    Queue<Gate> inTurn = new ConcurrentLinkedQueue<>(List.of(gates));
    return calls.builder().use(new HoldingTheCanceller(inTurn)).build();
  }
}
