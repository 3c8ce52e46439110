package io.llmgw.api.event;

import io.llmgw.api.rerank.RankedDocument;
import java.util.Objects;

/**
 * The score of one document. Documents may come in any order.
 *
 * @param ranked which document, and how well it answers the query
 */
public record DocumentRanked(RankedDocument ranked) implements ContentEvent {
  /** Checks for null. */
  public DocumentRanked {
    Objects.requireNonNull(ranked, "ranked");
  }

  /** The document, from 0. */
  @Override
  public int index() {
    return ranked.index();
  }

  @Override
  public boolean isCommitting() {
    return true;
  }
}
