package io.llmgw.core.hedge;

import static io.llmgw.core.hedge.HedgeStage.DELAY;
import static io.llmgw.core.hedge.HedgeStage.QUESTION;
import static io.llmgw.core.hedge.HedgeStage.inWords;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A call with one target, asked twice, of which the first side fails. */
class SameTargetHedgeTest {
  @RegisterExtension final HedgeStage stage = new HedgeStage();
  private final TrailProbe trail = new TrailProbe();
  private final Gate failing = Gate.closed();
  private final Gate answering = Gate.closed();

  private Aside<ChatResponse> asked() {
    return Aside.call(
        () ->
            stage
                .llm(
                    stage
                        .builder(Hedging.after(DELAY).share(1).orSameTarget())
                        .alias("one", "a/m")
                        .use(trail))
                .chat(QUESTION.toBuilder().model("one").build()));
  }

  private Aside<ChatResponse> askedTwice() {
    Aside<ChatResponse> asked = asked();
    stage.a.awaitReceived(1);
    stage.time.awaitDueIn(DELAY);
    stage.time.advance(DELAY);
    return asked;
  }

  private static ErrorKind kindOf(Throwable failure) {
    return ((LlmException) failure).kind();
  }

  @Test
  void beforeTheDelayTheCallFails() {
    stage.a.fails(ErrorKind.SERVER);

    assertThat(kindOf(asked().failure())).isEqualTo(ErrorKind.SERVER);
    assertThat(stage.a.received()).isEqualTo(1);
  }

  @Test
  void afterItTheOtherOneIsWaitedFor() {
    stage
        .a
        .answers(script -> script.waitFor(failing).fail(ErrorKind.SERVER))
        .answers(script -> script.waitFor(answering).text("again"));
    Aside<ChatResponse> asked = askedTwice();
    stage.a.awaitReceived(2);

    failing.open();
    Patience.until("the first side to fail", () -> stage.a.openStreams() == 1);
    answering.open();

    assertThat(inWords(asked.get().served().attempts()))
        .containsExactly("a/m FAILED", "a/m SUCCEEDED hedge");
  }

  @Test
  void butNotWhereItHasFailedBefore() {
    stage
        .a
        .answers(script -> script.waitFor(failing).fail(ErrorKind.SERVER))
        .fails(ErrorKind.OVERLOADED);
    Aside<ChatResponse> asked = askedTwice();
    trail.await("the hedge at a/m has failed: OVERLOADED");

    failing.open();

    assertThat(kindOf(asked.failure())).isEqualTo(ErrorKind.SERVER);
  }

  @Test
  void anErrorOfTheJvmEndsTheOtherOne() {
    stage
        .a
        .answers(script -> script.waitFor(failing).fail(new StackOverflowError()))
        .answers(script -> script.hang());
    Aside<ChatResponse> asked = askedTwice();
    stage.a.awaitReceived(2);

    failing.open();

    assertThat(asked.failure()).isInstanceOf(StackOverflowError.class);
    stage.a.awaitNoOpenStreams();
  }
}
