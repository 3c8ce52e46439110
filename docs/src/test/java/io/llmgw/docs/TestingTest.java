package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.test.scripted.ScriptedProvider;
import io.llmgw.test.simulated.Cut;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Tests as users of the kit write them. */
class TestingTest {
  record SkyService(LlmClient llm) {
    String explain() {
      return llm.prompt("Why is the sky blue?").text();
    }
  }

  // begin scripted
  @Test
  void explainsTheSky() {
    ScriptedProvider model = ScriptedProvider.named("fake").answers("Blue light scatters most.");
    try (LlmClient llm = LlmClient.builder().provider(model).defaultModel("fake/any").build()) {
      assertThat(new SkyService(llm).explain()).contains("scatters");
      assertThat(model.requests()).hasSize(1);
    }
  }

  // end scripted

  // begin simulated
  @Test
  void noticesAnAnswerThatBreaksOff() {
    try (SimulatedProvider server =
            SimulatedProvider.openAi()
                .answer(Reply.text("Blue light scatters most.").cutAfterEvents(3, Cut.FIN))
                .start();
        LlmClient llm =
            LlmClient.builder().provider(server.provider()).defaultModel(server.model()).build()) {
      Assertions.assertThatThrownBy(() -> llm.prompt("Why?").stream().response())
          .isInstanceOf(StreamInterruptedException.class);
    }
  }
  // end simulated
}
