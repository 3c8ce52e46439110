package io.llmgw.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.ToolUse;
import io.llmgw.api.tool.Tool;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A tool without parameters, and the ways in which models say that they give it nothing. */
@ExtendWith(LeakRule.class)
class ArgumentlessCallTest {
  private static final Tool CLOCK =
      Tool.of("clock", "The time of day", Nothing.class, nothing -> "noon");

  record Nothing() {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "openai|\"\"",
        "openai|\"  \"",
        "openai|\"null\"",
        "openai|\" null\\n\"",
        "openai|null",
        "openai|{}",
        "openai|\"{}\"",
        "responses|\"\"",
        "responses|\"  \"",
        "responses|\"null\"",
        "responses|\" null\\n\"",
        "responses|null",
        "responses|{}",
        "responses|\"{}\"",
        "anthropic|\"\"",
        "anthropic|\"  \"",
        "anthropic|\"null\"",
        "anthropic|\" null\\n\"",
        "anthropic|null",
        "anthropic|{}",
        "anthropic|\"{}\"",
        "gemini|\"\"",
        "gemini|\"null\"",
        "gemini|null",
        "gemini|{}",
        "gemini|\"{}\"",
        "ollama|\"\"",
        "ollama|\"null\"",
        "ollama|null",
        "ollama|{}",
        "ollama|\"{}\"",
        "cohere|\"\"",
        "cohere|\"null\"",
        "cohere|\" null\\n\"",
        "cohere|null",
        "cohere|{}",
        "cohere|\"{}\"",
      })
  void isCalledWithAnEmptyObjectByAnAnswerThatCameWhole(String protocol, String arguments) {
    String call =
        switch (protocol) {
          case "openai" ->
              "{\"choices\":[{\"message\":{\"content\":null,"
                  + openAiCall(arguments)
                  + "},\"finish_reason\":\"tool_calls\"}]}";
          case "gemini" -> gemini(arguments);
          case "ollama" -> ollama(arguments);
          case "cohere" ->
              "{\"message\":{\"tool_calls\":["
                  + cohereCall(arguments)
                  + "]},\"finish_reason\":\"TOOL_CALL\"}";
          case "responses" ->
              "{\"status\":\"completed\",\"output\":[" + responsesCall(arguments) + "]}";
          default ->
              "{\"content\":[{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"clock\",\"input\":"
                  + arguments
                  + "}],\"stop_reason\":\"tool_use\"}";
        };

    try (SimulatedProvider server = serving(protocol, Reply.raw(200, "application/json", call));
        LlmClient llm = client(server)) {
      assertCalled(llm.prompt("What time is it?").tools(CLOCK).send(), server, protocol);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "openai|\"\"",
        "openai|\"null\"",
        "openai|\" null\\n\"",
        "openai|null",
        "responses|\"\"",
        "responses|\"null\"",
        "responses|\" null\\n\"",
        "responses|null",
        "anthropic|\"\"",
        "anthropic|\"null\"",
        "anthropic|\" null\\n\"",
        "gemini|\"\"",
        "gemini|null",
        "cohere|\"\"",
        "cohere|\"null\"",
        "cohere|null",
      })
  void soItIsByOneThatIsStreamed(String protocol, String arguments) {
    String stream =
        switch (protocol) {
          case "openai" -> openAi(arguments);
          case "gemini" -> "data: " + gemini(arguments) + "\r\n\r\n";
          case "cohere" -> cohere(arguments);
          case "responses" -> responses(arguments);
          default -> anthropic("{}", arguments);
        };

    assertCalled(protocol, stream);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\"null\""})
  void soItIsWhereTheBlockOfAStreamBeginsWithNothing(String input) {
    assertCalled("anthropic", anthropic(input, "\"\""));
  }

  @ParameterizedTest
  @CsvSource({
    "openai,''",
    "openai,null",
    "responses,''",
    "responses,null",
    "anthropic,''",
    "anthropic,null",
    "gemini,''",
    "gemini,null",
    "ollama,''",
    "ollama,null",
    "cohere,''",
    "cohere,null"
  })
  void aCallOfYourOwnWithoutArgumentsIsSentWithAnEmptyObject(String protocol, String arguments) {
    ChatRequest request =
        ChatRequest.builder()
            .user("What time is it?")
            .message(
                Message.assistant(List.of(new ToolCall("t1", "clock", Json.ofText(arguments)))))
            .message(Message.tool(ToolResult.of("t1", "noon")))
            .tools(CLOCK)
            .build();

    try (SimulatedProvider server = serving(protocol);
        LlmClient llm = client(server)) {
      llm.chat(request);

      assertThat(server.requests().get(0).text()).contains(emptyObject(protocol));
    }
  }

  private static void assertCalled(String protocol, String stream) {
    try (SimulatedProvider server = serving(protocol, Reply.raw(200, "text/event-stream", stream));
        LlmClient llm = client(server);
        ChatStream answer = llm.prompt("What time is it?").tools(CLOCK).stream()) {
      assertCalled(answer.response(), server, protocol);
    }
  }

  private static void assertCalled(ChatResponse answer, SimulatedProvider server, String protocol) {
    assertThat(answer.text()).isEqualTo("It is noon.");
    assertThat(answer.run().rounds().get(0).tools())
        .extracting(ToolUse::outcome)
        .containsExactly(ToolUse.Outcome.SUCCEEDED);
    assertThat(server.requests().get(1).text()).contains(emptyObject(protocol));
  }

  private static String emptyObject(String protocol) {
    return switch (protocol) {
      case "anthropic" -> "\"input\":{}";
      case "gemini" -> "\"args\":{}";
      case "ollama" -> "\"arguments\":{}";
      default -> "\"arguments\":\"{}\"";
    };
  }

  private static String openAi(String arguments) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":{"
        + openAiCall(arguments)
        + "},\"finish_reason\":null}]}\n\n"
        + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n"
        + "data: [DONE]\n\n";
  }

  private static String openAiCall(String arguments) {
    return "\"tool_calls\":[{\"index\":0,\"id\":\"t1\",\"type\":\"function\","
        + "\"function\":{\"name\":\"clock\",\"arguments\":"
        + arguments
        + "}}]";
  }

  private static String ollama(String arguments) {
    return "{\"message\":{\"tool_calls\":[{\"function\":{\"name\":\"clock\",\"arguments\":"
        + arguments
        + "}}]},\"done\":true,\"done_reason\":\"stop\"}";
  }

  private static String gemini(String arguments) {
    return "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"clock\",\"args\":"
        + arguments
        + "}}]},\"finishReason\":\"STOP\"}]}";
  }

  private static String cohere(String arguments) {
    return "data: {\"type\":\"tool-call-start\",\"index\":0,\"delta\":{\"message\":{\"tool_calls\":"
        + (cohereCall("\"\"") + "}}}\n\n")
        + "data: {\"type\":\"tool-call-delta\",\"index\":0,\"delta\":{\"message\":{\"tool_calls\":"
        + ("{\"function\":{\"arguments\":" + arguments + "}}}}}\n\n")
        + "data: {\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"TOOL_CALL\"}}\n\n";
  }

  private static String cohereCall(String arguments) {
    return "{\"id\":\"t1\",\"type\":\"function\",\"function\":{\"name\":\"clock\",\"arguments\":"
        + (arguments + "}}");
  }

  private static String responses(String arguments) {
    String call = responsesCall(arguments);
    return "data: {\"type\":\"response.output_item.added\",\"output_index\":0,\"item\":"
        + (responsesCall("\"\"") + "}\n\n")
        + ("data: {\"type\":\"response.function_call_arguments.delta\",\"delta\":" + arguments)
        + ",\"output_index\":0}\n\n"
        + ("data: {\"type\":\"response.output_item.done\",\"output_index\":0,\"item\":" + call)
        + "}\n\ndata: {\"type\":\"response.completed\",\"response\":{\"status\":\"completed\"}}\n\n";
  }

  private static String responsesCall(String arguments) {
    return "{\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"t1\",\"name\":\"clock\","
        + ("\"arguments\":" + arguments + "}");
  }

  private static String anthropic(String input, String arguments) {
    return "data: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"content\":[]}}\n\n"
        + "data: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":"
        + "{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"clock\",\"input\":"
        + input
        + "}}\n\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":"
        + "{\"type\":\"input_json_delta\",\"partial_json\":"
        + arguments
        + "}}\n\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n"
        + "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\"}}\n\n"
        + "data: {\"type\":\"message_stop\"}\n\n";
  }

  private static SimulatedProvider serving(String protocol, Reply... first) {
    SimulatedProvider.Builder server =
        switch (protocol) {
          case "openai" -> SimulatedProvider.openAi();
          case "gemini" -> SimulatedProvider.gemini();
          case "ollama" -> SimulatedProvider.ollama();
          case "cohere" -> SimulatedProvider.cohere();
          case "responses" -> SimulatedProvider.openAiResponses();
          default -> SimulatedProvider.anthropic();
        };
    for (Reply reply : first) {
      server.answer(reply);
    }
    return server.answer("It is noon.").start();
  }

  private static LlmClient client(SimulatedProvider server) {
    return LlmClient.builder().provider(server.provider()).defaultModel(server.model()).build();
  }
}
