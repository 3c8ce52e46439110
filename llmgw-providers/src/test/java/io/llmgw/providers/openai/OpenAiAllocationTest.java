package io.llmgw.providers.openai;

import io.llmgw.providers.replay.EventAllocationContract;
import io.llmgw.providers.replay.StreamAllocation;

/** What each event of a streamed chat completion costs in memory. */
class OpenAiAllocationTest extends EventAllocationContract {
  private static final String START =
      """
      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1767607200,"model":"gpt-test","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}

      """;
  private static final String EVENT =
      """
      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1767607200,"model":"gpt-test","choices":[{"index":0,"delta":{"content":"%s"},"finish_reason":null}]}

      """;
  private static final String END =
      """
      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1767607200,"model":"gpt-test","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

      data: [DONE]

      """;

  OpenAiAllocationTest() {
    super(new StreamAllocation(Decoding.READING), START, END);
  }

  @Override
  protected String event(String text) {
    return EVENT.formatted(text);
  }

  @Override
  protected String padded(String text, int chars) {
    String padding = "aB3dE5f".substring(7 - chars);
    return event(text).replace("}]}", "}],\"obfuscation\":\"" + padding + "\"}");
  }
}
