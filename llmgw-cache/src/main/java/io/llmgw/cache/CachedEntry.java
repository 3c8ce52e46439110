package io.llmgw.cache;

import io.llmgw.api.request.Operation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is told of an answer in the cache. Holds no text.
 *
 * @param key in hexadecimal, as on responses
 * @param namespace where it stands
 * @param operation that it answers
 * @param tenant on whose behalf it was asked for; null where there was none
 * @param model that was asked for, an alias or {@code provider/model}; null for the client's
 *     default
 * @param target that gave it, as {@code provider/model}
 * @param age since it was kept
 * @param ttl for how long it is given again
 * @param bytes about what it takes
 */
public record CachedEntry(
    String key,
    String namespace,
    Operation operation,
    @Nullable String tenant,
    @Nullable String model,
    @Nullable String target,
    Duration age,
    Duration ttl,
    int bytes) {}
