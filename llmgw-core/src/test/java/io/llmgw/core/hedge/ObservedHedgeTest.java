package io.llmgw.core.hedge;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.observe.AttemptCause;
import io.llmgw.api.observe.AttemptObservation;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedAttemptOutcome;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Observers hear of both sides of a hedged call, of each once. */
class ObservedHedgeTest {
  @RegisterExtension final HedgeStage stage = new HedgeStage();
  private final Both both = new Both();

  @Test
  void theSideThatLosesIsToldOnceAlsoWhereItEndsLater() {
    stage.a.always(script -> script.hang());
    stage.b.always("b");

    ChatResponse answer = stage.askHedged(stage.llm(stage.hedged().observe(both))).get();

    assertThat(answer.text()).isEqualTo("b");
    Patience.until("both ends", () -> both.ends.size() == 2);
    assertThat(both.attempts)
        .extracting(ObservedAttempt::cause)
        .containsExactly(AttemptCause.FIRST, AttemptCause.HEDGE);
    ObservedAttemptOutcome lost = both.of(1);
    assertThat(lost.attempt().state()).isEqualTo(AttemptState.CANCELLED);
    assertThat(lost.cancelled()).isEqualTo(Reason.LOST);
    assertThat(both.of(2).attempt().state()).isEqualTo(AttemptState.SUCCEEDED);
    assertThat(both.of(2).attempt().hedge()).isTrue();
  }

  @Test
  void aHedgeThatLosesIsToldOnce() {
    Gate gate = Gate.closed();
    stage.a.always(script -> script.waitFor(gate).text("a"));
    stage.b.always(script -> script.hang());
    Aside<ChatResponse> asked = stage.askHedged(stage.llm(stage.hedged().observe(both)));
    stage.b.awaitReceived(1);

    gate.open();

    assertThat(asked.get().text()).isEqualTo("a");
    Patience.until("both ends", () -> both.ends.size() == 2);
    assertThat(both.of(2).cancelled()).isEqualTo(Reason.LOST);
    assertThat(both.calls).hasSize(1);
  }

  @Test
  void eachAttemptOfRacingSidesIsToldOnce() {
    stage.a.always("a");
    stage.b.always("b");
    LlmClient llm = stage.llm(stage.builder(Hedging.after(Duration.ZERO).share(1)).observe(both));
    AtomicInteger counted = new AtomicInteger();

    Races.repeat(
        number -> counted.addAndGet(llm.chat(HedgeStage.QUESTION).served().attempts().size()));
    llm.close(); // and with it what has lost

    assertThat(both.ends).hasSameSizeAs(both.attempts);
    assertThat(both.attempts).hasSizeGreaterThanOrEqualTo(counted.get());
    assertThat(both.attempts.stream().map(told -> told.callId() + " " + told.number()))
        .doesNotHaveDuplicates();
  }

  private static final class Both implements CallObserver {
    private final List<ObservedAttempt> attempts = new CopyOnWriteArrayList<>();
    private final List<ObservedAttemptOutcome> ends = new CopyOnWriteArrayList<>();
    private final List<ObservedOutcome> calls = new CopyOnWriteArrayList<>();

    @Override
    public Observation begin(ObservedCall call) {
      return new Observation() {
        @Override
        public AttemptObservation onAttempt(ObservedAttempt attempt) {
          attempts.add(attempt);
          return ends::add;
        }

        @Override
        public void onOutcome(ObservedOutcome outcome) {
          calls.add(outcome);
        }
      };
    }

    private ObservedAttemptOutcome of(int number) {
      return ends.stream()
          .filter(end -> end.attempt().number() == number)
          .findFirst()
          .orElseThrow();
    }
  }
}
