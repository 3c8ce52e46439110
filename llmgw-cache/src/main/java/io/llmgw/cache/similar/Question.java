package io.llmgw.cache.similar;

import io.llmgw.cache.key.CacheKey;
import io.llmgw.cache.veto.Marks;

/**
 * The text of a last user turn, as it is compared with others.
 *
 * @param group all of its request but that text
 * @param vector of length 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Question(CacheKey group, Embedded vector, Marks marks) {
  private static final int BYTES = 256;

  /** What the index may compare it with: vectors of one model and of one length alone. */
  String shelf() {
    return group.hex() + ' ' + vector.numbers().length + ' ' + vector.model();
  }

  /** About what it takes in memory. */
  public int bytes() {
    int dimensions = vector.numbers().length;
    return BYTES + Float.BYTES * dimensions + Heads.bytes(dimensions) + marks.bytes();
  }
}
