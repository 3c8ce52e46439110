package io.llmgw.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A host that names no call, or all of them the same, in each round of one conversation. */
@ExtendWith(LeakRule.class)
class MadeUpCallIdTest {
  private static final int ROUNDS = 3;

  @Test
  @Fault("F063")
  void callsWithoutAnIdAreToldApartInAllRounds() {
    try (SimulatedProvider server = openAi("")) {
      assertThat(idsOf(server)).containsExactly("call_0", "call_1", "call_2");
    }
  }

  @Test
  @Fault("F063")
  void callsThatAreAllNamedTheSameAreToldApartInAllRounds() {
    try (SimulatedProvider server = openAi("call_1")) {
      assertThat(idsOf(server)).startsWith("call_1").doesNotHaveDuplicates();
    }
  }

  @Test
  @Fault("F063")
  void anthropicsCallsAreToldApartInAllRounds() {
    String answer =
        "{\"content\":[{\"type\":\"tool_use\",\"id\":\"\",\"name\":\"now\",\"input\":{}}],"
            + "\"stop_reason\":\"tool_use\"}";
    try (SimulatedProvider server = rounds(SimulatedProvider.anthropic(), answer)) {
      assertThat(idsOf(server)).containsExactly("call_0", "call_1", "call_2");
    }
  }

  @Test
  @Fault("F063")
  void geminisCallsAreToldApartInAllRounds() {
    String answer =
        "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"now\",\"args\":{}}}]},"
            + "\"finishReason\":\"STOP\"}]}";
    try (SimulatedProvider server = rounds(SimulatedProvider.gemini(), answer)) {
      assertThat(idsOf(server)).containsExactly("call_0", "call_1", "call_2");
    }
  }

  @Test
  @Fault("F063")
  void ollamasCallsAreToldApartInAllRounds() {
    String answer =
        "{\"message\":{\"tool_calls\":[{\"function\":{\"name\":\"now\",\"arguments\":{}}}]},"
            + "\"done\":true,\"done_reason\":\"stop\"}";
    try (SimulatedProvider server = rounds(SimulatedProvider.ollama(), answer)) {
      assertThat(idsOf(server)).containsExactly("call_0", "call_1", "call_2");
    }
  }

  @Test
  @Fault("F063")
  void callsOfResponsesAreToldApartInAllRounds() {
    String answer =
        "{\"status\":\"completed\",\"output\":[{\"type\":\"function_call\",\"call_id\":\"\","
            + "\"name\":\"now\",\"arguments\":\"{}\"}]}";
    try (SimulatedProvider server = rounds(SimulatedProvider.openAiResponses(), answer)) {
      assertThat(idsOf(server)).containsExactly("call_0", "call_1", "call_2");
    }
  }

  @Test
  @Fault("F063")
  void coheresCallsAreToldApartInAllRounds() {
    String answer =
        "{\"message\":{\"tool_calls\":[{\"function\":{\"name\":\"now\",\"arguments\":\"{}\"}}]},"
            + "\"finish_reason\":\"TOOL_CALL\"}";
    try (SimulatedProvider server = rounds(SimulatedProvider.cohere(), answer)) {
      assertThat(idsOf(server)).containsExactly("call_0", "call_1", "call_2");
    }
  }

  private static SimulatedProvider openAi(String id) {
    String answer =
        "{\"choices\":[{\"message\":{\"content\":null,\"tool_calls\":[{\"id\":\""
            + id
            + "\",\"type\":\"function\",\"function\":{\"name\":\"now\",\"arguments\":\"{}\"}}]},"
            + "\"finish_reason\":\"tool_calls\"}]}";
    return rounds(SimulatedProvider.openAi(), answer);
  }

  private static SimulatedProvider rounds(SimulatedProvider.Builder server, String answer) {
    for (int i = 0; i < ROUNDS; i++) {
      server.answer(Reply.raw(200, "application/json", answer));
    }
    return server.start();
  }

  private static List<String> idsOf(SimulatedProvider server) {
    List<String> ids = new ArrayList<>();
    try (LlmClient llm =
        LlmClient.builder().provider(server.provider()).defaultModel(server.model()).build()) {
      List<Message> turns = new ArrayList<>(List.of(Message.user("What time is it?")));
      for (int i = 0; i < ROUNDS; i++) {
        turns.add(llm.chat(turns).message());
        ToolCall call = turns.get(turns.size() - 1).toolCalls().get(0);
        ids.add(call.id());
        turns.add(Message.tool(ToolResult.of(call.id(), "noon")));
      }
    }
    return ids;
  }
}
