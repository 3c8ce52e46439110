package io.llmgw.core.route;

import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Operation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that requests go by which name no model.
 *
 * @param ofAll for all that have no other; null when there is none
 * @param ofOperations for requests of these operations
 */
public record DefaultModels(@Nullable String ofAll, Map<Operation, String> ofOperations) {

  /** Whether this is one of them. */
  boolean has(String name) {
    return name.equals(ofAll) || ofOperations.containsValue(name);
  }

  /** The name that a request asks for, its own or a default; null when it has neither. */
  public @Nullable String nameFor(LlmRequest<?> request) {
    if (request.model() != null) {
      return request.model();
    }
    String own = ofOperations.get(request.operation());
    return own == null ? ofAll : own;
  }
}
