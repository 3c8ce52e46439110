package io.llmgw.api.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The vector of one input.
 *
 * @param index the input, from 0
 * @param vector its vector; copied in and out
 */
public record VectorProduced(int index, float[] vector) implements ContentEvent {
  /** Checks the index and copies the vector. */
  public VectorProduced {
    BlockIndex.check(index);
    vector = vector.clone();
  }

  /** A copy of the vector. */
  @Override
  public float[] vector() {
    return vector.clone();
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
