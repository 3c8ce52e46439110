package io.llmgw.cache.key;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What an answer is kept under: the hash of all that is known to change it, and those options of
 * the request that the cache does not know, which take part as they are. Holds no text. Comparing
 * two keys of one cache runs nothing of the host's.
 */
public final class CacheKey {
  private static final long BYTES_OF_AN_OPTION = 200;

  private final byte[] hash;
  private final OptionSet options;
  private final int hashCode;

  CacheKey(byte[] hash, OptionSet options) {
    this.hash = hash;
    this.options = options;
    this.hashCode = 31 * Arrays.hashCode(hash) + options.hash();
  }

  /** Whether it means the same in another process. */
  public boolean isPortable() {
    return options.isEmpty();
  }

  /**
   * About what it takes beside what every key takes: so much for each other option. What those hold
   * is the host's, who shares one object among all keys or makes one for each.
   */
  public long bytesBeside() {
    return options.size() * BYTES_OF_AN_OPTION;
  }

  /**
   * What people see of it: the hash in hexadecimal and, after a plus sign, that of the other
   * options in this process.
   */
  public String hex() {
    String known = HexFormat.of().formatHex(hash);
    return options.isEmpty() ? known : known + "+" + Integer.toHexString(options.hash());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CacheKey that
        && hashCode == that.hashCode
        && Arrays.equals(hash, that.hash)
        && options == that.options;
  }

  @Override
  public int hashCode() {
    return hashCode;
  }

  @Override
  public String toString() {
    return "CacheKey[" + hex() + "]";
  }
}
