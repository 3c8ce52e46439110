package io.llmgw.api.provider;

import io.llmgw.api.Caller;
import java.util.List;

/**
 * Where the keys of a provider come from. Asked at every call, so a rotated key is used at once;
 * must be fast, thread-safe, and must not block for long. See {@link Keys} for the usual ones.
 */
@FunctionalInterface
public interface KeySource {
  /** No key: for providers that need none. */
  KeySource NONE = caller -> List.of();

  /** The keys this caller may use, aliases unique; empty when there is none. */
  List<ApiKey> keysFor(Caller caller);
}
