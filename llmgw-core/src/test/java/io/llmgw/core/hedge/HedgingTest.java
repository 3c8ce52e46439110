package io.llmgw.core.hedge;

import static io.llmgw.core.hedge.HedgeStage.DELAY;
import static io.llmgw.core.hedge.HedgeStage.QUESTION;
import static io.llmgw.core.hedge.HedgeStage.inWords;
import static io.llmgw.core.hedge.HedgeStage.notes;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.condition.Condition;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.Hedging;
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

    ChatResponse answer = stage.llm().chat(QUESTION);

    assertThat(stage.b.received()).isZero();
    assertThat(answer.served().trail()).isEmpty();
    assertThat(stage.time.tasks()).isLessThanOrEqualTo(1); // that looks for leaks
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
