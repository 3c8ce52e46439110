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
  // The text's characters, its String and the event.
  private static final long MOST_BYTES_OF_A_SENTENCE = 96;
  private static final long MOST_BYTES_WITH_ESCAPES = 250;

  @Test
  void aSentenceCostsItsTextAndTwoSmallObjects() {
    assertThat(bytesPerEvent(event(SENTENCE))).isLessThanOrEqualTo(MOST_BYTES_OF_A_SENTENCE);
  }

  @Test
  void aLongTextCostsAtMostHalfOfItselfMore() {
    String text = SENTENCE.repeat(10);

    assertThat(bytesPerEvent(event(text))).isLessThanOrEqualTo(text.length() * 3 / 2);
  }

  @Test
  void paddingCostsNothingWhateverItsLength() {
    assertThat(bytesPerEvent(padded("aB3"), padded("Cd4E5f6"), padded("")))
        .isLessThanOrEqualTo(MOST_BYTES_OF_A_SENTENCE);
  }

  @Test
  void escapesAndOtherLettersCostNoParser() {
    String event = event("Blue \\\"light\\\"\\nscatters.");
    String letters = event("Blaues Licht w\u00e4re \u20ac.");

    assertThat(bytesPerEvent(event, letters)).isLessThanOrEqualTo(MOST_BYTES_WITH_ESCAPES);
  }

  private static long bytesPerEvent(String... events) {
    long bytes = new StreamAllocation(Decoding.READING).bytesPerEvent(START, END, events);
    System.out.printf("Allocation per event in %d bytes: %d B%n", events[0].length(), bytes);
    return bytes;
  }

  private static String event(String text) {
    return EVENT.formatted(text);
  }

  private static String padded(String padding) {
    return event(SENTENCE).replace("}]}", "}],\"obfuscation\":\"" + padding + "\"}");
  }
}
