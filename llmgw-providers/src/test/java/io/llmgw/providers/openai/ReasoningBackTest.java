package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.tool.Tool;
import io.llmgw.providers.replay.Written;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hosts whose models want their reasoning back, as Moonshot's Kimi does, by a setting. */
@ExtendWith(LeakRule.class)
class ReasoningBackTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/golden/hosts/compatible/requests/reasoning-back.json");
  private static final String LEFT_OUT = "reasoning of earlier turns was left out";
  private static final Tool WEATHER = Tool.of("weather", City.class, city -> "rain");

  /** What the tool is asked. */
  record City(String name) {}

  /** As Kimi calls a tool, with what it thought before. */
  private static Reply thoughtfulCall() {
    return Reply.raw(
        200,
        "application/json",
        "{\"id\":\"c1\",\"object\":\"chat.completion\",\"model\":\"kimi-k2.5\",\"choices\":[{\"index\":0,"
            + "\"message\":{\"role\":\"assistant\",\"content\":\"\","
            + "\"reasoning_content\":\"I must look.\",\"tool_calls\":[{\"id\":\"weather:0\","
            + "\"type\":\"function\",\"function\":{\"name\":\"weather\","
            + "\"arguments\":\"{\\\"name\\\":\\\"Oslo\\\"}\"}}]},\"finish_reason\":\"tool_calls\"}],"
            + "\"usage\":{\"prompt_tokens\":50,\"completion_tokens\":20,\"total_tokens\":70}}");
  }

  private static JsonNode secondRound(SimulatedProvider server) {
    return JsonMapper.shared().readTree(server.requests().get(1).text());
  }

  @Test
  void theSecondRoundOfToolsHasTheReasoningThatLedToThem() throws IOException {
    try (SimulatedProvider server =
            SimulatedProvider.openAi().answer(thoughtfulCall()).answer("Take a coat.").start();
        LlmClient llm =
            LlmClient.builder()
                .provider(
                    CompatibleHost.GENERIC
                        .builder()
                        .name("moonshot")
                        .baseUrl(server.baseUrl())
                        .takesReasoningBack("reasoning_content")
                        .build())
                .defaultModel("moonshot/kimi-k2.5")
                .build()) {
      ChatResponse answer = llm.prompt("A coat in Oslo?").tools(WEATHER).send();

      assertThat(answer.text()).isEqualTo("Take a coat.");
      assertThat(secondRound(server))
          .isEqualTo(JsonMapper.shared().readTree(Files.readString(GOLDEN)));
      assertThat(answer.served().trail().toString()).doesNotContain(LEFT_OUT);
    }
  }

  @Test
  void byNameItIsASettingToo() {
    try (SimulatedProvider server =
            SimulatedProvider.openAi().answer(thoughtfulCall()).answer("Take a coat.").start();
        LlmClient llm =
            LlmClient.builder()
                .provider(
                    "compatible",
                    Map.of(
                        "base-url", server.baseUrl(), "takes-reasoning-back", "reasoning_content"))
                .defaultModel("compatible/kimi-k2.5")
                .build()) {
      llm.prompt("A coat in Oslo?").tools(WEATHER).send();

      assertThat(secondRound(server).at("/messages/1/reasoning_content").asString())
          .isEqualTo("I must look.");
    }
  }

  @Test
  void withoutTheSettingItIsLeftOutAndTheTrailSaysSo() {
    try (SimulatedProvider server =
            SimulatedProvider.openAi().answer(thoughtfulCall()).answer("Take a coat.").start();
        LlmClient llm =
            LlmClient.builder()
                .provider(CompatibleHost.GENERIC.builder().baseUrl(server.baseUrl()).build())
                .defaultModel("compatible/kimi-k2.5")
                .build()) {
      ChatResponse answer = llm.prompt("A coat in Oslo?").tools(WEATHER).send();

      assertThat(secondRound(server).toString()).doesNotContain("I must look.", "reasoning");
      assertThat(answer.served().trail().toString()).contains(LEFT_OUT);
    }
  }

  /** Also where both speak alike, and both want reasoning back: that of their own. */
  @Test
  void itNeverGoesToAnotherProvider() {
    try (SimulatedProvider kimi = SimulatedProvider.openAi().answer(thoughtfulCall()).start();
        SimulatedProvider other = SimulatedProvider.openAi().answer("Take a coat.").start();
        LlmClient llm =
            LlmClient.builder()
                .provider(hostAt(kimi, "moonshot"))
                .provider(hostAt(other, "elsewhere"))
                .build()) {
      ChatResponse first = llm.prompt("A coat?").model("moonshot/kimi-k2.5").send();
      ToolCall call = first.toolCalls().get(0);

      ChatResponse second =
          llm.chat(
              ChatRequest.builder()
                  .model("elsewhere/m")
                  .messages(
                      List.of(
                          Message.user("A coat?"),
                          first.message(),
                          Message.tool(ToolResult.of(call.id(), "rain"))))
                  .build());

      JsonNode turn =
          JsonMapper.shared().readTree(other.requests().get(0).text()).at("/messages/1");
      assertThat(turn.path("tool_calls")).hasSize(1);
      assertThat(turn.toString()).doesNotContain("I must look.");
      assertThat(second.served().trail().toString()).contains(LEFT_OUT);
    }
  }

  private static Provider hostAt(SimulatedProvider server, String name) {
    return CompatibleHost.GENERIC
        .builder()
        .name(name)
        .baseUrl(server.baseUrl())
        .takesReasoningBack("reasoning_content")
        .build();
  }

  /** Kimi refuses the turn otherwise, which another model began or in which it did not think. */
  @ParameterizedTest
  @CsvSource({
    "reasoning_content, , , ''",
    "reasoning_content, HIGH, , ''",
    "reasoning_content, NONE, , absent",
    "reasoning_content, , disabled, absent",
    "reasoning_content, , enabled, ''",
    "reasoning, HIGH, , absent"
  })
  void aTurnWithCallsAndWithoutReasoningHasAnEmptyOneWhileTheModelThinks(
      String field, @Nullable ReasoningEffort effort, @Nullable String thinking, String sent) {
    ChatRequest.Builder ask = ChatRequest.builder().messages(turns(List.of()));
    if (effort != null) {
      ask.reasoning(effort);
    }
    if (thinking != null) {
      ask.extraBody("thinking", Json.ofText("{\"type\":\"" + thinking + "\"}"));
    }

    List<String> notes = new ArrayList<>();
    JsonNode turn = encode(field, ask.build(), notes).at("/messages/1");

    assertThat(turn.path(field).asString("absent")).isEqualTo(sent);
    assertThat(notes.toString().contains("sent with an empty one")).isEqualTo(sent.isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"reasoning_content", "reasoning"})
  void aTurnWithoutCallsIsSentWithoutIt(String field) {
    List<Message> turns =
        List.of(
            Message.user("x"),
            Message.assistant(
                List.of(new Part.Reasoning("thought", null, "moonshot"), Part.text("y"))),
            Message.user("z"));
    List<String> notes = new ArrayList<>();

    JsonNode said = encode(field, ChatRequest.of(turns), notes);
    JsonNode called =
        encode(
            field,
            ChatRequest.of(turns(List.of(new Part.Reasoning("thought", null, "moonshot")))),
            notes);

    assertThat(said.toString()).doesNotContain("thought");
    assertThat(notes).singleElement().asString().startsWith(LEFT_OUT);
    assertThat(called.at("/messages/1").path(field).asString("")).isEqualTo("thought");
  }

  private static List<Message> turns(List<Part> thoughts) {
    List<Part> parts = new ArrayList<>(thoughts);
    parts.add(new ToolCall("call_1", "weather", Json.ofText("{}")));
    return List.of(
        Message.user("x"), Message.assistant(parts), Message.tool(ToolResult.of("call_1", "rain")));
  }

  private static JsonNode encode(String field, ChatRequest request, List<String> notes) {
    HostBuilder host = CompatibleHost.GENERIC.builder().takesReasoningBack(field);
    return Written.json(
        host.format(), new WireCall(request, "moonshot", "kimi-k2.5", Delivery.WHOLE, notes::add));
  }

  @Test
  void theFieldIsOneOfTwoAndSetOnce() {
    HostBuilder host = CompatibleHost.GENERIC.builder();

    assertThatThrownBy(() -> host.takesReasoningBack("thoughts"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("thoughts", "reasoning_content", "'reasoning'");
    host.takesReasoningBack("reasoning");
    assertThatThrownBy(() -> host.takesReasoningBack("reasoning_content"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("takesReasoningBack");
  }
}
