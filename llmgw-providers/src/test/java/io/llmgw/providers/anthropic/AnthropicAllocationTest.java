package io.llmgw.providers.anthropic;

import io.llmgw.providers.replay.EventAllocationContract;
import io.llmgw.providers.replay.StreamAllocation;

/** What each event of a streamed message costs in memory. */
class AnthropicAllocationTest extends EventAllocationContract {
  private static final String START =
      """
      event: message_start
      data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-test","content":[],"usage":{"input_tokens":6,"output_tokens":1}}}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

      """;
  private static final String EVENT =
      """
      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"%s"}}

      """;
  private static final String END =
      """
      event: content_block_stop
      data: {"type":"content_block_stop","index":0}

      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":200}}

      event: message_stop
      data: {"type":"message_stop"}

      """;

  AnthropicAllocationTest() {
    super(new StreamAllocation(Decoding.READING), START, END);
  }

  @Override
  protected String event(String text) {
    return EVENT.formatted(text);
  }

  @Override
  protected String padded(String text, int chars) {
    return event(text).replace("}}", "}" + " ".repeat(chars) + "}");
  }
}
