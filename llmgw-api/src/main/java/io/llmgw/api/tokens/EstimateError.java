package io.llmgw.api.tokens;

import java.util.OptionalDouble;

/**
 * How far estimates of input were off, against what the provider reported afterwards.
 *
 * @param samples how many reports were learnt from; at least 0
 * @param medianRelative the median of |estimated - reported| / reported over the latest of them,
 *     each as estimated before it was learnt from; empty without samples
 */
public record EstimateError(long samples, OptionalDouble medianRelative) {
  /** Nothing was reported yet. */
  public static final EstimateError NONE = new EstimateError(0, OptionalDouble.empty());
}
