package io.llmgw.core.detect.crypto;

/**
 * Keccak with 256 bits (Bertoni and others, The Keccak reference, 3.0), as Ethereum uses it: SHA-3
 * of FIPS 202 has the same permutation and another padding, so the JDK's does not serve.
 */
final class Keccak {
  private static final int LANES = 25;
  private static final int ROUNDS = 24;
  private static final int RATE_BYTES = 136;
  private static final int HASH_BYTES = 32;

  /** How far each lane is turned and where it goes, on the walk from lane 1 over all others. */
  private static final int[] TURNS = {
    1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44
  };

  private static final int[] PLACES = {
    10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1
  };

  private Keccak() {}

  /**
   * The hash of a short message.
   *
   * @param message at most 135 bytes, so that it fits into one block
   */
  static byte[] hash256(byte[] message) {
    if (message.length >= RATE_BYTES) {
      throw new IllegalArgumentException(message.length + " bytes: must be below " + RATE_BYTES);
    }
    long[] state = new long[LANES];
    for (int i = 0; i < message.length; i++) {
      absorb(state, i, message[i] & 0xFF);
    }
    absorb(state, message.length, 0x01);
    absorb(state, RATE_BYTES - 1, 0x80);
    permute(state);
    byte[] hash = new byte[HASH_BYTES];
    for (int i = 0; i < HASH_BYTES; i++) {
      hash[i] = (byte) (state[i / 8] >>> 8 * (i % 8));
    }
    return hash;
  }

  private static void absorb(long[] state, int index, long value) {
    state[index / 8] ^= value << 8 * (index % 8);
  }

  private static void permute(long[] state) {
    int register = 1;
    for (int round = 0; round < ROUNDS; round++) {
      mixColumns(state);
      turnAndMove(state);
      mixRows(state);
      // Bits 2^j - 1 of the round's constant come out of a shift register of eight bits.
      for (int j = 0; j < 7; j++) {
        if ((register & 1) == 1) {
          state[0] ^= 1L << (1 << j) - 1;
        }
        register = register << 1 ^ (register >> 7) * 0x171;
      }
    }
  }

  private static void mixColumns(long[] state) {
    long[] parities = new long[5];
    for (int i = 0; i < LANES; i++) {
      parities[i % 5] ^= state[i];
    }
    for (int i = 0; i < LANES; i++) {
      state[i] ^= parities[(i + 4) % 5] ^ Long.rotateLeft(parities[(i + 1) % 5], 1);
    }
  }

  private static void turnAndMove(long[] state) {
    long moved = state[1];
    for (int i = 0; i < PLACES.length; i++) {
      long next = state[PLACES[i]];
      state[PLACES[i]] = Long.rotateLeft(moved, TURNS[i]);
      moved = next;
    }
  }

  private static void mixRows(long[] state) {
    long[] row = new long[5];
    for (int from = 0; from < LANES; from += 5) {
      System.arraycopy(state, from, row, 0, 5);
      for (int i = 0; i < 5; i++) {
        state[from + i] ^= ~row[(i + 1) % 5] & row[(i + 2) % 5];
      }
    }
  }
}
