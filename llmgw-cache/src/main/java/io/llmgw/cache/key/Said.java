package io.llmgw.cache.key;

/**
 * A fingerprint of what a request says before anything is masked in it. It means nothing outside
 * the cache that made it, which keys it by a secret of its own: nobody can try out texts with it.
 */
public final class Said {
  private final byte[] hash;

  Said(byte[] hash) {
    this.hash = hash;
  }

  byte[] hash() {
    return hash;
  }
}
