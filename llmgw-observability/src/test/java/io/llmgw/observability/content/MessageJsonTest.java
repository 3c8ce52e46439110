package io.llmgw.observability.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.chain.FailurePolicy;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageJsonTest {
  /** What has to be escaped, what ends lines, turns the direction, or is half of a character. */
  private static final String[] SNIPPETS = {
    "plain words ",
    "\"",
    "\\",
    "\n",
    "\r\n",
    "\t",
    "\u2028",
    "\u202e",
    "\ud83d\ude00",
    "\ud83d",
    "\u0000",
    "é",
    "</script>"
  };

  private final Random random = new Random(7);

  @ParameterizedTest
  @ValueSource(ints = {1_000, 1_234, 5_000, 100_000})
  void isValidAndNeverLongerThanAllowedWhateverIsSaid(int limit) {
    for (int i = 0; i < 300; i++) {
      List<Message> messages = messages();
      List<Part> parts = answer();

      assertFits(MessageJson.messages(messages, limit), limit);
      assertFits(MessageJson.answer(parts, "content_filter", limit), limit);
      assertFits(MessageJson.instructions(List.of(text(), text()), limit), limit);
    }
  }

  private static void assertFits(String json, int limit) {
    assertThat(json.length()).isLessThanOrEqualTo(limit);
    assertThat(Json.ofText(json).isValid()).as(json).isTrue();
    assertThat(json.codePoints()).noneMatch(c -> c < ' ' || c == 0x2028 || c == 0x202e);
  }

  private List<Message> messages() {
    List<Message> all = new ArrayList<>();
    int count = 1 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      all.add(Message.user(text(), text()));
      all.add(Message.assistant(answer()));
      all.add(Message.tool(result(), result()));
    }
    return all;
  }

  private List<Part> answer() {
    return List.of(
        new Part.Reasoning(words()),
        text(),
        new ToolCall(words() + "i", words(), arguments()),
        new ProviderItem("provider".repeat(1 + random.nextInt(20)), "item", Json.object()),
        new Part.Refusal(words()));
  }

  private ToolResult result() {
    return new ToolResult(
        words() + "i",
        List.of(text(), new Part.Structured(Json.ofValue(Map.of("k", words()))), text()),
        random.nextBoolean());
  }

  private Json arguments() {
    return random.nextBoolean()
        ? Json.ofText("{\n  \"name\" : " + Json.ofValue(words()).text() + "}")
        : Json.ofText("{\"cut\":\"" + words());
  }

  private Part text() {
    return Part.text(words());
  }

  private String words() {
    StringBuilder words = new StringBuilder();
    int count = random.nextInt(random.nextInt(10) == 0 ? 2_000 : 30);
    for (int i = 0; i < count; i++) {
      words.append(SNIPPETS[random.nextInt(SNIPPETS.length)]);
    }
    return words.toString();
  }

  @Test
  void argumentsThatAreNoJsonAreAString() {
    Part call = new ToolCall("c", "f", Json.ofText("{\"city\":\"Os"));

    assertThat(MessageJson.answer(List.of(call), "error", 1_000))
        .contains("\"arguments\":\"{\\\"city\\\":\\\"Os\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 999, 1_000_001})
  void aLimitOutOfRangeIsRefused(int limit) {
    assertThatThrownBy(() -> new ContentCapture(limit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1000 to 1000000");
  }

  @Test
  void theLinkStandsWhereTextIsMaskedAndFailsOpen() {
    LinkSpec spec = new ContentCapture(1_000).link("content").spec();

    assertThat(spec.slot()).isEqualTo(Slot.RECORD);
    assertThat(spec.failurePolicy()).isEqualTo(FailurePolicy.OPEN);
  }
}
