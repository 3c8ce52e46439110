package io.llmgw.core.hedge;

import static io.llmgw.core.hedge.HedgeStage.DELAY;
import static io.llmgw.core.hedge.HedgeStage.QUESTION;
import static io.llmgw.core.hedge.HedgeStage.inWords;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import java.time.Duration;
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

  /** There is nothing to go to instead. */
  @Test
  void theTargetIsWaitedForWhereItRests() {
    LlmException busy =
        LlmException.of(ErrorKind.OVERLOADED, "busy").retryAfter(Duration.ofSeconds(1)).build();
    stage.a.answers(script -> script.fail(busy)).answers("blue");
    LlmClient llm = stage.llm(twice().alias("one", "a/m"));
    ChatRequest question = QUESTION.toBuilder().model("one").build().with(Retries.upTo(2));
    Aside<ChatResponse> asked = Aside.call(() -> llm.chat(question));
    stage.time.awaitSleepers(1);

    stage.time.advance(Duration.ofSeconds(1));

    assertThat(asked.get().text()).isEqualTo("blue");
  }

  @Test
  void whereThereIsAnotherTargetThatOneIsAsked() {
    stage.a.always(script -> script.hang());
    stage.b.always("b");

    Aside<ChatResponse> asked = stage.askHedged(stage.llm(twice()));

    assertThat(asked.get().text()).isEqualTo("b");
    assertThat(stage.a.received()).isEqualTo(1);
  }

  @Test
  void theLastOneIsAskedTwice() {
    stage.a.fails(ErrorKind.SERVER);
    stage.b.fails(ErrorKind.SERVER);
    stage.c.answers(script -> script.hang()).answers("again");

    assertThat(lastAsked(stage.llm(twice())).get().text()).isEqualTo("again");
  }

  @Test
  void unlessTheCallHasBeenHedgedBefore() {
    stage.a.answers(script -> script.waitFor(failing).fail(ErrorKind.SERVER));
    stage.b.answers(script -> script.waitFor(failing).fail(ErrorKind.SERVER));
    stage.c.answers(script -> script.waitFor(answering).text("c"));
    Aside<ChatResponse> asked = stage.askHedged(stage.llm(twice()));
    failing.awaitArrivals(2);
    failing.open();
    answering.awaitArrivals(1);
    stage.time.advance(DELAY);

    answering.open();

    assertThat(asked.get().text()).isEqualTo("c");
    assertThat(stage.c.received()).isEqualTo(1);
  }

  @Test
  void noneIsWaitedForWhereTheRequestIsToBlame() {
    stage
        .a
        .answers(script -> script.waitFor(failing).fail(ErrorKind.INVALID_REQUEST))
        .answers(script -> script.hang());
    Aside<ChatResponse> asked = askedTwice();
    stage.a.awaitReceived(2);

    failing.open();

    assertThat(kindOf(asked.failure())).isEqualTo(ErrorKind.INVALID_REQUEST);
    stage.a.awaitNoOpenStreams();
  }

  @Test
  void beforeItsUsualTimeIsKnownATargetIsAskedOnce() {
    stage.a.answers("blue");
    LlmClient llm =
        stage.llm(
            stage.builder(Hedging.atPercentile(0.9).share(1).orSameTarget()).alias("one", "a/m"));

    assertThat(llm.chat(QUESTION.toBuilder().model("one").build()).text()).isEqualTo("blue");
  }

  @Test
  void butOnlyWhereThatIsWanted() {
    stage.a.fails(ErrorKind.SERVER);
    stage.b.fails(ErrorKind.SERVER);
    stage.c.answers(script -> script.waitFor(answering).text("c"));
    LlmClient llm = stage.llm(stage.hedged());
    Aside<ChatResponse> asked = stage.ask(llm);
    answering.awaitArrivals(1);
    stage.time.advance(DELAY);

    answering.open();

    assertThat(asked.get().text()).isEqualTo("c");
    assertThat(stage.c.received()).isEqualTo(1);
  }

  private Aside<ChatResponse> lastAsked(LlmClient llm) {
    Aside<ChatResponse> asked = stage.ask(llm);
    stage.c.awaitReceived(1);
    stage.time.awaitDueIn(DELAY);
    stage.time.advance(DELAY);
    return asked;
  }

  private LlmClientBuilder twice() {
    return stage.builder(Hedging.after(DELAY).share(1).orSameTarget());
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
