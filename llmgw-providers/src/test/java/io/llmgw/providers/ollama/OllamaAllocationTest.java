package io.llmgw.providers.ollama;

import io.llmgw.providers.replay.EventAllocationContract;
import io.llmgw.providers.replay.StreamAllocation;

/** What each line of a streamed answer costs in memory, the time in each of which is another. */
class OllamaAllocationTest extends EventAllocationContract {
  private static final String LINE =
      """
      {"model":"qwen3:4b","created_at":"2026-08-17T08:22:53.%dZ","message":{"role":"assistant","content":"%s"},"done":false}
      """;
  private static final String END =
      """
      {"model":"qwen3:4b","created_at":"2026-08-17T08:22:53.892654Z","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","prompt_eval_count":18,"eval_count":200}
      """;

  private int lines;

  OllamaAllocationTest() {
    super(new StreamAllocation(Decoding.READING), "", END);
  }

  @Override
  protected String event(String text) {
    return LINE.formatted(78_901 + 7 * lines++, text);
  }

  /** The protocol pads nothing; servers leave out the zeros at the end of the time. */
  @Override
  protected String padded(String text, int chars) {
    return LINE.replace("%dZ", "%d" + "7".repeat(chars) + "Z").formatted(1, text);
  }
}
