package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.providers.replay.Cuts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More tool calls than any model asks for. */
class HostileCallsTest {
  private static final String NAMED =
      "{\"index\":%d,\"id\":\"c%d\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}";

  @Test
  void asManyCallsAsAnyModelAsksForAreRead() {
    assertThat(streamed(512)).filteredOn(ToolCallStarted.class::isInstance).hasSize(512);
  }

  @Test
  void moreCallsEndTheAnswer() {
    assertThatThrownBy(() -> streamed(513))
        .isInstanceOfSatisfying(
            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.PROTOCOL))
        .hasMessageContaining("512");
  }

  private static List<LlmEvent> streamed(int calls) {
    StringBuilder stream = new StringBuilder();
    for (int i = 0; i < calls; i++) {
      stream.append(delta(NAMED.formatted(i, i)));
    }
    return read(stream.toString());
  }

  private static String delta(String call) {
    return "data: {\"id\":\"a\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":["
        + call
        + "]}}]}\n\n";
  }

  private static List<LlmEvent> read(String deltas) {
    String end =
        "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n"
            + "data: [DONE]\n\n";
    List<LlmEvent> events = new ArrayList<>();
    Decoding.READING.stream(
        Cuts.whole((deltas + end).getBytes(StandardCharsets.UTF_8)),
        Decoding.READING.head(),
        events::add);
    return events;
  }
}
