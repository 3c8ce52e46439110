package io.llmgw.providers.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What each event of a streamed answer costs in memory, whatever the protocol: nothing beyond a
 * floor, see {@code docs/design/event-allocation.md}.
 */
public abstract class EventAllocationContract {
  private static final String SENTENCE = "Blue light scatters most. ";

  /** From so many characters on, the floor is at most half more than the text. */
  private static final int LONG = 128;

  private static final long MOST_ABOVE_THE_FLOOR_WITH_ESCAPES = 150;

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

  /** The event, its String, and its characters with the head of their array. */
  private static long floor(int characters) {
    long array = (16 + characters + 7) / 8 * 8;
    return 24 + 24 + array;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 26, LONG, 260, 1_000})
  void plainTextCostsTheFloorAndNothingElse(int characters) {
    String text = SENTENCE.repeat(characters / SENTENCE.length() + 1).substring(0, characters);

    long bytes = bytesPerEvent(event(text));

    assertThat(bytes).isLessThanOrEqualTo(floor(characters));
    if (characters >= LONG) {
      assertThat(bytes).isLessThanOrEqualTo(characters * 3L / 2);
    }
  }

  @Test
  void paddingCostsNothingWhateverItsLength() {
    assertThat(bytesPerEvent(padded(SENTENCE, 3), padded(SENTENCE, 7), padded(SENTENCE, 0)))
        .isLessThanOrEqualTo(floor(SENTENCE.length()));
  }

  @Test
  void escapesAndOtherLettersCostNoParser() {
    String escaped = "Blue \\\"light\\\"\\nscatters.";
    int shown = "Blue 'light'_scatters.".length();
    String letters = "Blaues Licht w\u00e4re \u20ac.";

    assertThat(bytesPerEvent(event(escaped), event(letters)))
        .isLessThanOrEqualTo(
            (floor(shown) + floor(2 * letters.length())) / 2 + MOST_ABOVE_THE_FLOOR_WITH_ESCAPES);
  }

  private long bytesPerEvent(String... events) {
    long bytes = allocation.bytesPerEvent(start, end, events);
    System.out.printf("Allocation per event in %d bytes: %d B%n", events[0].length(), bytes);
    return bytes;
  }
}
