package io.llmgw.providers.anthropic;

import static io.llmgw.providers.anthropic.AnthropicRequests.CITY;
import static io.llmgw.providers.anthropic.AnthropicRequests.toolTurn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.providers.replay.Written;
import io.llmgw.providers.wire.WireCall;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whether a model is told to think depends on the turn that it is in the middle of. */
class ThinkingTurnTest {
  private static final String OLD = "claude-opus-4-5";
  private static final String NEW = "claude-opus-4-7";
  private static final Part CALL = new ToolCall("toolu_a", "weather", CITY);
  private static final Part SIGNED = new Part.Reasoning("Look.", "c2ln", "anthropic");
  private static final Message RESULT = Message.tool(ToolResult.of("toolu_a", "rain"));

  private final List<String> notes = new ArrayList<>();

  @Test
  void aTurnThatAnotherProviderBeganGoesOnWithoutABudget() {
    JsonNode body = budget(toolTurn("other"));

    assertThat(body.has("thinking")).isFalse();
    assertThat(body.path("max_tokens").intValue()).isEqualTo(8192);
    assertThat(notes).anyMatch(note -> note.contains("the turn under way began without"));
  }

  @Test
  void aTurnThatBeganWithAThoughtOfItsOwnKeepsTheBudget() {
    assertThat(thinks(budget(toolTurn("anthropic")))).isTrue();
    assertThat(thinks(budget(turn(item("redacted_thinking"), CALL)))).isTrue();
    assertThat(notes).isEmpty();
  }

  @Test
  void whatIsNotSentIsNoBeginning() {
    assertThat(thinks(budget(turn(Part.text(""), SIGNED, CALL)))).isTrue();
    assertThat(thinks(budget(turn(item("usage"), SIGNED, CALL)))).isTrue();
    assertThat(thinks(budget(turn(Part.text("Hm."), SIGNED, CALL)))).isFalse();
  }

  @Test
  void wordsThatComeWithResultsDoNotEndTheTurn() {
    List<Message> messages = new ArrayList<>(turn(CALL));
    messages.add(Message.user("Be quick."));

    assertThat(thinks(budget(messages))).isFalse();
  }

  @Test
  void aTurnThatIsOverDoesNotMatter() {
    List<Message> messages = new ArrayList<>(toolTurn("other"));
    messages.add(Message.assistant("Rain, then sun."));
    messages.add(Message.user("And tomorrow?"));

    assertThat(thinks(budget(messages))).isTrue();
  }

  @Test
  void adaptiveThinkingGoesOnFromAnyTurn() {
    JsonNode body = body(NEW, toolTurn("other"), ReasoningSettings.effort(ReasoningEffort.LOW));

    assertThat(body.at("/thinking/type").stringValue()).isEqualTo("adaptive");
  }

  @Test
  void noModelThinksBeforeWordsThatWerePutIntoItsMouth() {
    List<Message> prefilled = List.of(Message.user("x"), Message.assistant("So:"));
    for (String model : List.of(OLD, NEW)) {
      ChatRequest.Builder asked =
          thinking(prefilled, ReasoningSettings.effort(ReasoningEffort.LOW));

      assertThatThrownBy(() -> encode(model, asked.build()))
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED))
          .hasMessageContaining("goes on from a message of the assistant");
      assertThat(encode(model, asked.option(Leniency.DROP).build()).has("thinking")).isFalse();
    }
  }

  @Test
  void aPausedTurnIsNoPrefill() {
    List<Message> paused =
        List.of(
            Message.user("x"),
            Message.assistant(List.of(SIGNED, Part.text("So:"), item("server_tool_use"))));

    assertThat(thinks(budget(paused))).isTrue();
    assertThat(notes).isEmpty();
  }

  private static List<Message> turn(Part... parts) {
    return List.of(Message.user("x"), Message.assistant(List.of(parts)), RESULT);
  }

  private static ProviderItem item(String type) {
    return new ProviderItem("anthropic", type, Json.ofText("{\"type\":\"" + type + "\"}"));
  }

  private static boolean thinks(JsonNode body) {
    return body.has("thinking");
  }

  private JsonNode budget(List<Message> messages) {
    return body(OLD, messages, ReasoningSettings.budgetTokens(5_000));
  }

  private JsonNode body(String model, List<Message> messages, ReasoningSettings reasoning) {
    return encode(model, thinking(messages, reasoning).build());
  }

  private static ChatRequest.Builder thinking(List<Message> messages, ReasoningSettings reasoning) {
    return ChatRequest.builder().messages(messages).reasoning(reasoning);
  }

  private JsonNode encode(String model, ChatRequest request) {
    WireCall call = new WireCall(request, "anthropic", model, Delivery.WHOLE, notes::add);
    return Written.json(Decoding.FORMAT, call);
  }
}
