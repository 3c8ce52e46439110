package io.llmgw.providers.gemini;

import io.llmgw.providers.replay.EventAllocationContract;
import io.llmgw.providers.replay.StreamAllocation;

/** What each event of a streamed response costs in memory, of which Vertex counts none. */
class GeminiAllocationTest extends EventAllocationContract {
  private static final String EVENT =
      """
      data: {"candidates":[{"content":{"role":"model","parts":[{"text":"%s"}]}}],"usageMetadata":{"trafficType":"ON_DEMAND"},"modelVersion":"gemini-test","createTime":"2026-03-01T12:00:00.0Z","responseId":"r1"}

      """;
  private static final String END =
      """
      data: {"candidates":[{"content":{"role":"model","parts":[{"text":""}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":6,"candidatesTokenCount":200,"totalTokenCount":206,"trafficType":"ON_DEMAND"},"modelVersion":"gemini-test","createTime":"2026-03-01T12:00:00.0Z","responseId":"r1"}

      """;

  GeminiAllocationTest() {
    super(new StreamAllocation(Decoding.READING), "", END);
  }

  @Override
  protected String event(String text) {
    return EVENT.formatted(text);
  }

  @Override
  protected String padded(String text, int chars) {
    return event(text).replace("\"r1\"}", "\"r1\"" + " ".repeat(chars) + "}");
  }
}
