package io.llmgw.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Names of tools that a provider does not take are sent in a spelling that it takes. */
@ExtendWith(LeakRule.class)
class SpelledToolNamesTest {
  private static final String DOT = "weather.now";
  private static final String COLON = "weather:now";
  private static final String LONG = "weather" + "x".repeat(100);
  private static final Pattern SENT = Pattern.compile("\"(weather[^\"\\\\ ]*)\"");

  static Stream<Arguments> servers() {
    return Stream.of(
        server("openAi", SimulatedProvider::openAi),
        server("responses", SimulatedProvider::openAiResponses),
        server("azure", SimulatedProvider::azureOpenAi),
        server("anthropic", SimulatedProvider::anthropic),
        server("bedrock", SimulatedProvider::bedrock),
        server("cohere", SimulatedProvider::cohere),
        server("gemini", () -> SimulatedProvider.gemini().model("gemini-2.5-flash")));
  }

  private static Arguments server(String name, Supplier<SimulatedProvider.Builder> builder) {
    return Arguments.of(name, builder);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void theCallerSeesHisOwn(String kind, Supplier<SimulatedProvider.Builder> builder) {
    for (String name : kind.equals("gemini") ? List.of(COLON, LONG) : List.of(DOT, COLON, LONG)) {
      String sent = sent(builder, tool(name)).iterator().next();
      assertThat(sent).matches("[a-zA-Z0-9_-]{1,64}");
      try (SimulatedProvider server =
              builder.get().callsTool(sent, "{\"city\":\"Oslo\"}", "Rain.").start();
          LlmClient llm = LlmClient.builder().provider(server.provider()).build()) {
        List<Message> turns = new ArrayList<>(List.of(Message.user("Is it warm in Oslo?")));
        ChatRequest.Builder first = ask(turns, server, tool(name));
        first.toolChoice(ToolChoice.named(name));

        ChatResponse called = llm.chat(first.build());

        ToolCall call = called.toolCalls().get(0);
        assertThat(call.name()).isEqualTo(name);
        assertThat(called.served().trail().toString()).contains("were spelled otherwise");
        turns.add(called.message());
        turns.add(Message.tool(ToolResult.of(call.id(), "rain")));
        assertThat(llm.chat(ask(turns, server, tool(name)).build()).text()).isEqualTo("Rain.");
        assertThat(server.requests()).hasSize(2);
        server
            .requests()
            .forEach(
                request -> {
                  assertThat(request.text()).doesNotContain('"' + name + '"');
                  assertThat(namesIn(request.text())).containsOnly(sent);
                });
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void noTwoBecomeOne(String kind, Supplier<SimulatedProvider.Builder> builder) {
    String likeIt = sent(builder, tool(COLON)).iterator().next();

    Set<String> all = sent(builder, tool(COLON), tool("weather-now"), tool(likeIt));

    assertThat(all).hasSize(3).contains(likeIt, "weather-now");
    assertThat(sent(builder, tool("weather_now"))).containsExactly("weather_now");
  }

  /** The names that a request with these tools has. */
  private static Set<String> sent(Supplier<SimulatedProvider.Builder> builder, ToolSpec... tools) {
    try (SimulatedProvider server = builder.get().always("ok").start();
        LlmClient llm = LlmClient.builder().provider(server.provider()).build()) {
      llm.chat(ask(List.of(Message.user("x")), server, tools).build());
      return namesIn(server.requests().get(0).text());
    }
  }

  private static Set<String> namesIn(String request) {
    Set<String> names = new LinkedHashSet<>();
    SENT.matcher(request).results().map(MatchResult::group).forEach(it -> names.add(bare(it)));
    return names;
  }

  private static String bare(String quoted) {
    return quoted.substring(1, quoted.length() - 1);
  }

  private static ChatRequest.Builder ask(
      List<Message> turns, SimulatedProvider server, ToolSpec... tools) {
    return ChatRequest.builder().model(server.model()).messages(turns).tools(tools);
  }

  private static ToolSpec tool(String name) {
    return ToolSpec.of(name, "Now", Json.ofText("{\"type\":\"object\",\"properties\":{}}"));
  }
}
