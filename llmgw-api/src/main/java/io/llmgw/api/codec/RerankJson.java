package io.llmgw.api.codec;

import io.llmgw.api.rerank.RankedDocument;
import io.llmgw.api.rerank.RerankContent;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.rerank.RerankResponse;
import java.util.List;

/** Requests for a ranking, and rankings. */
final class RerankJson {
  private RerankJson() {}

  static FieldWriter write(RerankRequest request) {
    return RequestFrame.around(
        request,
        new FieldWriter()
            .put("query", request.content().query())
            .strings("documents", request.content().documents())
            .put("topN", request.topN()));
  }

  static RerankRequest readRequest(FieldReader in) {
    String query = in.string("query");
    List<String> documents = in.strings("documents");
    Integer topN = in.smallOr("topN");
    RequestFrame frame = RequestFrame.read(in);
    return in.into(
        () ->
            new RerankRequest(
                frame.model(),
                new RerankContent(query, documents, frame.extras()),
                topN,
                frame.options()));
  }

  static FieldWriter write(RerankResponse response) {
    return AnswerFrame.behind(
        new FieldWriter().list("ranking", response.ranking(), RerankJson::write), response);
  }

  static RerankResponse readResponse(FieldReader in) {
    List<RankedDocument> ranking = in.list("ranking", RerankJson::readRanked);
    AnswerFrame frame = AnswerFrame.read(in);
    return in.into(() -> new RerankResponse(ranking, frame.usage(), frame.served(), frame.head()));
  }

  private static FieldWriter write(RankedDocument ranked) {
    return new FieldWriter().put("index", ranked.index()).put("score", ranked.score());
  }

  private static RankedDocument readRanked(FieldReader in) {
    int index = in.small("index");
    double score = in.real("score");
    return in.into(() -> new RankedDocument(index, score));
  }
}
