package io.llmgw.providers.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.providers.replay.StreamAllocation;
import org.junit.jupiter.api.Test;

/** What each event of a streamed message costs in memory. */
class AnthropicAllocationTest {
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
    assertThat(bytesPerEvent(padded("   "), padded("       "), padded("")))
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

  private static String padded(String blanks) {
    return event(SENTENCE).replace("}}", "}" + blanks + "}");
  }
}
