package io.llmgw.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.codec.LlmJson;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.openai.CompatibleHost;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a provider says and nobody else understands is kept in a store and goes back to it, to the
 * byte: the spaces and the trailing zero are in it so that a writer of our own would be noticed.
 */
@ExtendWith(LeakRule.class)
class StoredUnknownsTest {
  private static final String HOLOGRAM =
      "{\"type\":\"hologram\", \"depth\":[1.50,{\"x\":null}],\"\\u0041\":\"\\/\"}";
  private static final String CALLER = "{\"type\":\"made_up\", \"tool_id\":\"srv_1\",\"n\":1.50}";
  private static final String DETAILS =
      "[{\"type\":\"reasoning.hologram\", \"data\":\"QUJD\",\"n\":1.50,\"index\":0}]";

  private static final String SIGNATURE = "{\"google\":{ \"thought_signature\":\"c2ln\"}}";

  @Test
  void anthropicGetsItBack() {
    String answer =
        "{\"content\":["
            + "{\"type\":\"thinking\",\"thinking\":\"I must look.\",\"signature\":\"c2ln\"},"
            + "{\"type\":\"redacted_thinking\",\"data\":\"QUJD\"},"
            + (HOLOGRAM + ",")
            + "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"now\",\"input\":{},"
            + ("\"caller\":" + CALLER + "}],\"stop_reason\":\"tool_use\"}");
    try (SimulatedProvider server =
        SimulatedProvider.anthropic()
            .answer(Reply.raw(200, "application/json", answer))
            .answer("ok")
            .start()) {
      String sent = secondRequest(server, server.provider(), server.model());

      assertThat(sent)
          .contains(HOLOGRAM)
          .contains("\"caller\":" + CALLER)
          .contains("\"signature\":\"c2ln\"")
          .contains("{\"type\":\"redacted_thinking\",\"data\":\"QUJD\"}");
    }
  }

  @Test
  void geminiGetsItBack() {
    String hologram = "{\"hologram\":{ \"depth\":1.50},\"thoughtSignature\":\"aG9s\"}";
    String answer =
        "{\"candidates\":[{\"content\":{\"parts\":["
            + "{\"text\":\"I must look.\",\"thought\":true},"
            + "{\"text\":\"Let me look.\",\"thoughtSignature\":\"dGV4dA==\"},"
            + (hologram + ",")
            + "{\"functionCall\":{\"id\":\"g1\",\"name\":\"now\",\"args\":{ }},"
            + "\"partMetadata\":{ \"n\":1.50},\"thoughtSignature\":\"c2ln\"}"
            + "]},\"finishReason\":\"STOP\"}]}";
    try (SimulatedProvider server =
        SimulatedProvider.gemini()
            .answer(Reply.raw(200, "application/json", answer))
            .answer("ok")
            .start()) {
      String sent = secondRequest(server, server.provider(), server.model());

      assertThat(sent)
          .contains("{\"text\":\"I must look.\",\"thought\":true}")
          .contains("{\"text\":\"Let me look.\",\"thoughtSignature\":\"dGV4dA==\"}")
          .contains(hologram)
          .contains("\"args\":{ },\"id\":\"g1\"}")
          .contains("\"partMetadata\":{ \"n\":1.50}")
          .contains("\"thoughtSignature\":\"c2ln\"");
    }
  }

  @Test
  void ollamaGetsItBack() {
    String answer =
        "{\"message\":{\"thinking\":\"I must look.\",\"content\":\"Let me look.\","
            + "\"tool_calls\":[{\"id\":\"c1\",\"caller\":"
            + (CALLER + ",\"function\":{\"name\":\"now\",\"arguments\":{ }}}]},")
            + "\"done\":true,\"done_reason\":\"stop\"}";
    try (SimulatedProvider server =
        SimulatedProvider.ollama()
            .answer(Reply.raw(200, "application/json", answer))
            .answer("ok")
            .start()) {
      String sent = secondRequest(server, server.provider(), server.model());

      assertThat(sent)
          .contains("\"content\":\"Let me look.\",\"thinking\":\"I must look.\"")
          .contains("\"arguments\":{ }")
          .contains("\"caller\":" + CALLER);
    }
  }

