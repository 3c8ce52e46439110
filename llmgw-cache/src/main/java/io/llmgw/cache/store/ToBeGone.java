package io.llmgw.cache.store;

import io.llmgw.cache.ResponseStore.Label;
import io.llmgw.cache.entry.Origin;
import io.llmgw.cache.key.CacheKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a store is to have no longer, and may have yet: all that is announced, waits, or is under
 * way. Thread-safe.
 */
final class ToBeGone {
  private final Map<Target, Integer> targets = new ConcurrentHashMap<>();

  private record Target(Label label, String value) {}

  /** Once more. */
  void add(Label label, String value) {
    targets.merge(new Target(label, value), 1, Integer::sum);
  }

  /** Once less. */
  void remove(Label label, String value) {
    targets.computeIfPresent(
        new Target(label, value), (target, times) -> times == 1 ? null : times - 1);
  }

  /** Whether all of this key is among it. */
  boolean has(CacheKey key) {
    return !targets.isEmpty() && has(Label.KEY, key.hex());
  }

  /** Whether an entry of this key and origin is among it. */
  boolean has(CacheKey key, Origin origin) {
    return !targets.isEmpty()
        && (has(key)
            || has(Label.NAMESPACE, origin.namespace())
            || has(Label.TENANT, origin.tenant())
            || has(Label.MODEL, origin.model())
            || has(Label.TARGET, origin.target()));
  }

  private boolean has(Label label, @Nullable String value) {
    return value != null && targets.containsKey(new Target(label, value));
  }
}
