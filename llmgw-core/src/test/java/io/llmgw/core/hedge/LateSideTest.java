package io.llmgw.core.hedge;

import static io.llmgw.core.hedge.HedgeStage.DELAY;
import static io.llmgw.core.hedge.HedgeStage.inWords;
import static io.llmgw.core.hedge.HedgeStage.notes;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.ContextCapture.Restored;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.observe.AttemptObservation;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedAttemptOutcome;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.RateLimits;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A side that has content when the other one has won already. */
@Fault("F081")
class LateSideTest {
  @RegisterExtension final HedgeStage stage = new HedgeStage();
  private final Gate ofA = Gate.closed();
  private final Gate ofB = Gate.closed();

  @Test
  void theFirstIsClosedAndTheCallGoesOnWithTheHedge() {
    Late late = new Late(1);
    stage.a.always(script -> script.waitFor(ofA).started(head("of-a")).text("a").text("a"));
    stage.b.always(script -> script.waitFor(ofB).started(head("of-b")).text("b").text("b"));
    Aside<ChatResponse> asked = stage.askHedged(stage.llm(stage.hedged().use(late).observe(late)));
    stage.b.awaitReceived(1);
    ofA.open();
    late.hasLost.awaitArrivals(1);

    ofB.open();

    assertThat(asked.get().text()).isEqualTo("bb");
    assertThat(asked.get().served().model()).isEqualTo("of-b");
    assertThat(inWords(asked.get().served().attempts()))
        .containsExactly("a/m CANCELLED", "b/m SUCCEEDED hedge");
    assertThat(notes(asked.get())).endsWith("the hedge at b/m has won");
    stage.a.awaitNoOpenStreams();
  }

  private static ResponseHead head(String model) {
    return new ResponseHead(null, model, null, 200, RateLimits.NONE, Map.of());
  }

  @Test
  void theHedgeIsClosedAndTheCallGoesOnWithTheFirst() {
    Late late = new Late(2);
    stage.a.always(script -> script.waitFor(ofA).started(head("of-a")).text("a").text("a"));
    stage.b.always(script -> script.started(head("of-b")).text("b").text("b"));
    Aside<ChatResponse> asked = stage.askHedged(stage.llm(stage.hedged().use(late).observe(late)));
    late.hasLost.awaitArrivals(1);

    ofA.open();

    assertThat(asked.get().text()).isEqualTo("aa");
    assertThat(asked.get().served().model()).isEqualTo("of-a");
    assertThat(notes(asked.get())).endsWith("the hedge at b/m has lost");
    stage.b.awaitNoOpenStreams();
  }

  @Test
  void anErrorOfTheJvmInAHedgeThatHasLostIsNotLost() {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Executor threads =
        task ->
            new Thread(
                    () -> {
                      try {
                        task.run();
                        thrown.complete(new AssertionError("nothing was thrown"));
                      } catch (Throwable e) {
                        thrown.complete(e);
                      }
                    },
                    "llmgw-test-engine")
                .start();
    Gate lost = Gate.closed();
    stage.a.always(script -> script.waitFor(ofA).text("a"));
    stage.b.always(script -> script.deafToCancel().waitFor(lost).fail(new StackOverflowError()));
    Aside<ChatResponse> asked = stage.askHedged(stage.llm(stage.hedgedOn(threads)));
    stage.b.awaitReceived(1);

    ofA.open();
    assertThat(asked.get().text()).isEqualTo("a");
    lost.open();

    assertThat(thrown.join()).isInstanceOf(StackOverflowError.class);
  }

  @Test
  void anErrorOfTheJvmInTheFirstEndsTheHedgeThatHasWon() {
    Late late = new Late(1);
    stage.a.always(
        script -> script.deafToCancel().waitFor(late.hasLost).fail(new StackOverflowError()));
    stage.b.always("b");
    Aside<ChatResponse> asked = stage.askHedged(stage.llm(stage.hedged().use(late).observe(late)));

    assertThat(asked.failure()).isInstanceOf(StackOverflowError.class);
    stage.b.awaitNoOpenStreams();
    assertThat(late.ends)
        .filteredOn(end -> end.attempt().hedge())
        .extracting(ObservedAttemptOutcome::cancelled)
        .containsExactly(Reason.LOST);
  }

  @Test
  void aHedgeOfACallThatHasEndedMeanwhileIsClosed() {
    Gate held = Gate.closed();
    Late late = new Late(2, held);
    CancelHandle handle = new CancelHandle();
    stage.a.answers(script -> script.waitFor(ofA).fail(ErrorKind.SERVER)).answers("again");
    LlmClient llm =
        stage.llm(
            stage
                .builder(Hedging.after(DELAY).share(1).orSameTarget())
                .alias("one", "a/m")
                .observe(late));
    Aside<String> asked = Aside.call(() -> llm.prompt("q").model("one").cancelledBy(handle).text());
    stage.a.awaitReceived(1);
    stage.time.awaitDueIn(DELAY);
    stage.time.advance(DELAY);
    held.awaitArrivals(1);
    ofA.open();
    Patience.until("the first side to fail", () -> stage.a.openStreams() == 1);
    asked.awaitBlockedIn("await");

    handle.cancel();
    assertThat(asked.failure()).isInstanceOf(CallCancelledException.class);
    held.open();

    stage.a.awaitNoOpenStreams();
  }

  /** Holds the thread of an attempt that has content, by default until the attempt has lost. */
  private static final class Late implements Interceptor, CallObserver {
    private final int number;
    private final Gate hasLost = Gate.closed();
    private final Gate held;
    private final List<ObservedAttemptOutcome> ends = new CopyOnWriteArrayList<>();

    Late(int number) {
      this.number = number;
      this.held = hasLost;
    }

    Late(int number, Gate held) {
      this.number = number;
      this.held = held;
    }

    @Override
    public LinkSpec spec() {
      return LinkSpec.named("late").in(Slot.ATTEMPT);
    }

    @Override
    public EventStream intercept(Chain chain) {
      if (chain.context().attempt().number() == number) {
        chain.context().cancellation().onCancel(hasLost::open);
      }
      return chain.proceed(chain.request());
    }

    @Override
    public Observation begin(ObservedCall call) {
      return new Observation() {
        @Override
        public AttemptObservation onAttempt(ObservedAttempt attempt) {
          return new Entered(attempt.number() == number);
        }

        @Override
        public void onOutcome(ObservedOutcome outcome) {}
      };
    }

    private final class Entered implements AttemptObservation {
      private final boolean late;

      Entered(boolean late) {
        this.late = late;
      }

      @Override
      public Restored enter() {
        return () -> {
          if (late) {
            pass(held);
          }
        };
      }

      @Override
      public void onOutcome(ObservedAttemptOutcome outcome) {
        ends.add(outcome);
      }
    }

    private static void pass(Gate gate) {
      try {
        gate.pass();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
