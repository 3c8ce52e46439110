package io.llmgw.core.chain;

import static io.llmgw.core.chain.Stage.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.TargetLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A judge that asks the very target whose answer it judges, in the middle of that answer. */
class PacedInternalCallTest {
  private static final Purpose JUDGE = Purpose.of("judge");
  private static final ChatRequest JUDGE_QUESTION = ChatRequest.of("Is this polite?");

  @RegisterExtension final Stage stage = new Stage();

  private Stage judged(TargetLimits limits) {
    stage.builder().alias("paced", Route.target(stage.fake.model()).limits(limits));
    return stage.use(
        TestLink.in(
            Slot.GUARD,
            chain ->
                TestLink.wrapped(
                    chain.proceed(chain.request()),
                    event -> {
                      if (event instanceof TextDelta) {
                        chain.internal(JUDGE, JUDGE_QUESTION);
                      }
                      return event;
                    })));
  }

  @Test
  void twoHundredWithOneGrantGetThroughUnderTheGrantOfTheirParents() throws Exception {
    AtomicInteger most = new AtomicInteger();
    stage.fake.always(
        (call, script) -> {
          most.accumulateAndGet(stage.fake.openStreams(), Math::max);
          script.text("fine");
        });
    judged(TargetLimits.perTarget().concurrency(1));

    List<CompletableFuture<ChatResponse>> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      answers.add(stage.llm().chatAsync(QUESTION));
    }
    CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0])).get(30, TimeUnit.SECONDS);

    assertThat(stage.fake.received()).isEqualTo(400);
    assertThat(most).as("a call and its judge").hasValue(2);
  }

  @Test
  void aJudgeCountsAgainstTheRequestsOfAMinute() {
    stage.fake.always("fine");
    judged(TargetLimits.perTarget().concurrency(1).requestsPerMinute(3));

    stage.ask();

    assertThat(stage.llm().explain(QUESTION).skipped()).isEmpty();
    stage.failure(); // its own request is the third, that of its judge would be the fourth
    assertThat(stage.fake.received()).isEqualTo(3);
    assertThat(stage.llm().explain(QUESTION).skipped()).hasSize(1);
  }
}
