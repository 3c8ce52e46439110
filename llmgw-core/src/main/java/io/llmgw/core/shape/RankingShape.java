package io.llmgw.core.shape;

import io.llmgw.api.event.Completed;
import io.llmgw.api.event.DocumentRanked;
import io.llmgw.api.event.LlmEvent;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** A score for each document, once, in any order; or for as many of the best as are wanted. */
final class RankingShape implements AnswerShape {
  private final int documents;
  private final int wanted;
  private final BitSet ranked = new BitSet();

  RankingShape(int documents, int wanted) {
    this.documents = documents;
    this.wanted = wanted;
  }

  @Override
  public @Nullable String brokenBy(LlmEvent event) {
    if (event instanceof DocumentRanked document) {
      return take(document.index());
    }
    int missing = wanted - ranked.cardinality();
    return event instanceof Completed && missing > 0
        ? "ranks " + documents + " documents with " + missing + " of " + wanted + " missing"
        : null;
  }

  private @Nullable String take(int index) {
    if (index >= documents) {
      return "ranks document " + index + " of " + documents;
    }
    if (ranked.get(index)) {
      return "ranks document " + index + " a second time";
    }
    ranked.set(index);
    return null;
  }
}
