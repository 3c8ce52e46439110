package io.llmgw.cache.similar;

/**
 * A text as a vector.
 *
 * @param model that made it; vectors of two models cannot be compared
 * @param numbers of length 1; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Embedded(String model, float[] numbers) {
  /**
   * From what a model gave.
   *
   * @throws IllegalArgumentException when that has no direction
   */
  static Embedded of(String model, float[] vector) {
    return new Embedded(model, UnitVector.of(vector));
  }
}
