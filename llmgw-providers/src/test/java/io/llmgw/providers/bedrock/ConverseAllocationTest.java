package io.llmgw.providers.bedrock;

import io.llmgw.providers.replay.EventAllocationContract;
import io.llmgw.providers.replay.StreamAllocation;

/** What each event of a streamed answer costs in memory, its frame and its padding included. */
class ConverseAllocationTest extends EventAllocationContract {
  private static final String START =
      """
      event: messageStart
      data: {"p":"abcdefg","role":"assistant"}

      """;
  private static final String EVENT =
      """
      event: contentBlockDelta
      data: {"contentBlockIndex":0,"delta":{"text":"%s"},"p":"%s"}

      """;
  private static final String END =
      """
      event: contentBlockStop
      data: {"contentBlockIndex":0,"p":"abc"}

      event: messageStop
      data: {"p":"abc","stopReason":"end_turn"}

      event: metadata
      data: {"metrics":{"latencyMs":8},"usage":{"inputTokens":6,"outputTokens":200,"totalTokens":206}}

      """;

  ConverseAllocationTest() {
    super(new StreamAllocation(Decoding.READING), START, END);
  }

  @Override
  protected String event(String text) {
    return EVENT.formatted(text, "abc");
  }

  @Override
  protected String padded(String text, int chars) {
    return EVENT.formatted(text, "abcdefghi".substring(0, chars));
  }
}
