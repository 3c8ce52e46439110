package io.llmgw.api.json;

/**
 * Thrown when a text is not the JSON that was asked for. It says where and why, and never quotes
 * the text. Trying again does not help.
 */
public final class JsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int position;
  private final String reason;

  JsonException(int position, String reason) {
    super("invalid JSON at position " + position + ": " + reason);
    this.position = position;
    this.reason = reason;
  }

  /** Where reading stopped: the index of a UTF-16 char in the text, from 0. */
  public int position() {
    return position;
  }

  /** What was wrong there, in a few words without any of the text. */
  public String reason() {
    return reason;
  }
}
