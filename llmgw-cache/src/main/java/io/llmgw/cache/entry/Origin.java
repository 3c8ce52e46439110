package io.llmgw.cache.entry;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Where an entry comes from.
 *
 * @param target that gave the answer; null where none is known
 * @param standIn whether that stood in for the first choice of the route
 */
public record Origin(
    String namespace,
    Operation operation,
    @Nullable String tenant,
    @Nullable String model,
    @Nullable String target,
    boolean standIn) {
  /** Of what a call asks for and nobody has answered yet. */
  public static Origin of(LlmRequest<?> request, CallContext context, String namespace) {
    return new Origin(
        namespace,
        request.operation(),
        context.caller().tenant(),
        context.nameOf(request),
        null,
        false);
  }

  /** About what the names take that callers give; the target's is one of the configuration. */
  public long bytesOfNames() {
    return EventSize.letters(namespace) + EventSize.letters(tenant) + EventSize.letters(model);
  }

  /** The same, answered by this one. */
  public Origin by(@Nullable String answered, boolean stoodIn) {
    return new Origin(namespace, operation, tenant, model, answered, stoodIn);
  }
}