  @Test
  void aHostOfOpenAisProtocolGetsItBack() {
    String answer =
        "{\"choices\":[{\"message\":{\"content\":null,"
            + ("\"reasoning_details\":" + DETAILS + ",")
            + ("\"extra_content\":" + SIGNATURE + ",")
            + "\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\",\"extra_content\":"
            + (CALLER + ",\"function\":{\"name\":\"now\",\"arguments\":\"{ }\"}}]},")
            + "\"finish_reason\":\"tool_calls\"}]}";
    try (SimulatedProvider server =
        SimulatedProvider.openAi()
            .answer(Reply.raw(200, "application/json", answer))
            .answer("ok")
            .start()) {
      Provider openRouter = CompatibleHost.OPENROUTER.builder().baseUrl(server.baseUrl()).build();

      String sent = secondRequest(server, openRouter, "openrouter/model-1");

      assertThat(sent)
          .contains("\"reasoning_details\":" + DETAILS)
          .contains("\"extra_content\":" + CALLER)
          .contains("\"extra_content\":" + SIGNATURE)
          .contains("\"arguments\":\"{ }\"");
    }
  }

  @Test
  void openAisResponsesGetItBack() {
    String reasoning =
        "{\"type\":\"reasoning\", \"id\":\"rs_1\",\"encrypted_content\":\"QUJD\",\"summary\":[]}";
    String answer =
        "{\"status\":\"completed\",\"output\":["
            + (reasoning + "," + HOLOGRAM + ",")
            + "{\"type\":\"message\",\"id\":\"msg_1\",\"content\":["
            + "{\"type\":\"output_text\",\"text\":\"I look.\",\"annotations\":[]}]},"
            + "{\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"call_1\",\"name\":\"now\","
            + ("\"arguments\":\"{ }\",\"caller\":" + CALLER + "}]}");
    try (SimulatedProvider server =
        SimulatedProvider.openAiResponses()
            .answer(Reply.raw(200, "application/json", answer))
            .answer("ok")
            .start()) {
      String sent = secondRequest(server, server.provider(), server.model());

      assertThat(sent)
          .contains("{\"role\":\"user\",\"content\":\"What time is it?\"}," + reasoning)
          .contains(reasoning + "," + HOLOGRAM + ",{\"type\":\"message\"")
          .contains("\"id\":\"msg_1\"")
          .contains("\"type\":\"function_call\",\"id\":\"fc_1\",\"caller\":" + CALLER)
          .contains("\"arguments\":\"{ }\"");
    }
  }

  @Test
  void cohereGetsItBack() {
    String answer =
        "{\"message\":{\"content\":[{\"type\":\"thinking\",\"thinking\":\"I must look.\"},"
            + (HOLOGRAM + "],\"citations\":[{ \"start\":0}],\"tool_plan\":\"I look.\",")
            + "\"tool_calls\":[{\"id\":\"w1\",\"type\":\"function\",\"caller\":"
            + (CALLER + ",\"function\":{\"name\":\"now\",\"arguments\":\"{ }\"}}]},")
            + "\"finish_reason\":\"TOOL_CALL\"}";
    try (SimulatedProvider server =
        SimulatedProvider.cohere()
            .answer(Reply.raw(200, "application/json", answer))
            .answer("ok")
            .start()) {
      String sent = secondRequest(server, server.provider(), server.model());

      assertThat(sent)
          .contains(
              "\"content\":[{\"type\":\"thinking\",\"thinking\":\"I must look.\"}," + HOLOGRAM)
          .contains("\"citations\":[{ \"start\":0}]")
          .contains("\"tool_plan\":\"I look.\"")
          .contains("\"caller\":" + CALLER)
          .contains("\"arguments\":\"{ }\"");
    }
  }

  /** A service stores the first turn, forgets it, reads it and goes on. */
  private static String secondRequest(SimulatedProvider server, Provider provider, String model) {
    try (LlmClient llm = LlmClient.builder().provider(provider).defaultModel(model).build()) {
      List<Message> turns = new ArrayList<>(List.of(Message.user("What time is it?")));
      turns.add(llm.chat(turns).message());
      String stored = LlmJson.write(turns).text();

      List<Message> read = new ArrayList<>(LlmJson.readMessages(Json.ofText(stored)));
      ToolCall call = read.get(1).toolCalls().get(0);
      read.add(Message.tool(ToolResult.of(call.id(), "noon")));
      llm.chat(read);

      return server.requests().get(1).text();
    }
  }
}
