package io.llmgw.cache.similar;

/** Vectors of length 1, of which only the direction counts. */
final class UnitVector {
  private UnitVector() {}

  /**
   * A copy of length 1.
   *
   * @throws IllegalArgumentException when it has no direction
   */
  static float[] of(float[] vector) {
    double squares = 0;
    for (float each : vector) {
      squares += (double) each * each;
    }
    if (!(squares > 0) || Double.isInfinite(squares)) {
      throw new IllegalArgumentException(
          "a vector of " + vector.length + " numbers that are all 0, or not all finite");
    }
    double length = Math.sqrt(squares);
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }

  /** The scalar product. */
  static float product(float[] one, float[] other) {
    return product(one, 0, other, one.length);
  }

  /**
   * That of so many numbers from a place on with the first ones of the other, by sums that do not
   * wait for each other.
   */
  static float product(float[] one, int from, float[] other, int count) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i < count - 3; i += 4) {
      a += one[from + i] * other[i];
      b += one[from + i + 1] * other[i + 1];
      c += one[from + i + 2] * other[i + 2];
      d += one[from + i + 3] * other[i + 3];
    }
    for (; i < count; i++) {
      a += one[from + i] * other[i];
    }
    return a + b + (c + d);
  }
}
