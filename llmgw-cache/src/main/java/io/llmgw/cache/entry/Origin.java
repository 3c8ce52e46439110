package io.llmgw.cache.entry;

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
    boolean standIn) {}
