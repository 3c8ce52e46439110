package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.counting.TokenCountResponse;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.status.TargetStatus;
import io.llmgw.api.tokens.EstimateError;
import io.llmgw.api.tokens.TextTally;
import io.llmgw.api.tokens.TokenCounter;
import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.scripted.ScriptedProvider;
import io.llmgw.test.simulated.SimulatedProvider;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the page on tokens shows. */
class TokensTest {
  private static final ModelRef model = ModelRef.parse("openai/gpt-5-mini");

  @Test
  void estimatesAndLearns() {
    ChatRequest request = ChatRequest.of("How is the weather in Oslo?");
    Usage reported = Usage.reported(14, 3);

    // begin estimate
    TokenEstimator estimator = TokenEstimator.create();
    long input = estimator.inputTokens(request, model); // before the call
    TextTally written = new TextTally();
    written.add("It is "); // with each event of the answer
    written.add("raining.");
    long output = estimator.outputTokens(written, model);

    estimator.learn(request, model, reported); // after the call
    EstimateError error = estimator.error(model); // samples, median of |estimated - reported|
    // end estimate

    assertThat(input).isBetween(12L, 16L);
    assertThat(output).isBetween(3L, 5L);
    assertThat(error.samples()).isEqualTo(1);
  }

  @Test
  void readsHowFarAClientWasOff() {
    ScriptedProvider fake =
        ScriptedProvider.named("fake")
            .always(script -> script.text("Rain.").usage(Usage.reported(14, 3)));
    try (LlmClient llm = LlmClient.builder().provider(fake).defaultModel(fake.model()).build()) {
      llm.prompt("How is the weather in Oslo?").text();

      // begin status
      for (TargetStatus target : llm.status().targets()) {
        EstimateError error = target.estimates();
        error.samples(); // answers that were learnt from: the first 64, then one in 256
        error.medianRelative(); // of |estimated - reported| / reported; empty before the first
      }
      // end status

      assertThat(llm.status().targets())
          .singleElement()
          .satisfies(target -> assertThat(target.estimates().samples()).isEqualTo(1));
    }
  }

  @Test
  void countsByATokenizerOfYourOwn() {
    TokenCounter tokenizer =
        new TokenCounter() {
          @Override
          public boolean knows(ModelRef model) {
            return true;
          }

          @Override
          public long count(String text, ModelRef model) {
            return text.split(" ").length;
          }
        };

    // begin count
    TokenEstimator estimator =
        TokenEstimator.counting(tokenizer).patience(Duration.ofMillis(50)).build();
    // end count

    assertThat(estimator.inputTokens(ChatRequest.of("one two three"), model)).isPositive();
  }

  @Test
  void asksTheProvider() {
    ChatRequest chat = ChatRequest.of("How is the weather in Oslo?");
    try (SimulatedProvider server = SimulatedProvider.anthropic().start();
        LlmClient llm =
            LlmClient.builder().provider(server.provider()).defaultModel(server.model()).build()) {
      // begin ask
      TokenCountResponse count = llm.countTokens(chat);
      long input = count.inputTokens(); // tools, images and documents included
      String where = count.served().target(); // another model counts otherwise
      // end ask

      assertThat(input).isPositive();
      assertThat(where).isEqualTo(server.model());
      assertThat(count.served().cost()).isEqualTo(Cost.ZERO);
    }
  }
}
