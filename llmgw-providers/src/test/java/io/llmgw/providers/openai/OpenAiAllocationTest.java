package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.providers.replay.StreamAllocation;
import org.junit.jupiter.api.Test;

/** What each event of a streamed chat completion costs in memory. */
class OpenAiAllocationTest {
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
  private static final String SENTENCE = "Blue light scatters most. ";

  private static final long MOST_BYTES_OF_A_SENTENCE = 1_000;

  @Test
  void aSentenceCostsItsTextAndAParser() {
    assertThat(bytesPerEventOf(SENTENCE)).isLessThanOrEqualTo(MOST_BYTES_OF_A_SENTENCE);
  }

  private static long bytesPerEventOf(String text) {
    long bytes =
        new StreamAllocation(Decoding.READING).bytesPerEvent(START, EVENT.formatted(text), END);
    System.out.printf("Allocation per event of %d characters: %d B%n", text.length(), bytes);
    return bytes;
  }
}
