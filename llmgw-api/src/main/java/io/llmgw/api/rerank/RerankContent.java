package io.llmgw.api.rerank;

import io.llmgw.api.content.Extras;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.content.TextKind;
import io.llmgw.api.content.TextVisitor;
import io.llmgw.api.content.text.VisitedText;
import io.llmgw.api.request.rule.RequestRules;
import java.util.List;
import java.util.Objects;

/**
 * The text-bearing part of a rerank request. Immutable and thread-safe; {@code toString} shows
 * sizes only.
 *
 * @param query what is looked for; not empty
 * @param documents the texts to be put in order; at least one, none of them empty
 * @param extras what the provider is told besides
 */
public record RerankContent(String query, List<String> documents, Extras extras)
    implements RequestContent {
  /** Copies the list. */
  public RerankContent {
    RequestRules.present("query", query);
    documents = RequestRules.texts("document", documents);
    Objects.requireNonNull(extras, "extras");
  }

  @Override
  public RerankContent mapText(TextVisitor visitor) {
    String newQuery = VisitedText.of(visitor, "query", TextKind.INPUT, query);
    List<String> newDocuments = VisitedText.ofAll(visitor, "documents", TextKind.INPUT, documents);
    Extras newExtras = extras.mapText(visitor);
    boolean same =
        VisitedText.same(query, newQuery)
            && VisitedText.same(documents, newDocuments)
            && VisitedText.same(extras, newExtras);
    return same ? this : new RerankContent(newQuery, newDocuments, newExtras);
  }

  @Override
  public long textLength() {
    return query.length() + VisitedText.lengthOf(documents) + extras.textLength();
  }

  /** Number of documents and size. */
  @Override
  public String toString() {
    return "RerankContent[" + documents.size() + " documents, " + textLength() + " chars]";
  }
}
