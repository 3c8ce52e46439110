package io.llmgw.api.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The vector of one input. */
public final class VectorProduced implements ContentEvent {
  private final int index;
  private final float[] vector;

  /** The vector, copied, of the input at that index, from 0. */
  public VectorProduced(int index, float[] vector) {
    BlockIndex.check(index);
    this.index = index;
    this.vector = vector.clone();
  }

  /** The input, from 0. */
  @Override
  public int index() {
    return index;
  }

  /** A copy of the vector. */
  public float[] vector() {
    return vector.clone();
  }

  /** How many numbers it has. */
  public int dimensions() {
    return vector.length;
  }

  @Override
  public boolean isCommitting() {
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VectorProduced that
        && index == that.index
        && Arrays.equals(vector, that.vector);
  }

  @Override
  public int hashCode() {
    return 31 * index + Arrays.hashCode(vector);
  }

  @Override
  public String toString() {
    return "VectorProduced[" + index + ", " + vector.length + " dimensions]";
  }
}
