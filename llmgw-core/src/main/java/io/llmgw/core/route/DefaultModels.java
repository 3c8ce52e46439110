package io.llmgw.core.route;

import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The names that requests go by which name no model.
 *
 * @param ofAll for all that have no other; null when there is none
 * @param ofEmbeddings for embeddings; null for the one of all
 */
public record DefaultModels(@Nullable String ofAll, @Nullable String ofEmbeddings) {

  /** Whether this is one of them. */
  boolean has(String name) {
    return name.equals(ofAll) || name.equals(ofEmbeddings);
  }

  /** The name that a request asks for, its own or a default; null when it has neither. */
  public @Nullable String nameFor(LlmRequest<?> request) {
    if (request.model() != null) {
      return request.model();
    }
    boolean own = ofEmbeddings != null && request.operation() == Operation.EMBEDDINGS;
    return own ? ofEmbeddings : ofAll;
  }
}
