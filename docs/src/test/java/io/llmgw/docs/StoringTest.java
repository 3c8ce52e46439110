package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.codec.LlmJson;
import io.llmgw.api.content.Message;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The calls of the page on storing conversations. */
class StoringTest {
  @Test
  void aConversationIsStoredAndGoesOn() {
    try (SimulatedProvider server = SimulatedProvider.openAi().always("Ada.").start();
        LlmClient llm =
            LlmClient.builder().provider(server.provider()).defaultModel(server.model()).build()) {
      // begin conversation
      List<Message> history = new ArrayList<>(List.of(Message.user("My name is Ada.")));
      history.add(llm.chat(history).message());
      String stored = LlmJson.write(history).text();

      List<Message> later = new ArrayList<>(LlmJson.readMessages(Json.ofText(stored)));
      later.add(Message.user("What is my name?"));
      ChatResponse answer = llm.chat(later);
      // end conversation

      assertThat(answer.text()).isEqualTo("Ada.");
      assertThat(later.subList(0, 2)).isEqualTo(history);

      // begin report
      ChatRequest request = ChatRequest.of("Why is the sky blue?");
      String asked = LlmJson.write(request).text();
      String answered = LlmJson.write(llm.chat(request)).text();
      // end report

      assertThat(LlmJson.readRequest(Json.ofText(asked))).isEqualTo(request);
      assertThat(LlmJson.readResponse(Json.ofText(answered)).text()).isEqualTo("Ada.");
    }
  }
}
