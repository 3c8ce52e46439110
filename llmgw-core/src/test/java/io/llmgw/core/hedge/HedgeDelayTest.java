package io.llmgw.core.hedge;

import static io.llmgw.core.hedge.HedgeStage.QUESTION;
import static io.llmgw.core.hedge.HedgeStage.notes;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HedgeDelayTest {
  private static final Duration USUAL = Duration.ofMillis(800);
  private static final int RENEWED_AFTER = 8;

  @RegisterExtension final HedgeStage stage = new HedgeStage();

  @Test
  @Fault("F080")
  void itIsWhatIsUsualForTheTarget() {
    LlmClient llm = stage.llm(stage.builder(Hedging.atPercentile(0.95).share(1)));
    stage.a.always(script -> script.pause(USUAL).text("a"));
    stage.b.always("b");
    for (int call = 0; call < 20; call++) {
      answerIn(llm, USUAL);
    }
    stage.a.answers(script -> script.hang());

    Aside<ChatResponse> asked = stage.ask(llm);
    stage.a.awaitReceived(21);
    stage.time.awaitDueIn(USUAL);
    stage.time.advance(USUAL.minusMillis(1));
    assertThat(stage.b.received()).isZero();
    stage.time.advance(Duration.ofMillis(1));

    assertThat(asked.get().text()).isEqualTo("b");
  }

  @Test
  void nothingIsHedgedBeforeEnoughIsKnown() {
    LlmClient llm = stage.llm(stage.builder(Hedging.atPercentile(0.5).share(1)));
    stage.a.always(script -> script.pause(USUAL).text("a"));
    for (int call = 0; call < 19; call++) {
      answerIn(llm, USUAL);
    }

    answerIn(llm, USUAL.multipliedBy(10));

    assertThat(stage.b.received()).isZero();
  }

  @Test
  void itGrowsWithTheCallsThatATargetLoses() {
    LlmClient llm = stage.llm(stage.builder(Hedging.atPercentile(0.95).share(1)));
    for (int call = 0; call < 20; call++) {
      stage.a.answers(script -> script.pause(USUAL).text("a"));
      answerIn(llm, USUAL);
    }
    stage.a.always(script -> script.hang());
    stage.b.always(script -> script.pause(USUAL).text("b"));
    for (int call = 0; call < RENEWED_AFTER; call++) {
      loseAfter(USUAL, llm);
    }

    loseAfter(USUAL.multipliedBy(2), llm);
  }

  private void loseAfter(Duration delay, LlmClient llm) {
    int before = stage.b.received();
    Aside<ChatResponse> asked = stage.ask(llm);
    stage.a.awaitReceived(21 + before);
    stage.time.awaitDueIn(delay);
    stage.time.advance(delay);
    stage.b.awaitReceived(before + 1);
    stage.time.awaitDueIn(USUAL);
    stage.time.advance(USUAL);
    assertThat(asked.get().text()).isEqualTo("b");
    assertThat(notes(asked.get()).get(0)).endsWith(delay.toMillis() + " ms without content");
  }

  @Test
  void itIsNeverShorterThanTheLeast() {
    LlmClient llm =
        stage.llm(stage.builder(Hedging.atPercentile(0.5).atLeast(Duration.ofSeconds(3)).share(1)));
    stage.a.always(script -> script.pause(USUAL).text("a"));
    stage.b.always("b");
    for (int call = 0; call < 20; call++) {
      answerIn(llm, USUAL);
    }
    stage.a.answers(script -> script.hang());
    Aside<ChatResponse> asked = stage.ask(llm);
    stage.a.awaitReceived(21);
    stage.time.awaitDueIn(Duration.ofSeconds(3));

    stage.time.advance(Duration.ofSeconds(3));

    assertThat(asked.get().text()).isEqualTo("b");
  }

  @Test
  @Fault("F080")
  void atMostOneCallInTwentyIsHedged() {
    LlmClient llm = stage.llm(stage.builder(Hedging.after(Duration.ZERO)));
    stage.a.always("a");
    stage.b.always("b");

    int hedged = 0;
    for (int call = 0; call < 1_000; call++) {
      List<String> notes = notes(llm.chat(QUESTION));
      hedged += notes.stream().anyMatch(note -> note.startsWith("hedges a/m with b/m")) ? 1 : 0;
    }

    stage.b.awaitNoOpenStreams();
    assertThat(hedged).isEqualTo(50);
    assertThat(stage.b.received()).isLessThanOrEqualTo(hedged); // what lost at once was not sent
  }

  private void answerIn(LlmClient llm, Duration time) {
    int before = stage.a.received();
    Aside<ChatResponse> asked = stage.ask(llm);
    stage.a.awaitReceived(before + 1);
    stage.time.awaitDueIn(USUAL);
    stage.time.advance(time);
    assertThat(asked.get().text()).isEqualTo("a");
  }
}
