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

  /**
   * Texts are read by pieces of so many chars, which are copied: where the loop over them is a part
   * of a larger method, as the compiler mostly has it, reading the string itself takes twice as
   * long.
   */
  private static final int PIECE = 1 << 8;

  private static final TextTally NOTHING = new TextTally(); // nobody adds to it

  private @Nullable TextTally read; // most requests have texts of one kind alone
  private char[] piece = {};
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

  private void add(String text, int from, int to, TextTally tally) {
    int most = Math.min(PIECE, to - from);
    if (piece.length < most) {
      piece = new char[most];
    }
    for (int at = from; at < to; at += PIECE) {
      int end = Math.min(to, at + PIECE);
      text.getChars(at, end, piece, 0);
      tally.add(piece, end - at);
    }
    tally.end();
  }

  /** All texts; to be asked for once, at the end. */
  TextTally tally() {
    if (read == null) {
      return NOTHING;
    }
    if (sample != null) {
      read.add(sample, (double) (chars - WHOLE) / sample.chars());
    }
    return read;
  }

  /** How many chars were looked at. */
  long charsRead() {
    return (read == null ? 0 : read.chars()) + (sample == null ? 0 : sample.chars());
  }
}
