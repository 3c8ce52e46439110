package io.llmgw.providers.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.providers.replay.EventAllocationContract;
import io.llmgw.providers.replay.StreamAllocation;
import org.junit.jupiter.api.Test;

/** What each event of a streamed response costs in memory; each has a number of its own. */
class ResponsesAllocationTest extends EventAllocationContract {
  private static final String START =
      """
      event: response.created
      data: {"type":"response.created","response":{"id":"resp_1","object":"response","status":"in_progress","model":"gpt-test","output":[]},"sequence_number":0}

      event: response.output_item.added
      data: {"type":"response.output_item.added","item":{"id":"msg_1","type":"message","status":"in_progress","content":[],"role":"assistant"},"output_index":0,"sequence_number":1}

      """;
  private static final String EVENT =
      """
      event: response.output_text.delta
      data: {"type":"response.output_text.delta","content_index":0,"delta":"%s","item_id":"msg_1","logprobs":[],"output_index":0,"sequence_number":%d}

      """;
  private static final String END =
      """
      event: response.completed
      data: {"type":"response.completed","response":{"id":"resp_1","object":"response","status":"completed","model":"gpt-test","output":[]},"sequence_number":1000}

      """;

  private static final StreamAllocation ALLOCATION = new StreamAllocation(Decoding.READING);

  private int number = 1;

  ResponsesAllocationTest() {
    super(ALLOCATION, START, END);
  }

  @Override
  protected String event(String text) {
    return EVENT.formatted(text, ++number);
  }

  @Override
  protected String padded(String text, int chars) {
    String padding = "aB3dE5f".substring(7 - chars);
    return event(text)
        .replace("\"output_index", "\"obfuscation\":\"" + padding + "\",\"output_index");
  }

  @Test
  void aNumberForEachEventCostsNothing() {
    String[] events = new String[20];
    for (int i = 0; i < events.length; i++) {
      number += 7;
      events[i] = event("Blue");
    }

    assertThat(ALLOCATION.bytesPerEvent(START, END, events)).isLessThanOrEqualTo(24 + 24 + 24);
  }
}
