package io.llmgw.api.rerank;

import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Documents in order. Immutable and thread-safe.
 *
 * @param ranking the best one first
 */
public record RerankResponse(
    List<RankedDocument> ranking, Usage usage, Served served, ResponseHead head)
    implements LlmResponse {
  /** Copies the list. For engines, and for tests of one's own code. */
  public RerankResponse {
    ranking = List.copyOf(ranking);
    Objects.requireNonNull(usage, "usage");
    Objects.requireNonNull(served, "served");
    Objects.requireNonNull(head, "head");
  }

  /** The best document. */
  public RankedDocument best() {
    return ranking.get(0);
  }

  /**
   * One's own things in this order, the best one first: {@code answer.inOrder(articles)}.
   *
   * @param documents those that the texts of the request were taken from, in the same order
   */
  public <T> List<T> inOrder(List<T> documents) {
    List<T> ordered = new ArrayList<>(ranking.size());
    for (RankedDocument ranked : ranking) {
      ordered.add(documents.get(ranked.index()));
    }
    return List.copyOf(ordered);
  }
}
