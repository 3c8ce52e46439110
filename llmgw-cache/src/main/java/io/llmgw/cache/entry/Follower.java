package io.llmgw.cache.entry;

import io.llmgw.cache.key.CacheKey;

/** Who has to know what is no longer among the {@link Entries}. Thread-safe. */
public interface Follower {
  /** Nobody. */
  Follower NONE =
      new Follower() {
        @Override
        public void gone(CacheKey key) {}

        @Override
        public void settle() {}
      };

  /**
   * The entry of this key was dropped or replaced. Told under a lock of the entries: it only
   * remembers.
   */
  void gone(CacheKey key);

  /** Does what follows from that, without any lock. */
  void settle();
}
