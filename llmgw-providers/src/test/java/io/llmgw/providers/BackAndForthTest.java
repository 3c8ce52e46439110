package io.llmgw.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ReceivedRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A conversation of several turns with tools that changes its provider in each of them, and comes
 * back.
 */
@ExtendWith(LeakRule.class)
class BackAndForthTest {
  private static final ToolSpec WEATHER =
      ToolSpec.of("weather", "Current weather", Json.ofText("{\"type\":\"object\"}"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openai gemini",
        "anthropic gemini",
        "gemini openai",
        "gemini anthropic",
        "openai gemini anthropic",
        "anthropic openai gemini"
      })
  void goesOnElsewhereAndBack(String order) {
    List<String> names = List.of(order.split(" "));
    Map<String, SimulatedProvider> servers = new HashMap<>();
    names.forEach(name -> servers.put(name, start(name)));
    var client = LlmClient.builder();
    servers.values().forEach(server -> client.provider(server.provider()));
    List<Message> turns = new ArrayList<>(List.of(Message.user("Is it warm in Oslo?")));

    try (LlmClient llm = client.build()) {
      for (int i = 0; i <= names.size(); i++) {
        SimulatedProvider caller = servers.get(names.get(i % names.size()));
        SimulatedProvider other = servers.get(names.get((i + 1) % names.size()));
        turns.add(answer(llm, caller, turns).message());
        ToolCall call = turns.get(turns.size() - 1).toolCalls().get(0);
        assertThat(call.arguments().asObject()).containsEntry("city", "Oslo");
        turns.add(Message.tool(ToolResult.of(call.id(), "rain")));

        ChatResponse end = answer(llm, other, turns);

        assertThat(end.text()).isEqualTo("Rain.");
        turns.add(end.message());
        turns.add(Message.user("And now?"));
      }
    } finally {
      servers.values().forEach(SimulatedProvider::close);
    }
    TreeSet<String> ids = new TreeSet<>();
    turns.forEach(
        turn -> turn.toolCalls().forEach(call -> assertThat(ids.add(call.id())).isTrue()));
    servers.forEach((name, server) -> server.requests().forEach(sent -> check(name, sent)));
  }

  /** Each is sent its own signatures and those of nobody else, and all calls and results. */
  private static void check(String name, ReceivedRequest sent) {
    String body = sent.text();
    if (!name.equals("gemini")) {
      assertThat(body).doesNotContain("thoughtSignature").doesNotContain("c2ltdWxhdGVk");
      return;
    }
    int results = body.split("\"functionResponse\"", -1).length;
    assertThat(body.split("\"functionCall\"", -1)).hasSize(results);
    boolean underWay = body.lastIndexOf("\"functionResponse\"") > body.lastIndexOf("\"text\"");
    if (underWay) {
      String last = body.substring(body.lastIndexOf("\"functionCall\""));
      assertThat(last).containsPattern("c2ltdWxhdGVk|skip_thought_signature_validator");
    }
  }

  private static ChatResponse answer(LlmClient llm, SimulatedProvider server, List<Message> turns) {
    return llm.chat(
        ChatRequest.builder().model(server.model()).messages(turns).tools(WEATHER).build());
  }

  private static SimulatedProvider start(String name) {
    SimulatedProvider.Builder server =
        switch (name) {
          case "openai" -> SimulatedProvider.openAi();
          case "anthropic" -> SimulatedProvider.anthropic();
          default -> SimulatedProvider.gemini().model("gemini-3-flash-preview");
        };
    return server.callsTool("weather", "{\"city\":\"Oslo\"}", "Rain.").start();
  }
}
