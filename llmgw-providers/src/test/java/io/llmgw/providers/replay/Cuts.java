package io.llmgw.providers.replay;

import io.llmgw.providers.wire.ByteSource;
import java.util.Arrays;
import java.util.Random;

/** Bytes that arrive in pieces. */
public final class Cuts {
  private Cuts() {}

  /** Everything at once. */
  public static ByteSource whole(byte[] bytes) {
    return at(bytes, bytes.length);
  }

  /** One byte after the other. */
  public static ByteSource single(byte[] bytes) {
    int[] all = new int[bytes.length];
    Arrays.setAll(all, i -> i + 1);
    return at(bytes, all);
  }

  /** So many cuts somewhere. */
  public static ByteSource random(byte[] bytes, int cuts, Random random) {
    int[] places = random.ints(cuts, 0, bytes.length + 1).sorted().toArray();
    return at(bytes, places);
  }

  /** Pieces that end at these places, in rising order; the rest is one more. */
  public static ByteSource at(byte[] bytes, int... ends) {
    int[] at = {0, 0};
    return (into, offset, length) -> {
      if (at[0] == bytes.length) {
        return -1;
      }
      while (at[1] < ends.length && ends[at[1]] <= at[0]) {
        at[1]++;
      }
      int end = at[1] < ends.length ? ends[at[1]] : bytes.length;
      int count = Math.min(length, end - at[0]);
      System.arraycopy(bytes, at[0], into, offset, count);
      at[0] += count;
      return count;
    };
  }
}
