package io.llmgw.core.hedge;

import static io.llmgw.core.hedge.HedgeStage.DELAY;
import static io.llmgw.core.hedge.HedgeStage.QUESTION;
import static io.llmgw.core.hedge.HedgeStage.inWords;
import static io.llmgw.core.hedge.HedgeStage.notes;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.catalog.ModelFacts;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.condition.Condition;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Gate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HedgingTest {
  @RegisterExtension final HedgeStage stage = new HedgeStage();

  @Test
  void theSecondTargetAnswersWhereTheFirstIsSlow() {
    stage.a.always(script -> script.hang());
    stage.b.always("b");

    ChatResponse answer = stage.askHedged(stage.llm()).get();

    assertThat(answer.text()).isEqualTo("b");
    assertThat(answer.served().target()).isEqualTo("b/m");
    List<AttemptRecord> attempts = answer.served().attempts();
    assertThat(inWords(attempts)).containsExactly("a/m CANCELLED", "b/m SUCCEEDED hedge");
    assertThat(attempts.get(0).latency()).isEqualTo(DELAY);
    assertThat(attempts.get(0).usage().count(TokenKind.INPUT).provenance())
        .isEqualTo(Provenance.ESTIMATED);
    assertThat(attempts.get(0).possiblyBilled()).isTrue();
    assertThat(notes(answer))
        .containsExactly(
            "hedges a/m with b/m after 2000 ms without content", "the hedge at b/m has won");
  }

  @Test
  void theFirstTargetAnswersWhereItIsFasterAfterAll() {
    Gate gate = Gate.closed();
    stage.a.always(script -> script.waitFor(gate).text("a"));
    stage.b.always(script -> script.hang());
    Aside<ChatResponse> asked = stage.askHedged(stage.llm());
    stage.b.awaitReceived(1);

    gate.open();

    ChatResponse answer = asked.get();
    assertThat(answer.text()).isEqualTo("a");
    assertThat(answer.served().attempts())
        .extracting(AttemptRecord::hedge)
        .containsExactly(false, true);
    assertThat(answer.served().attempts().get(1).state())
        .isIn(AttemptState.RUNNING, AttemptState.CANCELLED);
    assertThat(notes(answer)).last().isEqualTo("the hedge at b/m has lost");
    stage.b.awaitNoOpenStreams();
  }

  @Test
  void aFastAnswerIsNotHedged() {
    stage.a.always("a");
    LlmClient llm = stage.llm();
    llm.chat(QUESTION.with(Hedging.OFF));
    int tasks = stage.time.tasks();

    ChatResponse answer = llm.chat(QUESTION);

    assertThat(stage.b.received()).isZero();
    assertThat(answer.served().trail()).isEmpty();
    assertThat(stage.time.tasks()).as("no alarm is left").isEqualTo(tasks);
  }

  @Test
  void aTargetThatFailsBeforeTheDelayLeavesTheHedgeToTheNext() {
    stage.a.fails(ErrorKind.SERVER);
    stage.b.always(script -> script.hang());
    stage.c.always("c");
    Aside<ChatResponse> asked = stage.ask(stage.llm());
    stage.b.awaitReceived(1);
    stage.time.awaitDueIn(DELAY);

    stage.time.advance(DELAY);

    assertThat(inWords(asked.get().served().attempts()))
        .containsExactly("a/m FAILED", "b/m CANCELLED", "c/m SUCCEEDED hedge");
  }

  @Test
  void norDoesItLeaveAnAlarm() {
    stage.a.always(script -> script.fail(ErrorKind.SERVER));
    stage.b.always("b");
    LlmClient llm = stage.llm();
    llm.chat(QUESTION.with(Hedging.OFF));
    int tasks = stage.time.tasks();

    llm.chat(QUESTION);

    assertThat(stage.time.tasks()).isEqualTo(tasks);
  }

  @Test
  void aStreamThatHasBegunToAnswerIsNotHedged() {
    Gate gate = Gate.closed();
    stage.a.always(script -> script.text("a").waitFor(gate).text("a"));
    stage.b.always("b");
    try (ChatStream stream = stage.llm().stream(QUESTION)) {
      stream.next();
      stage.time.advance(DELAY.multipliedBy(2));
      gate.open();

      assertThat(stream.response().text()).isEqualTo("aa");
    }
    assertThat(stage.b.received()).isZero();
  }

  @Test
  void aFirstTargetThatFailsLeavesTheHedgeAtWork() {
    Gate failing = Gate.closed();
    Gate answering = Gate.closed();
    stage.a.always(script -> script.waitFor(failing).fail(ErrorKind.SERVER));
    stage.b.always(script -> script.waitFor(answering).text("b"));
    Aside<ChatResponse> asked = stage.askHedged(stage.llm());
    stage.b.awaitReceived(1);

    failing.open();
    stage.a.awaitNoOpenStreams();
    answering.open();

    assertThat(inWords(asked.get().served().attempts()))
        .containsExactly("a/m FAILED", "b/m SUCCEEDED hedge");
    assertThat(stage.b.received()).isEqualTo(1);
    assertThat(stage.c.received()).isZero();
  }

  @Test
  void aHedgeThatFailsLeavesTheFirstTargetAtWork() {
    Gate gate = Gate.closed();
    stage.a.always(script -> script.waitFor(gate).text("a"));
    stage.b.fails(ErrorKind.SERVER);
    TrailProbe trail = new TrailProbe();
    Aside<ChatResponse> asked = stage.askHedged(stage.llm(stage.hedged().use(trail)));
    trail.await("the hedge at b/m has failed: SERVER");

    gate.open();

    assertThat(inWords(asked.get().served().attempts()))
        .containsExactly("a/m SUCCEEDED", "b/m FAILED hedge");
  }

  @Test
  void theCallGoesOnWhereBothHaveFailed() {
    Gate gate = Gate.closed();
    stage.a.always(script -> script.waitFor(gate).fail(ErrorKind.SERVER));
    stage.b.always(script -> script.fail(ErrorKind.OVERLOADED));
    stage.c.always("c");
    Aside<ChatResponse> asked = stage.askHedged(stage.llm());
    stage.b.awaitReceived(1);

    gate.open();

    assertThat(inWords(asked.get().served().attempts()))
        .containsExactly("a/m FAILED", "b/m FAILED hedge", "c/m SUCCEEDED");
    assertThat(stage.b.received()).isEqualTo(1);
  }

  @Test
  void bothFailingIsOneFailureWithAllAttempts() {
    Gate gate = Gate.closed();
    stage.a.always(script -> script.waitFor(gate).fail(ErrorKind.SERVER));
    stage.b.always(script -> script.fail(ErrorKind.OVERLOADED));
    stage.c.always(script -> script.fail(ErrorKind.INVALID_REQUEST));
    Aside<ChatResponse> asked = stage.askHedged(stage.llm());
    stage.b.awaitReceived(1);

    gate.open();

    LlmException failure = (LlmException) asked.failure();
    assertThat(failure.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
    assertThat(inWords(failure.attempts()))
        .containsExactly("a/m FAILED", "b/m FAILED hedge", "c/m FAILED");
  }

  @Test
  void aRefusalForTheContentIsNotCarriedToTheHedge() {
    Gate gate = Gate.closed();
    stage.a.always(script -> script.waitFor(gate).fail(ErrorKind.CONTENT_POLICY));
    stage.b.always(script -> script.hang());
    Aside<ChatResponse> asked = stage.askHedged(stage.llm());
    stage.b.awaitReceived(1);

    gate.open();

    assertThat(((LlmException) asked.failure()).kind()).isEqualTo(ErrorKind.CONTENT_POLICY);
    stage.b.awaitNoOpenStreams();
    assertThat(stage.c.received()).isZero();
  }

  @Test
  void aRefusalForTheContentGoesWhereTheRouteSaysAndPastTheHedge() {
    Gate gate = Gate.closed();
    stage.a.always(script -> script.waitFor(gate).fail(ErrorKind.CONTENT_POLICY));
    stage.b.always(script -> script.hang());
    stage.c.always("c");
    Route route =
        Route.ordered(Route.target("a/m"), Route.target("b/m"))
            .onContentPolicy(Route.target("c/m"));
    Aside<ChatResponse> asked = stage.askHedged(stage.llm(stage.hedged(route)));
    stage.b.awaitReceived(1);

    gate.open();

    assertThat(asked.get().text()).isEqualTo("c");
    stage.b.awaitNoOpenStreams();
  }

  @Test
  void aPromptThatWasTooLongGoesToALargerWindowAndPastTheHedge() {
    Gate gate = Gate.closed();
    stage.a.always(script -> script.waitFor(gate).fail(ErrorKind.CONTEXT_LENGTH));
    stage.b.always(script -> script.hang());
    stage.c.always("c");
    ModelCatalog windows =
        ModelCatalog.empty()
            .withModel(ModelFacts.builder("a/m").maxInputTokens(8_000).build())
            .withModel(ModelFacts.builder("b/m").maxInputTokens(8_000).build())
            .withModel(ModelFacts.builder("c/m").maxInputTokens(128_000).build());
    Aside<ChatResponse> asked = stage.askHedged(stage.llm(stage.hedged().catalog(windows)));
    stage.b.awaitReceived(1);

    gate.open();

    assertThat(asked.get().text()).isEqualTo("c");
    stage.b.awaitNoOpenStreams();
  }

  @Test
  void aRouteThatFailsWhileTheHedgeIsUnderWayEndsIt() {
    Gate gate = Gate.closed();
    stage.a.always(script -> script.waitFor(gate).fail(ErrorKind.CONTEXT_LENGTH));
    stage.b.always(script -> script.hang());
    Condition broken =
        Condition.of(
            "broken",
            facts -> {
              throw new IllegalStateException("a bug of the host");
            });
    Route route =
        Route.ordered(
            Route.target("a/m"),
            Route.target("b/m"),
            Route.when(broken, Route.target("c/m")).otherwise(Route.target("c/n")));
    Aside<ChatResponse> asked = stage.askHedged(stage.llm(stage.hedged(route)));
    stage.b.awaitReceived(1);

    gate.open();

    assertThat(asked.failure()).hasMessageContaining("broken");
    stage.b.awaitNoOpenStreams();
  }

  @Test
  void cancellingTheCallEndsBothSides() {
    stage.a.always(script -> script.hang());
    stage.b.always(script -> script.hang());
    CancelHandle handle = new CancelHandle();
    LlmClient llm = stage.llm();
    Aside<String> asked = Aside.call(() -> llm.prompt("q").cancelledBy(handle).text());
    stage.a.awaitReceived(1);
    stage.time.awaitDueIn(DELAY);
    stage.time.advance(DELAY);
    stage.b.awaitReceived(1);

    handle.cancel();

    assertThat(asked.failure()).isInstanceOf(CallCancelledException.class);
    stage.a.awaitNoOpenStreams();
    stage.b.awaitNoOpenStreams();
  }

  @Test
  void aCancelEndsTheWaitForTheHedge() {
    CancelHandle handle = new CancelHandle();
    Aside<ChatResponse> asked = waitingForTheHedge(handle);

    handle.cancel();

    assertThat(asked.failure()).isInstanceOf(CallCancelledException.class);
    stage.b.awaitNoOpenStreams();
    assertThat(stage.c.received()).isZero();
  }

  @Test
  void anInterruptEndsTheWaitForTheHedgeAndIsKept() {
    AtomicBoolean kept = new AtomicBoolean();
    Aside<ChatResponse> asked =
        waitingForTheHedge(
            new CancelHandle(), () -> kept.set(Thread.currentThread().isInterrupted()));

    asked.thread().interrupt();

    assertThat(asked.failure())
        .isInstanceOfSatisfying(
            CallCancelledException.class,
            cancelled -> assertThat(cancelled.reason()).isEqualTo(Reason.CALLER));
    assertThat(kept).isTrue();
    stage.b.awaitNoOpenStreams();
    assertThat(stage.c.received()).isZero();
  }

  private Aside<ChatResponse> waitingForTheHedge(CancelHandle handle) {
    return waitingForTheHedge(handle, () -> {});
  }

  /** A call whose first target has failed, and whose hedge is at work. */
  private Aside<ChatResponse> waitingForTheHedge(CancelHandle handle, Runnable atEnd) {
    Gate gate = Gate.closed();
    stage.a.always(script -> script.waitFor(gate).fail(ErrorKind.SERVER));
    stage.b.always(script -> script.hang());
    TrailProbe trail = new TrailProbe();
    LlmClient llm = stage.llm(stage.hedged().use(trail));
    Aside<ChatResponse> asked =
        Aside.call(
            () -> {
              try {
                return llm.prompt("q").cancelledBy(handle).send();
              } finally {
                atEnd.run();
              }
            });
    stage.a.awaitReceived(1);
    stage.time.awaitDueIn(DELAY);
    stage.time.advance(DELAY);
    stage.b.awaitReceived(1);
    gate.open();
    trail.await("goes from a/m to b/m");
    return asked.awaitBlockedIn("await");
  }

  @Test
  void aHedgeDoesNotWaitForATargetThatRests() {
    Gate gate = Gate.closed();
    stage.a.always(script -> script.waitFor(gate).text("a"));
    LlmException limited =
        LlmException.of(ErrorKind.OVERLOADED, "slow down").retryAfter(DELAY).build();
    stage.b.always(script -> script.fail(limited));
    TrailProbe trail = new TrailProbe();
    LlmClient llm = stage.llm(stage.hedged().use(trail));
    Aside<ChatResponse> asked = Aside.call(() -> llm.chat(QUESTION.with(Retries.upTo(3))));
    stage.a.awaitReceived(1);
    stage.time.awaitDueIn(DELAY);

    stage.time.advance(DELAY);

    trail.await("the hedge at b/m has failed: OVERLOADED");
    gate.open();
    assertThat(notes(asked.get())).contains("no repeat: OVERLOADED, and other targets are left");
    assertThat(stage.b.received()).isEqualTo(1);
  }

  @Test
  void theDeadlineEndsBothSides() {
    stage.a.always(script -> script.hang());
    stage.b.always(script -> script.hang());
    LlmClient llm =
        stage.llm(
            stage
                .builder(Hedging.after(DELAY).share(1))
                .timeouts(Timeouts.total(Duration.ofSeconds(5))));
    Aside<ChatResponse> asked = stage.askHedged(llm);
    stage.b.awaitReceived(1);

    stage.time.advance(Duration.ofSeconds(3));

    assertThat(((LlmException) asked.failure()).kind()).isEqualTo(ErrorKind.TIMEOUT);
    stage.b.awaitNoOpenStreams();
    assertThat(stage.c.received()).isZero();
  }

  @Test
  void aCallMayBeLeftOut() {
    Gate gate = Gate.closed();
    stage.a.always(script -> script.waitFor(gate).text("a"));
    LlmClient llm = stage.llm();
    Aside<ChatResponse> asked = Aside.call(() -> llm.chat(QUESTION.with(Hedging.OFF)));
    stage.a.awaitReceived(1);

    stage.time.advance(DELAY);
    gate.open();

    assertThat(asked.get().text()).isEqualTo("a");
    assertThat(stage.b.received()).isZero();
  }

  @Test
  void theSameTargetIsAskedAgainOnlyWhereThatIsWanted() {
    stage.a.answers(script -> script.hang()).always("again");
    LlmClient llm =
        stage.llm(stage.builder(Hedging.after(DELAY).share(1).orSameTarget()).alias("one", "a/m"));
    Aside<ChatResponse> asked = Aside.call(() -> llm.prompt("q").model("one").send());
    stage.a.awaitReceived(1);
    stage.time.awaitDueIn(DELAY);
    stage.time.advance(DELAY);

    assertThat(asked.get().text()).isEqualTo("again");
    assertThat(inWords(asked.get().served().attempts()))
        .containsExactly("a/m CANCELLED", "a/m SUCCEEDED hedge");
  }

  @Test
  void explainShowsIt() {
    assertThat(stage.llm().explain(QUESTION).call())
        .endsWith(", hedged after 2000 ms, at most 1.0 of calls: at b/m");
  }
}
