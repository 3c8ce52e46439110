package io.llmgw.api.event;

/**
 * How many tokens a chat is, as its provider counts it. There is one in an answer.
 *
 * @param inputTokens at least 0
 */
public record TokensCounted(long inputTokens) implements ContentEvent {
  /** Checks the range. */
  public TokensCounted {
    if (inputTokens < 0) {
      throw new IllegalArgumentException("tokens must be at least 0, not " + inputTokens);
    }
  }

  @Override
  public int index() {
    return 0;
  }

  @Override
  public boolean isCommitting() {
    return true;
  }
}
