package io.llmgw.core.hedge;

import static io.llmgw.core.hedge.HedgeStage.DELAY;
import static io.llmgw.core.hedge.HedgeStage.inWords;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The clock by which a call is hedged fails, or the threads that it brings. */
@Fault({"F081", "F092"})
class HedgeClockTest {
  @RegisterExtension final HedgeStage stage = new HedgeStage();
  private final Gate ofA = Gate.closed();
  private final Gate ofB = Gate.closed();

  @Test
  void anAnswerBeforeTheDelayIsOneThoughTheClockCannotBeStopped() {
    LlmClient llm = stage.llm();
    stage.a.always("a");
    stage.clock.keepTasks();

    assertThat(stage.ask(llm).get().text()).isEqualTo("a");

    stage.clock.mend();
    stage.time.advance(DELAY);
    assertThat(stage.b.received()).isZero();
  }

  @Test
  void aFailureBeforeTheDelayGoesOnThoughTheClockCannotBeStopped() {
    LlmClient llm = stage.llm();
    stage.a.fails(ErrorKind.SERVER);
    stage.b.always("b");
    stage.clock.keepTasks();

    ChatResponse answer = stage.ask(llm).get();

    assertThat(inWords(answer.served().attempts())).containsExactly("a/m FAILED", "b/m SUCCEEDED");
  }

  @Test
  void aHedgeThatFailsToBeginIsNotWaitedFor() {
    AtomicBoolean failed = new AtomicBoolean();
    LlmClient llm =
        stage.llm(
            stage.hedgedOn(
                task -> {
                  failed.set(true);
                  throw new IllegalStateException("a bug of the host");
                }));
    stage.a.always(script -> script.waitFor(ofA).fail(ErrorKind.SERVER));
    stage.b.always("b");
    Aside<ChatResponse> asked = stage.ask(llm);
    stage.a.awaitReceived(1);
    stage.time.awaitDueIn(DELAY);
    Throwable unused = catchThrowable(() -> stage.time.advance(DELAY));
    assertThat(failed).isTrue();

    ofA.open();

    assertThat(inWords(asked.get().served().attempts()))
        .containsExactly("a/m FAILED", "b/m SUCCEEDED");
  }

  @Test
  void aHedgeThatCannotBeWaitedForIsEnded() {
    LlmClient llm =
        stage.llm(stage.builder(Hedging.after(DELAY).share(1).orSameTarget()).alias("only", "a/m"));
    stage
        .a
        .answers(script -> script.waitFor(ofA).fail(ErrorKind.SERVER))
        .answers(script -> script.waitFor(ofB).text("again"));
    Aside<String> asked = Aside.call(() -> llm.prompt("Why?").model("only").text());
    stage.a.awaitReceived(1);
    stage.time.awaitDueIn(DELAY);
    stage.time.advance(DELAY);
    stage.a.awaitReceived(2);
    stage.clock.failIn("await");

    ofA.open();

    assertThat(asked.failure()).isInstanceOf(LlmException.class);
    stage.clock.mend();
    stage.a.awaitNoOpenStreams();
  }
}
