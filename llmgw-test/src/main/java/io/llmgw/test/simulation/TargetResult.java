package io.llmgw.test.simulation;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.usage.Cost;
import java.util.SortedMap;

/**
 * What one simulated model has seen.
 *
 * @param target {@code provider/model}
 * @param requests all that came
 * @param answered those that it answered in whole
 * @param left those whose client went away before: cancelled, or by a clock of its
 * @param failures those that it failed, by kind
 * @param share of all answered calls, from 0 to 1, those that it answered
 * @param cost of its attempts, as the client reckons it
 */
public record TargetResult(
    String target,
    int requests,
    int answered,
    int left,
    SortedMap<ErrorKind, Integer> failures,
    double share,
    Cost cost) {}
