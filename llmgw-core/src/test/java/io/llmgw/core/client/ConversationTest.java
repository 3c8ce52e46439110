package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An answer can be sent back as it came. */
class ConversationTest {
  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final LlmClient llm =
      LlmClient.builder().provider(fake).defaultModel(fake.model()).build();

  @AfterEach
  void close() {
    llm.close();
  }

  @Test
  void remembersWhatWasSaid() {
    fake.answers("Hello Ada.").answers("Ada.");
    List<Message> history = new ArrayList<>(List.of(Message.user("My name is Ada.")));

    ChatResponse first = llm.chat(history);
    history.add(first.message());
    history.add(Message.user("What is my name?"));
    ChatResponse second = llm.chat(history);

    assertThat(second.text()).isEqualTo("Ada.");
    assertThat(sent(1)).isEqualTo(history);
    assertThat(sent(1).get(1).role()).isEqualTo(Role.ASSISTANT);
    assertThat(sent(1).get(1).text()).isEqualTo("Hello Ada.");
  }

  @Test
  void sendsToolCallsAndSignedReasoningBack() {
    fake.answers(
            script ->
                script
                    .reasoning("the weather, then")
                    .signed("sig-1")
                    .toolCall("call-1", "weather", "{\"city\": \"Oslo\"}", 3)
                    .toolCall("call-2", "weather", "{}"))
        .answers("Take a coat.");
    List<Message> history = new ArrayList<>(List.of(Message.user("Do I need a coat in Oslo?")));

    ChatResponse first = llm.chat(history);
    history.add(first.message());
    history.add(Message.tool(ToolResult.of("call-1", "cold"), ToolResult.of("call-2", "?")));
    ChatResponse second = llm.chat(history);

    assertThat(second.text()).isEqualTo("Take a coat.");
    assertThat(first.toolCalls()).hasSize(2);
    assertThat(sent(1).get(1)).isEqualTo(first.message());
    assertThat(sent(1).get(1).toolCalls().get(0).id()).isEqualTo("call-1");
    assertThat(first.reasoning()).isEqualTo("the weather, then");
  }

  private List<Message> sent(int call) {
    return ((ChatContent) fake.requests().get(call).content()).messages();
  }
}
