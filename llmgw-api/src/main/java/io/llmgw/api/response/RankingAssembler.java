package io.llmgw.api.response;

import io.llmgw.api.event.Completed;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.DocumentRanked;
import io.llmgw.api.rerank.RankedDocument;
import io.llmgw.api.rerank.RerankResponse;
import io.llmgw.api.usage.Served;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the scores of documents, and puts the best one first; not all providers do. */
final class RankingAssembler extends ResponseAssembler<RerankResponse> {
  private final int documents;
  private final int wanted;
  private final Map<Integer, RankedDocument> ranked = new LinkedHashMap<>();

  RankingAssembler(int documents, int wanted) {
    this.documents = documents;
    this.wanted = wanted;
  }

  @Override
  void content(ContentEvent event) {
    if (!(event instanceof DocumentRanked document)) {
      throw new IllegalStateException(event + " in the answer to a rerank");
    }
    if (document.index() >= documents) {
      throw new IllegalStateException("document " + document.index() + " of " + documents);
    }
    if (ranked.putIfAbsent(document.index(), document.ranked()) != null) {
      throw new IllegalStateException("a second score of document " + document.index());
    }
  }

  @Override
  RerankResponse assemble(Completed last, Served served) {
    if (ranked.size() < wanted) {
      throw new IllegalStateException(wanted - ranked.size() + " of " + wanted + " are missing");
    }
    List<RankedDocument> ranking = new ArrayList<>(ranked.values());
    ranking.sort(Comparator.comparingDouble(RankedDocument::score).reversed());
    return new RerankResponse(ranking.subList(0, wanted), usage(), served, head());
  }
}
