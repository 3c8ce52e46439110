package io.llmgw.core.choice;

/** Hashes that are the same in every process. */
public final class Hash {
  /** The step of SplitMix64: the golden ratio in 64 bits, made odd. */
  static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  // FNV-1a, 64 bits (RFC 9923)
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private static final double TWO_TO_MINUS_53 = 0x1.0p-53;

  private Hash() {}

  /** The hash of a text. */
  public static long of(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return mix(hash);
  }

  /** Spreads each bit over all: the finalizer of SplitMix64. */
  static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** At least 0 and below 1. */
  static double fraction(long bits) {
    return (bits >>> 11) * TWO_TO_MINUS_53;
  }
}
