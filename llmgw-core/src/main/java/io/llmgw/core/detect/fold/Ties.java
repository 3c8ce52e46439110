package io.llmgw.core.detect.fold;

/**
 * Between what emphasis is left out of a text. Nobody can tell from one alone whether a value goes
 * on behind it ({@code 4111 <b>1111</b>}) or the next word begins ({@code 4111<b>Name</b>}), so a
 * text that has some is read in each way.
 */
public enum Ties {
  /** Between all that may be of one value. */
  ALL,

  /** Only where digits stand on both sides, past what separates them. */
  DIGITS,

  /** Nowhere. */
  NONE,

  /** Everywhere, between words as well: {@code <b>Password:</b> <code>x</code>}. */
  EVERYWHERE
}
