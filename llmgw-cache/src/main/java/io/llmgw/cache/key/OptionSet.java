package io.llmgw.cache.key;

import io.llmgw.api.request.RequestOption;
import java.util.Set;

/**
 * The options of a request that the cache does not know, as a part of its keys. There is one of
 * each for the {@link KnownOptions} of a cache, so it is compared by identity: what the host has
 * written to compare options runs under no lock.
 */
final class OptionSet {
  /** No options. */
  static final OptionSet NONE = new OptionSet(Set.of(), Set.of().hashCode());

  private final Set<RequestOption> options;
  private final int hash;

  /**
   * These.
   *
   * @param hash theirs
   */
  OptionSet(Set<RequestOption> options, int hash) {
    this.options = options;
    this.hash = hash;
  }

  boolean isEmpty() {
    return options.isEmpty();
  }

  /** Whether it is of the same options; asks them. */
  boolean isOf(Set<RequestOption> others) {
    return options.equals(others);
  }

  /** How many they are. */
  int size() {
    return options.size();
  }

  /** That of the options. */
  int hash() {
    return hash;
  }
}
