package io.llmgw.api.codec;

/**
 * Thrown when JSON is not what {@link LlmJson} writes. It says where and why, and never quotes the
 * text. Trying again does not help.
 */
public final class LlmJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String pointer;
  private final String reason;

  LlmJsonException(String pointer, String reason) {
    super((pointer.isEmpty() ? "the JSON" : pointer) + " " + reason);
    this.pointer = pointer;
    this.reason = reason;
  }

  /** Where, as a JSON pointer (RFC 6901) such as {@code /messages/3/parts/0}; may be empty. */
  public String pointer() {
    return pointer;
  }

  /** What is wrong there, in a few words without any of the text. */
  public String reason() {
    return reason;
  }
}
