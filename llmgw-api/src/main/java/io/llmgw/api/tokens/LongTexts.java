package io.llmgw.api.tokens;

import org.jspecify.annotations.Nullable;

/**
 * Tallies texts, however long: all of them up to {@link #WHOLE} chars, and of what follows one
 * {@link #WINDOW} in {@link #ONE_IN}, which stands for the others. A call that is cancelled waits
 * for this, so a prompt of megabytes must not cost what reading it does. Not thread-safe.
 */
final class LongTexts {
  /** More than nearly all prompts have, and about three milliseconds. */
  static final int WHOLE = 1 << 20;

  /** Some hundred tokens: long enough that what is cut at its borders hardly counts. */
  static final int WINDOW = 1 << 10;

  static final int ONE_IN = 16;

  private @Nullable TextTally read; // most requests have texts of one kind alone
  private @Nullable TextTally sample; // of the texts beyond
  private long chars;

  /** Counts a text, which does not continue the one before. */
  void add(String text) {
    int length = text.length();
    int whole = (int) Math.min(length, Math.max(0, WHOLE - chars));
    if (read == null) {
      read = new TextTally();
    }
    add(text, 0, whole, read);
    chars += whole;
    int at = whole;
    while (at < length) {
      long beyond = chars - WHOLE;
      int end = (int) Math.min(length, at + WINDOW - beyond % WINDOW);
      if (beyond / WINDOW % ONE_IN == 0) {
        sample(text, at, end);
      }
      chars += end - at;
      at = end;
    }
  }

  private void sample(String text, int from, int to) {
    if (sample == null) {
      sample = new TextTally();
    }
    add(text, from, to, sample);
  }

  private static void add(String text, int from, int to, TextTally tally) {
    tally.add(text, from, to);
    tally.end();
  }

  /** The sum over all texts, as of {@link TextTally#weighed}; 0 if there are none. */
  double weighed(double[] weights) {
    double sum = read == null ? 0 : read.weighed(weights);
    return sample == null ? sum : sum + sample.weighed(weights) * (chars - WHOLE) / sample.chars();
  }

  /** How many chars were looked at. */
  long charsRead() {
    return (read == null ? 0 : read.chars()) + (sample == null ? 0 : sample.chars());
  }
}
