package io.llmgw.api.tokens;

/**
 * Text that was seen, as counts of what it is made of, from which the tokens of any model can be
 * estimated. It keeps no text, a few hundred bytes however long the text is, and takes about a
 * nanosecond per char.
 *
 * <p>An automaton reads the text once and counts how often it enters each state: the first letter
 * of a word, its fifth, a digit, an ideograph. Tokens are the sum over the states, each weighed as
 * the tokenizer of a family of models weighs it on average.
 *
 * <p>Not thread-safe.
 */
public final class TextTally {
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
    long[] counts = visits;
    int at = state;
    for (int i = 0; i < text.length(); i++) {
      at = TextState.after(at, text.charAt(i));
      counts[at]++;
    }
    state = at;
  }

  /** The same of the first chars of an array. */
  void add(char[] text, int length) {
    long[] counts = visits;
    int at = state;
    for (int i = 0; i < length; i++) {
      at = TextState.after(at, text[i]);
      counts[at]++;
    }
    state = at;
  }

  /** Ends a text: what is added next begins anew and does not continue its last word. */
  void end() {
    state = TextState.START;
  }

  /** Counts what was seen elsewhere, as if it had been so many times as much. */
  void add(TextTally other, double times) {
    for (int i = 0; i < visits.length; i++) {
      visits[i] += Math.round(other.visits[i] * times);
    }
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
