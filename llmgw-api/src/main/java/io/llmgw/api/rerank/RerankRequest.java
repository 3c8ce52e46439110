package io.llmgw.api.rerank;

import io.llmgw.api.content.Extras;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Operation;
import io.llmgw.api.request.RequestBuilder;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.request.RequestOptions;
import io.llmgw.api.request.rule.RequestRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Documents to be put in order by how well they answer a query. Immutable and thread-safe; {@code
 * toString} shows no text.
 *
 * @param model {@code provider/model} or an alias; null for the client's default
 * @param content the query and the documents
 * @param topN how many of the best documents are wanted, at least 1; null for all
 * @param options the options of this call
 */
public record RerankRequest(
    @Nullable String model, RerankContent content, @Nullable Integer topN, RequestOptions options)
    implements LlmRequest<RerankResponse> {
  /** Checks the ranges. */
  public RerankRequest {
    RequestRules.model(model);
    Objects.requireNonNull(content, "content");
    RequestRules.atLeastOne("topN", topN);
    Objects.requireNonNull(options, "options");
  }

  /** An empty builder; it needs a query and at least one document. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * All documents to be put in order.
   *
   * @param documents at least one, none of them empty
   */
  public static RerankRequest of(String query, List<String> documents) {
    return new RerankRequest(
        null, new RerankContent(query, documents, Extras.NONE), null, RequestOptions.EMPTY);
  }

  /** How many documents are to be in the answer: all, or as many of the best as are wanted. */
  public int wanted() {
    int all = content.documents().size();
    return topN == null ? all : Math.min(topN, all);
  }

  @Override
  public Operation operation() {
    return Operation.RERANK;
  }

  @Override
  public RerankRequest withModel(String newModel) {
    return new RerankRequest(newModel, content, topN, options);
  }

  @Override
  public RerankRequest withContent(RequestContent newContent) {
    return newContent == content
        ? this
        : new RerankRequest(
            model, RequestRules.content(RerankContent.class, newContent), topN, options);
  }

  @Override
  public RerankRequest with(RequestOption option) {
    return new RerankRequest(model, content, topN, options.with(option));
  }

  /** Collects a request. Not thread-safe. */
  public static final class Builder extends RequestBuilder<Builder> {
    private final List<String> documents = new ArrayList<>();
    private @Nullable String query;
    private @Nullable Integer topN;

    private Builder() {}

    @Override
    protected Builder self() {
      return this;
    }

    /** Sets what is looked for; not empty. */
    public Builder query(String text) {
      RequestRules.once("query", query);
      query = RequestRules.present("query", text);
      return this;
    }

    /** Adds a document; not empty. */
    public Builder document(String document) {
      documents.add(RequestRules.present("document", document));
      return this;
    }

    /** Adds documents; none may be empty. */
    public Builder documents(List<String> more) {
      more.forEach(this::document);
      return this;
    }

    /** Sets how many of the best documents are wanted, at least 1; default all. */
    public Builder topN(int number) {
      RequestRules.once("topN", topN);
      topN = RequestRules.atLeastOne("topN", number);
      return this;
    }

    /**
     * The request collected so far; the builder may go on.
     *
     * @throws IllegalArgumentException if there is no query, or no document
     */
    public RerankRequest build() {
      String asked = RequestRules.present("query", query);
      return new RerankRequest(
          model(), new RerankContent(asked, documents, extras()), topN, options());
    }
  }
}
