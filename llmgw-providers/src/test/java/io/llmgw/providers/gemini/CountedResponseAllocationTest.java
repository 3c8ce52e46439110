package io.llmgw.providers.gemini;

import io.llmgw.providers.replay.EventAllocationContract;
import io.llmgw.providers.replay.StreamAllocation;

/** What each event of a streamed response costs in memory that counts what was written so far. */
class CountedResponseAllocationTest extends EventAllocationContract {
  private static final String EVENT =
      """
      data: {"candidates": [{"content": {"parts": [{"text": "%s"}],"role": "model"},"index": 0}],"usageMetadata": {"promptTokenCount": 612,"candidatesTokenCount": %d,"totalTokenCount": %d,"promptTokensDetails": [{"modality": "TEXT","tokenCount": 612}],"thoughtsTokenCount": 28,"serviceTier": "standard"},"modelVersion": "gemini-test","responseId": "r1"}

      """;
  private static final String END =
      """
      data: {"candidates":[{"content":{"role":"model","parts":[{"text":""}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":612,"candidatesTokenCount":200,"totalTokenCount":840,"thoughtsTokenCount":28},"modelVersion":"gemini-test","responseId":"r1"}

      """;

  CountedResponseAllocationTest() {
    super(new StreamAllocation(Decoding.READING), "", END);
  }

  @Override
  protected String event(String text) {
    return padded(text, 12);
  }

  /** It counts instead. */
  @Override
  protected String padded(String text, int count) {
    return EVENT.formatted(text, 1 + 97 * count, 641 + 97 * count);
  }
}
