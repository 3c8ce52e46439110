package io.llmgw.core.hedge;

import static io.llmgw.core.hedge.HedgeStage.DELAY;
import static io.llmgw.core.hedge.HedgeStage.QUESTION;
import static io.llmgw.core.hedge.HedgeStage.inWords;
import static io.llmgw.core.hedge.HedgeStage.notes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Gate;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** One place is left for what the other side has asked for. */
  @ParameterizedTest
  @ValueSource(ints = {MOST_ATTEMPTS, MOST_ATTEMPTS - 1})
  void aCallWithoutRoomForBothSidesHasNoneAndLeavesItToAnother(int attempts) {
    LlmClient llm = afterSoMany(attempts);
    Aside<ChatResponse> asked = askHedgedAfter(attempts, llm);

    gate.open();

    assertThat(notes(asked.get())).endsWith("no hedge at b/m: the call has made too many attempts");
    assertThat(stage.b.received()).isZero();
    assertNextIsHedged(llm);
  }

  @Test
  void aCallWithRoomForBothHasOne() {
    int attempts = MOST_ATTEMPTS - 2;
    stage.b.always("b");

    Aside<ChatResponse> asked = askHedgedAfter(attempts, afterSoMany(attempts));

    assertThat(asked.get().text()).isEqualTo("b");
  }

  /** The last of so many targets is slow. */
  private LlmClient afterSoMany(int attempts) {
    Route[] targets = new Route[attempts + 1];
    for (int i = 0; i < attempts; i++) {
      targets[i] = Route.target("a/m" + i);
      if (i < attempts - 1) {
        stage.a.fails(ErrorKind.SERVER);
      }
    }
    targets[attempts] = Route.target("b/m");
    stage.a.answers(script -> script.waitFor(gate).text("a"));
    return stage.llm(stage.hedged(Route.ordered(targets)).alias("next", nextTime()).use(trail));
  }

  private Aside<ChatResponse> askHedgedAfter(int attempts, LlmClient llm) {
    Aside<ChatResponse> asked = stage.ask(llm);
    stage.a.awaitReceived(attempts);
    stage.time.awaitDueIn(DELAY);
    stage.time.advance(DELAY);
    return asked;
  }

  @Test
  void theTargetThatWasToBeAskedIsLookedAtAgainWhereTheFirstFailsBefore() {
    LlmClient llm = stage.llm();
    stage.a.answers(script -> script.waitFor(gate).fail(ErrorKind.SERVER));
    stage.b.always(script -> script.fail(ErrorKind.SERVER));
    stage.c.always("c");
    Aside<ChatResponse> asked = stage.ask(llm);
    gate.awaitArrivals(1);
    for (int i = 0; i < 5; i++) { // its breaker opens
      Throwable failed = catchThrowable(() -> llm.prompt("q").model("b/m").send());
      assertThat(failed).isInstanceOf(LlmException.class);
    }

    gate.open();

    assertThat(notes(asked.get())).contains("goes from a/m to c/m: SERVER");
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
