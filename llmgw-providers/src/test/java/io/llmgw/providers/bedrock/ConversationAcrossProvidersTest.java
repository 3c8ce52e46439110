package io.llmgw.providers.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One conversation with tools that begins elsewhere, comes to Bedrock, and goes on elsewhere. */
@ExtendWith(LeakRule.class)
class ConversationAcrossProvidersTest {
  private static final ToolSpec WEATHER = ToolSpec.of("weather", "Weather", Json.object());
  private static final String SIGNED_CALL =
      "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":["
          + "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"Look.\",\"signature\":\"c2ln\"}}},"
          + "{\"toolUse\":{\"toolUseId\":\"tooluse_1\",\"name\":\"weather\","
          + "\"input\":{\"city\":\"Rome\"}}}]}},\"stopReason\":\"tool_use\"}";

  private final List<Message> conversation = new ArrayList<>(List.of(Message.user("Oslo, Rome?")));

  @Test
  void goesOnWithItsCallsAndWithoutTheThoughtsOfOthers() {
    try (SimulatedProvider openAi =
            SimulatedProvider.openAi()
                .answer(Reply.toolCall("weather", "{\"city\":\"Oslo\"}"))
                .start();
        SimulatedProvider bedrock =
            SimulatedProvider.bedrock()
                .answer(Reply.raw(200, "application/json", SIGNED_CALL))
                .answer("Take a coat.")
                .start();
        SimulatedProvider anthropic =
            SimulatedProvider.anthropic()
                .answer(Reply.toolCall("weather", "{\"city\":\"Bari\"}"))
                .start();
        LlmClient llm =
            LlmClient.builder()
                .provider(openAi.provider())
                .provider(bedrock.provider())
                .provider(anthropic.provider())
                .build()) {
      round(llm, openAi.model());
      round(llm, bedrock.model());
      round(llm, anthropic.model());
      ChatResponse last = ask(llm, bedrock.model());

      assertThat(last.text()).isEqualTo("Take a coat.");
      assertThat(bedrock.requests().get(0).text())
          .contains("\"name\":\"weather\",\"input\":{\"city\":\"Oslo\"}")
          .contains("\"content\":[{\"text\":\"rain\"}]");
      assertThat(anthropic.requests().get(0).text())
          .contains("\"id\":\"tooluse_1\",\"name\":\"weather\",\"input\":{\"city\":\"Rome\"}")
          .contains("\"tool_use_id\":\"tooluse_1\"")
          .doesNotContain("c2ln");
      assertThat(bedrock.requests().get(1).text())
          .contains("\"reasoningText\":{\"text\":\"Look.\",\"signature\":\"c2ln\"}")
          .contains("\"input\":{\"city\":\"Bari\"}");
    }
  }

  private void round(LlmClient llm, String model) {
    ChatResponse answer = ask(llm, model);
    conversation.add(answer.message());
    conversation.add(Message.tool(ToolResult.of(answer.toolCalls().get(0).id(), "rain")));
  }

  private ChatResponse ask(LlmClient llm, String model) {
    return llm.chat(
        ChatRequest.builder().messages(conversation).tools(WEATHER).model(model).build());
  }
}
