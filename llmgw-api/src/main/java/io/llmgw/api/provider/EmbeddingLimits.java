package io.llmgw.api.provider;

/**
 * How much one embedding request may hold. What exceeds it is sent in several requests by {@link
 * io.llmgw.api.LlmClient#embed(io.llmgw.api.request.EmbeddingRequest)}.
 *
 * @param maxInputs the most texts of one request; at least 1
 * @param maxBytes the most bytes of UTF-8 that the texts of one request have together; at least 1.
 *     No token is shorter than a byte, so a limit of tokens that is given here is never exceeded. A
 *     text that is larger by itself goes alone, for the provider to judge
 */
public record EmbeddingLimits(int maxInputs, long maxBytes) {
  /** No limit is known: everything goes in one request. */
  public static final EmbeddingLimits UNKNOWN =
      new EmbeddingLimits(Integer.MAX_VALUE, Long.MAX_VALUE);

  /** Checks the ranges. */
  public EmbeddingLimits {
    if (maxInputs < 1 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "limits must be at least 1, not " + maxInputs + " and " + maxBytes);
    }
  }
}
