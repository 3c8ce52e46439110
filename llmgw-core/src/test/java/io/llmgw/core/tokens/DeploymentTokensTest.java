package io.llmgw.core.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Door;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A deployment is estimated as the model that it runs, whose name is all that tells how. */
class DeploymentTokensTest {
  private static final ModelRef CLAUDE = ModelRef.parse("fake/claude-opus-4-5");

  /** Claude reads some 490 tokens as soon as there is a tool. */
  private static final ChatRequest QUESTION =
      ChatRequest.builder()
          .user("Do I need a coat?")
          .tools(new ToolSpec("weather", null, Json.object(), false, null))
          .build();

  private final ScriptedProvider fake =
      ScriptedProvider.named("fake")
          .always(script -> script.text("Yes.").usage(Usage.reported(900, 2)));
  private final TokenEstimator estimator = TokenEstimator.create();

  private LlmClient client() {
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .catalog(ModelCatalog.empty().withDeployment(fake.model(), "elsewhere/" + CLAUDE.model()))
        .tokenEstimator(estimator)
        .build();
  }

  @Test
  void isEstimatedAsTheModelThatItRuns() {
    try (LlmClient llm = client()) {
      Usage estimate = Objects.requireNonNull(llm.explain(QUESTION).estimate()).usage();

      assertThat(estimate.inputTokens().tokens())
          .isEqualTo(TokenEstimator.create().inputTokens(QUESTION, CLAUDE))
          .isGreaterThan(490);
    }
  }

  @Test
  void whatItReportsIsLearntOfTheModelAtItsProvider() {
    try (LlmClient llm = client()) {
      Door.CHAT.open(llm, QUESTION);
    }

    assertThat(estimator.error(CLAUDE).samples()).isEqualTo(1);
    assertThat(estimator.error(ModelRef.parse(fake.model())).samples()).isZero();
  }
}
