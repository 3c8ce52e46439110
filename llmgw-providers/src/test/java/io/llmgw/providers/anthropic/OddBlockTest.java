package io.llmgw.providers.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.providers.replay.Cuts;
import io.llmgw.test.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is added to a block may be JSON that no value can be made of: the answer goes on. */
class OddBlockTest {
  private static final String TWICE = "{\"a\":1,\"a\":2}";
  private static final String DEEP = "[".repeat(256) + "]".repeat(256);

  @Test
  @Fault("F066")
  void citationsAreKeptAsTheyCame() {
    String item =
        itemOf(
            "{\"type\":\"text\",\"text\":\"a\"}",
            "{\"type\":\"citations_delta\",\"citation\":" + TWICE + "}",
            "{\"type\":\"citations_delta\",\"citation\":" + DEEP + "}");

    assertThat(item).isEqualTo("[" + TWICE + "," + DEEP + "]");
  }

  @Test
  @Fault("F066")
  void anUnknownBlockGoesWithoutWhatIsNoValue() {
    String item =
        itemOf(
            "{\"type\":\"made_up\",\"text\":\"a\"}",
            "{\"citation\":" + TWICE + ",\"text\":\"b\"}",
            "{\"citation\":{\"a\":3}}");

    assertThat(item).isEqualTo("{\"type\":\"made_up\",\"text\":\"ab\",\"citations\":[{\"a\":3}]}");
  }

  @Test
  @Fault("F066")
  void anUnknownBlockStaysAsItBeganWhereMoreWouldBeTooDeep() {
    String start = "{\"type\":\"made_up\"}";

    assertThat(itemOf(start, "{\"odd\":" + DEEP + "}")).isEqualTo(start);
  }

  private static String itemOf(String start, String... deltas) {
    StringBuilder stream = new StringBuilder();
    append(stream, "{\"type\":\"message_start\",\"message\":{\"id\":\"m1\",\"model\":\"m\"}}");
    append(stream, "{\"type\":\"content_block_start\",\"content_block\":" + start + "}");
    for (String delta : deltas) {
      append(stream, "{\"type\":\"content_block_delta\",\"delta\":" + delta + "}");
    }
    append(stream, "{\"type\":\"content_block_stop\"}");
    append(stream, "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}");
    append(stream, "{\"type\":\"message_stop\"}");
    List<LlmEvent> events = new ArrayList<>();
    Decoding.READING.stream(
        Cuts.whole(stream.toString().getBytes(StandardCharsets.UTF_8)),
        Decoding.READING.head(),
        events::add);

    assertThat(events.get(events.size() - 1)).isInstanceOf(Completed.class);
    return events.stream()
        .filter(ProviderItemReceived.class::isInstance)
        .map(event -> ((ProviderItemReceived) event).item().json().text())
        .findFirst()
        .orElseThrow();
  }

  private static void append(StringBuilder stream, String json) {
    stream.append("data: ").append(json).append("\n\n");
  }
}
