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

  /** The scalar product, by sums that do not wait for each other. */
  static float product(float[] one, float[] other) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (int end = one.length - 3; i < end; i += 4) {
      a += one[i] * other[i];
      b += one[i + 1] * other[i + 1];
      c += one[i + 2] * other[i + 2];
      d += one[i + 3] * other[i + 3];
    }
    for (; i < one.length; i++) {
      a += one[i] * other[i];
    }
    return a + b + (c + d);
  }
}
