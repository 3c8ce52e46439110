package io.llmgw.providers.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What each event of a streamed answer costs in memory, whatever the protocol. */
public abstract class EventAllocationContract {
  private static final String SENTENCE = "Blue light scatters most. ";

  // The text's characters, its String and the event.
  private static final long MOST_BYTES_OF_A_SENTENCE = 96;
  private static final long MOST_BYTES_WITH_ESCAPES = 250;

  private final StreamAllocation allocation;
  private final String start;
  private final String end;

  /** For streams that begin and end like this. */
  protected EventAllocationContract(StreamAllocation allocation, String start, String end) {
    this.allocation = allocation;
    this.start = start;
    this.end = end;
  }

  /** An event with this text, which stands in JSON as it is. */
  protected abstract String event(String text);

  /** The same, padded by so many chars as the provider does it, by other ones for each number. */
  protected abstract String padded(String text, int chars);

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
    assertThat(bytesPerEvent(padded(SENTENCE, 3), padded(SENTENCE, 7), padded(SENTENCE, 0)))
        .isLessThanOrEqualTo(MOST_BYTES_OF_A_SENTENCE);
  }

  @Test
  void escapesAndOtherLettersCostNoParser() {
    String event = event("Blue \\\"light\\\"\\nscatters.");
    String letters = event("Blaues Licht w\u00e4re \u20ac.");

    assertThat(bytesPerEvent(event, letters)).isLessThanOrEqualTo(MOST_BYTES_WITH_ESCAPES);
  }

  private long bytesPerEvent(String... events) {
    long bytes = allocation.bytesPerEvent(start, end, events);
    System.out.printf("Allocation per event in %d bytes: %d B%n", events[0].length(), bytes);
    return bytes;
  }
}
