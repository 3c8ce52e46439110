package io.llmgw.providers.cohere;

import io.llmgw.providers.replay.EventAllocationContract;
import io.llmgw.providers.replay.StreamAllocation;

/** What each event of a streamed answer costs in memory. */
class CohereAllocationTest extends EventAllocationContract {
  private static final String START =
      """
      event: message-start
      data: {"id":"a","type":"message-start","delta":{"message":{"role":"assistant","content":[]}}}

      event: content-start
      data: {"type":"content-start","index":0,"delta":{"message":{"content":{"type":"text","text":""}}}}

      """;
  private static final String EVENT =
      """
      event: content-delta
      data: {"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"%s"}}}%s}

      """;
  private static final String END =
      """
      event: content-end
      data: {"type":"content-end","index":0}

      event: message-end
      data: {"type":"message-end","delta":{"finish_reason":"COMPLETE"}}

      data: [DONE]

      """;

  CohereAllocationTest() {
    super(new StreamAllocation(Decoding.READING), START, END);
  }

  @Override
  protected String event(String text) {
    return EVENT.formatted(text, "");
  }

  /** The provider pads nothing; what stands in front of it pads with blanks. */
  @Override
  protected String padded(String text, int chars) {
    return EVENT.formatted(text, " ".repeat(chars));
  }
}
