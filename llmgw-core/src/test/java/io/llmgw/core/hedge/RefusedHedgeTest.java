package io.llmgw.core.hedge;

import static io.llmgw.core.hedge.HedgeStage.DELAY;
import static io.llmgw.core.hedge.HedgeStage.QUESTION;
import static io.llmgw.core.hedge.HedgeStage.inWords;
import static io.llmgw.core.hedge.HedgeStage.notes;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Gate;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls that are slow enough for a hedge, and get none. */
class RefusedHedgeTest {
  private static final int MOST_ATTEMPTS = 32;

  /** Whoever has this one goes by what calls before have left. */
  private static final Hedging EARNS_NOTHING = Hedging.after(DELAY).share(0.000_001);

  @RegisterExtension final HedgeStage stage = new HedgeStage();
  private final TrailProbe trail = new TrailProbe();
  private final Gate gate = Gate.closed();

  @Test
  void theTrailSaysThatTheBudgetIsSpent() {
    LlmClient llm = stage.llm(stage.builder(EARNS_NOTHING).use(trail));
    stage.a.always(script -> script.waitFor(gate).text("a"));
    Aside<ChatResponse> asked = stage.askHedged(llm);

    gate.open();

    assertThat(notes(asked.get())).containsExactly("no hedge at b/m: the hedging budget is spent");
    assertThat(stage.b.received()).isZero();
  }

  @Test
  void whatFailsThenGoesToTheNextTargetAsUsual() {
    LlmClient llm = stage.llm(stage.builder(EARNS_NOTHING).use(trail));
    stage.a.always(script -> script.waitFor(gate).fail(ErrorKind.SERVER));
    stage.b.always("b");
    Aside<ChatResponse> asked = stage.askHedged(llm);
    trail.await("no hedge at b/m");

    gate.open();

    assertThat(inWords(asked.get().served().attempts()))
        .containsExactly("a/m FAILED", "b/m SUCCEEDED");
  }

  @Test
  void aCallWithAllItsAttemptsHasNoneAndLeavesItToAnother() {
    Route[] targets = new Route[MOST_ATTEMPTS + 1];
    for (int i = 0; i < MOST_ATTEMPTS; i++) {
      targets[i] = Route.target("a/m" + i);
      if (i < MOST_ATTEMPTS - 1) {
        stage.a.fails(ErrorKind.SERVER);
      }
    }
    targets[MOST_ATTEMPTS] = Route.target("b/m");
    stage.a.answers(script -> script.waitFor(gate).text("a"));
    LlmClient llm =
        stage.llm(stage.hedged(Route.ordered(targets)).alias("next", nextTime()).use(trail));
    Aside<ChatResponse> asked = stage.ask(llm);
    stage.a.awaitReceived(MOST_ATTEMPTS);
    stage.time.awaitDueIn(DELAY);
    stage.time.advance(DELAY);

    gate.open();

    assertThat(notes(asked.get())).endsWith("no hedge at b/m: the call has made too many attempts");
    assertThat(stage.b.received()).isZero();
    assertNextIsHedged(llm);
  }

  @Test
  void aCallWithoutAThreadForItHasNoneAndLeavesItToAnother() {
    LlmClient llm = stage.llm(withThreads(new Exhausted()));
    stage.a.answers(script -> script.waitFor(gate).text("a"));
    Aside<ChatResponse> asked = stage.askHedged(llm);

    gate.open();

    assertThat(notes(asked.get()))
        .containsExactly(
            "hedges a/m with b/m after 2000 ms without content",
            "no hedge at b/m: no thread is free");
    assertNextIsHedged(llm);
  }

  @Test
  void theNextTargetIsAskedAsUsualWhereTheFirstFailsMeanwhile() {
    Gate failing = Gate.closed();
    LlmClient llm = stage.llm(withThreads(new Exhausted(gate)));
    stage.a.always(script -> script.waitFor(failing).fail(ErrorKind.SERVER));
    stage.b.always("b");
    Aside<ChatResponse> asked = stage.ask(llm);
    stage.a.awaitReceived(1);
    stage.time.awaitDueIn(DELAY);
    Aside<Boolean> clock = Aside.run(() -> stage.time.advance(DELAY));
    gate.awaitArrivals(1);
    failing.open();
    trail.await("goes from a/m to b/m");

    gate.open();

    assertThat(clock.get()).isTrue();
    assertThat(inWords(asked.get().served().attempts()))
        .containsExactly("a/m FAILED", "b/m SUCCEEDED");
  }

  private LlmClientBuilder withThreads(Executor threads) {
    return stage.hedgedOn(threads).alias("next", nextTime()).use(trail);
  }

  private static Route nextTime() {
    return Route.ordered(Route.target("a/n"), Route.target("c/n"));
  }

  private void assertNextIsHedged(LlmClient llm) {
    int before = stage.a.received();
    stage.a.answers(script -> script.hang());
    stage.c.answers("c");
    Aside<ChatResponse> asked =
        Aside.call(() -> llm.chat(QUESTION.toBuilder().model("next").build().with(EARNS_NOTHING)));
    stage.a.awaitReceived(before + 1);
    stage.time.awaitDueIn(DELAY);
    stage.time.advance(DELAY);

    assertThat(inWords(asked.get().served().attempts()))
        .containsExactly("a/n CANCELLED", "c/n SUCCEEDED hedge");
  }

  /** Has no thread the first time it is asked for one, once the gate is open. */
  private static final class Exhausted implements Executor {
    private final Gate gate;
    private boolean asked;

    Exhausted(Gate gate) {
      this.gate = gate;
    }

    Exhausted() {
      this(Gate.closed());
      gate.open();
    }

    @Override
    public synchronized void execute(Runnable task) {
      if (asked) {
        new Thread(task, "llmgw-test-engine").start();
        return;
      }
      asked = true;
      try {
        gate.pass();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new RejectedExecutionException("no thread");
    }
  }
}
