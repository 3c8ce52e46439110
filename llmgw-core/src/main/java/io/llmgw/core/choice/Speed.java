package io.llmgw.core.choice;

/**
 * How fast a target answers of late.
 *
 * @param firstTokenMillis milliseconds to its first token; not a number when it is not known
 * @param millisPerToken milliseconds per token after the first; not a number when it is not known
 * @param askedInVain whether none of this is of late, though it was asked of late: so soon it need
 *     not be asked again to find out
 */
public record Speed(double firstTokenMillis, double millisPerToken, boolean askedInVain) {
  /** Nobody knows, and nobody has asked. */
  public static final Speed UNKNOWN = new Speed(Double.NaN, Double.NaN, false);
}
