package io.llmgw.examples.quickstart;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One conversation that three providers answer in turn, in the middle of a call of a tool: what all
 * of them understand goes with it, what only the first does, as the thought that it signed, stays
 * behind, and the trail says so.
 */
final class Crossing implements AutoCloseable {
  /** As Anthropic thinks, signs its thought and asks for a tool. */
  private static final String THOUGHT_AND_CALL =
      """
      {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-haiku-4-5",
       "content": [
         {"type": "thinking", "thinking": "I must look.", "signature": "of-anthropic-alone"},
         {"type": "text", "text": "Let me look."},
         {"type": "tool_use", "id": "toolu_1", "name": "weather", "input": {"city": "Oslo"}}],
       "stop_reason": "tool_use", "usage": {"input_tokens": 60, "output_tokens": 30}}
      """;

  private static final ToolSpec WEATHER =
      ToolSpec.of(
          "weather",
          "Current weather of a city",
          Json.ofText("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}"));

  private final SimulatedProvider anthropic =
      SimulatedProvider.anthropic()
          .model("claude-haiku-4-5")
          .answer(Reply.raw(200, "application/json", THOUGHT_AND_CALL))
          .start();
  private final SimulatedProvider openAi =
      SimulatedProvider.openAi().model("gpt-5-mini").always("Yes: it rains in Oslo.").start();
  private final SimulatedProvider gemini =
      SimulatedProvider.gemini()
          .model("gemini-2.5-flash")
          .always("You asked whether you need a coat.")
          .start();
  private final PrintStream out;

  Crossing(PrintStream out) {
    this.out = out;
  }

  void run() {
    try (LlmClient llm =
        LlmClient.builder()
            .provider(anthropic.provider())
            .provider(openAi.provider())
            .provider(gemini.provider())
            .build()) {
      List<Message> turns = new ArrayList<>();

      turns.add(Message.user("Do I need a coat in Oslo?"));
      ChatResponse asksForWeather = say(llm, turns, anthropic.model());
      ToolCall call = asksForWeather.toolCalls().get(0);
      out.println("  the tool says: rain in " + call.arguments().asObject().get("city"));

      turns.add(Message.tool(ToolResult.of(call.id(), "rain")));
      say(llm, turns, openAi.model());

      turns.add(Message.user("What did I ask?"));
      say(llm, turns, gemini.model());
    }
  }

  private ChatResponse say(LlmClient llm, List<Message> turns, String model) {
    ChatResponse answer =
        llm.chat(ChatRequest.builder().model(model).messages(turns).tools(WEATHER).build());
    turns.add(answer.message());
    out.println("  " + answer.served().target() + ": " + answer.text());
    answer.served().trail().stream()
        .filter(entry -> entry.note().contains("left out"))
        .forEach(entry -> out.println("    trail: " + entry.note()));
    return answer;
  }

  /** What was sent to the second and the third. */
  List<String> sentOn() {
    return List.of(openAi.requests().get(0).text(), gemini.requests().get(0).text());
  }

  @Override
  public void close() {
    anthropic.close();
    openAi.close();
    gemini.close();
  }
}
