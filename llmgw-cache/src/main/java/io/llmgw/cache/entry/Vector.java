package io.llmgw.cache.entry;

import io.llmgw.api.event.VectorProduced;
import java.time.Duration;

/**
 * The vector of one text.
 *
 * @param vector as it was produced, whatever its place was
 * @param inputTokens the part of the text in what its batch used, about
 */
public record Vector(
    Origin origin,
    Asking asking,
    long keptNanos,
    Duration ttl,
    int bytes,
    VectorProduced vector,
    long inputTokens)
    implements Entry {}
