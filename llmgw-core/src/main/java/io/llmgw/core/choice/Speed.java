package io.llmgw.core.choice;

/**
 * How fast a target answers of late.
 *
 * @param firstTokenMillis milliseconds to its first token; not a number when it is not known
 * @param millisPerToken milliseconds per token after the first; not a number when it is not known
 */
public record Speed(double firstTokenMillis, double millisPerToken) {
  /** Nobody knows. */
  public static final Speed UNKNOWN = new Speed(Double.NaN, Double.NaN);
}
