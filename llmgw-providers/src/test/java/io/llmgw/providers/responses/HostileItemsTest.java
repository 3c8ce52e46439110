package io.llmgw.providers.responses;

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

/** More items and parts at once than any model writes. */
class HostileItemsTest {
  @Test
  void manyItemsAreReadWhereEachEnds() {
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      items.append(item("response.output_item.added", i)).append(text(i, 0));
      items.append(item("response.output_item.done", i));
    }

    assertThat(read(items.toString())).filteredOn(TextDelta.class::isInstance).hasSize(1_000);
  }

  @Test
  void manyItemsAtOnceEndTheAnswer() {
    StringBuilder begun = new StringBuilder();
    StringBuilder said = new StringBuilder();
    for (int i = 0; i <= 128; i++) {
      begun.append(item("response.output_item.added", i));
      said.append(text(i, 0));
    }

    refuses(begun.toString(), "128 items");
    refuses(said.toString(), "128 items");
  }

  @Test
  void manyPartsOfOneItemEndTheAnswer() {
    StringBuilder parts = new StringBuilder();
    for (int i = 0; i < 512; i++) {
      parts.append(text(0, i));
    }

    assertThat(read(parts.toString())).filteredOn(TextDelta.class::isInstance).hasSize(512);
    refuses(parts.append(text(0, 512)).toString(), "512 parts");
  }

  private static void refuses(String events, String message) {
    assertThatThrownBy(() -> read(events))
        .isInstanceOfSatisfying(
            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.PROTOCOL))
        .hasMessageContaining(message);
  }

  private static String item(String type, int number) {
    return event(type, "\"output_index\":" + number + ",\"item\":{\"type\":\"message\"}");
  }

  private static String text(int item, int part) {
    return event(
        "response.output_text.delta",
        ("\"output_index\":" + item + ",\"content_index\":" + part) + ",\"delta\":\"a\"");
  }

  private static String event(String type, String fields) {
    return "data: {\"type\":\"" + type + "\"," + fields + "}\n\n";
  }

  private static List<LlmEvent> read(String events) {
    String whole = events + event("response.completed", "\"response\":{\"status\":\"completed\"}");
    List<LlmEvent> read = new ArrayList<>();
    Decoding.READING.stream(
        Cuts.whole(whole.getBytes(StandardCharsets.UTF_8)), Decoding.READING.head(), read::add);
    return read;
  }
}
