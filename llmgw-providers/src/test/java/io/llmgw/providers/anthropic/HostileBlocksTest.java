package io.llmgw.providers.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.providers.replay.Cuts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More blocks at once than any model writes. */
class HostileBlocksTest {
  private static final String TEXT = "{\"type\":\"text\",\"text\":\"a\"}";

  @Test
  void manyBlocksAreReadWhereEachEnds() {
    StringBuilder blocks = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      blocks.append(start(i, TEXT)).append(frame("content_block_stop", i, ""));
    }

    assertThat(read(blocks.toString())).filteredOn(TextDelta.class::isInstance).hasSize(1_000);
  }

  @Test
  void manyBlocksAtOnceEndTheAnswer() {
    StringBuilder blocks = new StringBuilder();
    StringBuilder deltas = new StringBuilder();
    for (int i = 0; i <= 128; i++) {
      blocks.append(start(i, TEXT));
      deltas.append(
          frame("content_block_delta", i, ",\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}"));
    }

    for (StringBuilder hostile : List.of(blocks, deltas)) {
      refuses(hostile.toString(), "128 blocks");
    }
  }

  private static void refuses(String blocks, String message) {
    assertThatThrownBy(() -> read(blocks))
        .isInstanceOfSatisfying(
            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.PROTOCOL))
        .hasMessageContaining(message);
  }

  private static String start(int index, String block) {
    return frame("content_block_start", index, ",\"content_block\":" + block);
  }

  private static String frame(String type, int index, String rest) {
    return "data: {\"type\":\"" + type + "\",\"index\":" + index + rest + "}\n\n";
  }

  private static List<LlmEvent> read(String blocks) {
    String whole =
        "data: {\"type\":\"message_start\",\"message\":{\"id\":\"m1\",\"model\":\"m\"}}\n\n"
            + blocks
            + "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}\n\n"
            + "data: {\"type\":\"message_stop\"}\n\n";
    List<LlmEvent> events = new ArrayList<>();
    Decoding.READING.stream(
        Cuts.whole(whole.getBytes(StandardCharsets.UTF_8)), Decoding.READING.head(), events::add);
    return events;
  }
}
