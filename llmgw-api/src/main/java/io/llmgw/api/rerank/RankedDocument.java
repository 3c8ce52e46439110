package io.llmgw.api.rerank;

/**
 * A document's place in the order.
 *
 * @param index which of the request's documents it is, from 0
 * @param score how well it answers the query: the higher the better, in a range that is the model's
 *     own, and so not to be compared with scores of another one; finite
 */
public record RankedDocument(int index, double score) {
  /** Checks the ranges. */
  public RankedDocument {
    if (index < 0) {
      throw new IllegalArgumentException("index must be at least 0, not " + index);
    }
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException("a score must be finite, not " + score);
    }
  }
}
