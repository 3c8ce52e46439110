package io.llmgw.api.tokens;

/**
 * Text that was seen, as counts of what it is made of, from which the tokens of any model can be
 * estimated. It keeps no text, a few hundred bytes however long the text is, and takes some three
 * nanoseconds per char.
 *
 * <p>An automaton reads the text once and counts how often it enters each state: the first letter
 * of a word, its fifth, a digit, an ideograph. Tokens are the sum over the states, each weighed as
 * the tokenizer of a family of models weighs it on average.
 *
 * <p>Not thread-safe.
 */
public final class TextTally {
  /**
   * Long texts are read by pieces of so many chars, which are copied: where the loop over them is a
   * part of a larger method, as the compiler mostly has it, reading the string itself takes twice
   * as long.
   */
  private static final int PIECE = 1 << 8;

  /** Up to here a text is read as it is: what a stream brings at once costs no memory. */
  private static final int SHORT = 64;

  private final long[] visits = new long[TextState.COUNT];
  private int state = TextState.START;

  /** A tally of no text. */
  public TextTally() {}

  /** The tally of one text. */
  public static TextTally of(String text) {
    TextTally tally = new TextTally();
    tally.add(text);
    return tally;
  }

  /**
   * Counts more text, as if it had come together with what was added before: a stream may be cut
   * anywhere.
   */
  public void add(String text) {
    add(text, 0, text.length());
  }

  /** The same of a part of a text, up to the char before an index. */
  void add(String text, int from, int to) {
    if (to - from <= SHORT) {
      read(text, from, to);
      return;
    }
    char[] piece = new char[Math.min(PIECE, to - from)];
    for (int at = from; at < to; at += PIECE) {
      int end = Math.min(to, at + PIECE);
      text.getChars(at, end, piece, 0);
      read(piece, end - at);
    }
  }

  private void read(String text, int from, int to) {
    long[] counts = visits;
    int at = state;
    for (int i = from; i < to; i++) {
      at = TextState.after(at, text.charAt(i));
      counts[at]++;
    }
    state = at;
  }

  private void read(char[] piece, int length) {
    long[] counts = visits;
    int at = state;
    for (int i = 0; i < length; i++) {
      at = TextState.after(at, piece[i]);
      counts[at]++;
    }
    state = at;
  }

  /** Ends a text: what is added next begins anew and does not continue its last word. */
  void end() {
    state = TextState.START;
  }

  /** How many chars (UTF-16) were added. */
  public long chars() {
    long sum = 0;
    for (long count : visits) {
      sum += count;
    }
    return sum;
  }

  /** The sum of the visits of each state times its weight. */
  double weighed(double[] weights) {
    double sum = 0;
    for (int i = 0; i < visits.length; i++) {
      sum += visits[i] * weights[i];
    }
    return sum;
  }

  /** The number of chars; what they were is not told. */
  @Override
  public String toString() {
    return "TextTally[" + chars() + " chars]";
  }
}
