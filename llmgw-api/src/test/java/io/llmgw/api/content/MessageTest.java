package io.llmgw.api.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.llmgw.api.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTest {
  private static final Part IMAGE = Part.image(Media.of(new byte[1], "image/png"));
  private static final ToolCall CALL = new ToolCall("id", "tool", Json.object());

  @Test
  void joinsItsTextParts() {
    Message message = Message.user(Part.text("a"), IMAGE, Part.text("b"));

    assertThat(message.text()).isEqualTo("ab");
    assertThat(message.toolCalls()).isEmpty();
  }

  @Test
  void givesItsToolCallsInOrder() {
    ToolCall other = new ToolCall("id2", "tool", Json.object());

    assertThat(Message.assistant(List.of(CALL, Part.text("a"), other)).toolCalls())
        .containsExactly(CALL, other);
  }

  @Test
  void onlyAnAnswerMayBeEmpty() {
    assertThat(Message.assistant(List.of()).text()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(Message::user)
        .withMessage("a USER message needs at least one part");
    assertThatIllegalArgumentException().isThrownBy(Message::tool);
  }

  @Test
  void eachPartStandsWhereItBelongs() {
    List<Part> modelOnly =
        List.of(
            CALL,
            new Part.Reasoning("r"),
            new Part.Refusal("r"),
            new ProviderItem("p", "t", Json.object()));
    for (Part part : modelOnly) {
      assertThatIllegalArgumentException().isThrownBy(() -> Message.user(part));
      assertThatCode(() -> Message.assistant(List.of(part))).doesNotThrowAnyException();
    }
    Part structured = new Part.Structured(Json.object());
    ToolResult result = ToolResult.of("id", "r");
    assertThatIllegalArgumentException().isThrownBy(() -> Message.assistant(List.of(structured)));
    assertThatIllegalArgumentException().isThrownBy(() -> Message.user(structured));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Message.user(result))
        .withMessage("ToolResult cannot stand in a USER message");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Message.tool(result).withParts(List.of(Part.text("a"))));
  }

  @Test
  void aToolResultHoldsTextMediaAndJson() {
    ToolResult result =
        new ToolResult(
            "id", List.of(Part.text("a"), IMAGE, new Part.Structured(Json.object())), false);

    assertThat(Message.tool(result).parts()).containsExactly(result);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ToolResult("id", List.of(CALL), false))
        .withMessage("ToolCall cannot stand in a tool result");
  }

  @Test
  void copiesItsParts() {
    List<Part> parts = new ArrayList<>(List.of(Part.text("a")));

    Message message = new Message(Role.USER, parts, null, null);
    parts.add(IMAGE);

    assertThat(message.parts()).hasSize(1);
  }

  @Test
  void changesOneThingAtATime() {
    Message message = Message.user("a").withName("Ada").withCacheMark(CacheMark.LONG);

    assertThat(message.name()).isEqualTo("Ada");
    assertThat(message.cacheMark()).isEqualTo(CacheMark.LONG);
    assertThat(message.withParts(List.of(Part.text("b"))).name()).isEqualTo("Ada");
    assertThatIllegalArgumentException().isThrownBy(() -> message.withName(""));
  }

  @Test
  void refusesPartsThatAreNotWhole() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ToolCall("", "t", Json.object()));
    assertThatIllegalArgumentException().isThrownBy(() -> ToolResult.of("", "r"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Part.Reasoning("r", "sig", null));
    assertThatIllegalArgumentException().isThrownBy(() -> new Part.Structured(Json.ofText("{")));
    assertThatIllegalArgumentException().isThrownBy(() -> new ProviderItem("", "t", Json.object()));
  }

  @Test
  void refusesToolsThatNoProviderTakes() {
    assertThatCode(() -> ToolSpec.of("a.b:c_d-9", "d", Json.object())).doesNotThrowAnyException();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ToolSpec.of("a b", "d", Json.object()))
        .withMessageEndingWith("not char 32 at 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ToolSpec.of("a".repeat(129), "d", Json.object()))
        .withMessage("the name of a tool must have 1 to 128 chars, not 129");
    assertThatIllegalArgumentException().isThrownBy(() -> ToolSpec.of("a", "d", Json.ofText("[]")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResponseFormat.schema("a", Json.ofText("{")));
    assertThatIllegalArgumentException().isThrownBy(() -> ToolChoice.named(""));
  }
}
