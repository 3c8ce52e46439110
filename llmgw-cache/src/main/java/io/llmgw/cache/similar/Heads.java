package io.llmgw.cache.similar;

import java.util.Arrays;

/**
 * The first numbers of many vectors of length 1, one row after the other, as a processor reads them
 * fastest, each with the length of what follows them. They tell of most vectors that these cannot
 * be similar enough, whatever follows. Not thread-safe.
 */
final class Heads {
  /** So many numbers of a vector, if it has more. */
  private static final int LONGEST = 128;

  private final int length;

  /** Each row has one number more: the length of the rest. */
  private float[] rows;

  /** Of vectors of so many numbers. */
  Heads(int dimensions) {
    length = Math.min(dimensions, LONGEST);
    rows = new float[0];
  }

  /** About how many bytes it keeps of a vector. */
  static int bytes(int dimensions) {
    return Float.BYTES * (Math.min(dimensions, LONGEST) + 1);
  }

  /** Has room for so many rows from now on, and keeps what is in these. */
  void resize(int count) {
    rows = Arrays.copyOf(rows, count * (length + 1));
  }

  /** Keeps what it wants of this vector in a row. */
  void put(int row, float[] vector) {
    int at = row * (length + 1);
    System.arraycopy(vector, 0, rows, at, length);
    rows[at + length] = rest(vector);
  }

  /** How long what follows the first numbers of a vector is. */
  float rest(float[] vector) {
    double squares = 0;
    for (int i = length; i < vector.length; i++) {
      squares += (double) vector[i] * vector[i];
    }
    return (float) Math.sqrt(squares);
  }

  /**
   * The most that the scalar product with the vector of a row can be: what follows the first
   * numbers adds at most the product of its two lengths, by the inequality of Cauchy and Schwarz.
   *
   * @param rest of this vector
   */
  float most(int row, float[] vector, float rest) {
    int at = row * (length + 1);
    return UnitVector.product(rows, at, vector, length) + rows[at + length] * rest;
  }
}
