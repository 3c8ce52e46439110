package io.llmgw.api.chain;

/**
 * How much of an answer a link holds back before it passes it on.
 *
 * @param characters the largest lag, 0 for none, {@link Integer#MAX_VALUE} for the whole answer
 */
public record Holding(int characters) {
  /** Every event is passed on at once. */
  public static final Holding NONE = new Holding(0);

  /** The answer is passed on when it is complete: streaming callers wait for all of it. */
  public static final Holding WHOLE = new Holding(Integer.MAX_VALUE);

  /** Checks the range. */
  public Holding {
    if (characters < 0) {
      throw new IllegalArgumentException(
          "holding of " + characters + " characters: must be 0 or more");
    }
  }

  /**
   * At most this many characters are held back.
   *
   * @param characters 1 or more
   */
  public static Holding window(int characters) {
    if (characters < 1) {
      throw new IllegalArgumentException("window of " + characters + ": must be 1 or more");
    }
    return new Holding(characters);
  }

  @Override
  public String toString() {
    return characters == 0
        ? "none"
        : characters == Integer.MAX_VALUE ? "whole" : "window " + characters;
  }
}
