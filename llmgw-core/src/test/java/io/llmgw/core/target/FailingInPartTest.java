package io.llmgw.core.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A call whose own failure is the one by which half of the last calls of its target have failed.
 */
class FailingInPartTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider first = ScriptedProvider.named("first");
  private final ScriptedProvider second = ScriptedProvider.named("second");
  private final LlmClient llm =
      LlmClient.builder()
          .provider(first)
          .provider(second)
          .defaultModel(first.model())
          .alias("any", Route.ordered(first.target(), second.target()))
          .time(VirtualTime.skipping())
          .build();

  @BeforeEach
  void nineOfTheLastEighteenHaveFailed() {
    leaks.of(first);
    leaks.of(second);
    for (int i = 0; i < 9; i++) {
      first.answers("blue").fails(ErrorKind.SERVER);
      llm.chat(QUESTION);
      catchThrowableOfType(LlmException.class, () -> llm.chat(QUESTION.with(Retries.none())));
    }
    first.fails(ErrorKind.SERVER);
    first.always("blue, at last");
    second.always("from the second");
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @Test
  @Fault("I14")
  void goesOnToAnotherTargetAndRepeatsNothingThere() {
    ChatResponse answer = llm.chat(QUESTION.withModel("any"));

    assertThat(answer.served().attempts())
        .extracting(AttemptRecord::target)
        .containsExactly(first.model(), second.model());
  }

  @Test
  void isRepeatedWhereThereIsNoOther() {
    ChatResponse answer = llm.chat(QUESTION);

    assertThat(answer.text()).isEqualTo("blue, at last");
    assertThat(answer.served().attempts()).hasSize(2);
  }
}
