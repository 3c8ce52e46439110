package io.llmgw.cache.key;

import io.llmgw.api.request.RequestOption;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The combinations of options that keys are made of, each as one object. Here alone options are
 * compared, by methods of the host, which may be slow or take locks of their own: so that is done
 * on the thread of the call and under no lock, neither of the cache nor of a table. A combination
 * is forgotten with the last key that has it. Thread-safe.
 */
final class KnownOptions {
  private final ConcurrentMap<Integer, Known> byHash = new ConcurrentHashMap<>();
  private final ReferenceQueue<OptionSet> forgotten = new ReferenceQueue<>();

  /** The one object for these options. */
  OptionSet of(Set<RequestOption> options) {
    if (options.isEmpty()) {
      return OptionSet.NONE;
    }
    int hash = options.hashCode();
    while (true) {
      Known first = byHash.get(hash);
      OptionSet same = among(first, options);
      if (same != null) {
        return same;
      }
      OptionSet fresh = new OptionSet(options, hash);
      Known known = new Known(fresh, forgotten, withoutForgotten(first));
      boolean isAdded =
          first == null
              ? byHash.putIfAbsent(hash, known) == null
              : byHash.replace(hash, first, known);
      if (isAdded) { // else somebody was faster, perhaps with the same
        dropForgotten();
        return fresh;
      }
    }
  }

  private static @Nullable OptionSet among(@Nullable Known first, Set<RequestOption> options) {
    for (Known known = first; known != null; known = known.next) {
      OptionSet one = known.get();
      if (one != null && one.isOf(options)) {
        return one;
      }
    }
    return null;
  }

  private @Nullable Known withoutForgotten(@Nullable Known first) {
    Known rest = null;
    for (Known known = first; known != null; known = known.next) {
      OptionSet one = known.get();
      if (one != null) {
        rest = new Known(one, forgotten, rest);
      }
    }
    return rest;
  }

  private void dropForgotten() {
    Object reference = forgotten.poll();
    while (reference != null) {
      if (reference instanceof Known known) {
        byHash.computeIfPresent(known.hash, (hash, first) -> withoutForgotten(first));
      }
      reference = forgotten.poll();
    }
  }

  /** For how many hashes there is a combination, or was one that is not dropped yet. */
  int size() {
    return byHash.size();
  }

  /** Those with the same hash, which are next to none. */
  private static final class Known extends WeakReference<OptionSet> {
    final int hash;
    final @Nullable Known next;

    Known(OptionSet one, ReferenceQueue<OptionSet> forgotten, @Nullable Known next) {
      super(one, forgotten);
      this.hash = one.hash();
      this.next = next;
    }
  }
}
