package io.llmgw.test.simulation;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.usage.Cost;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/**
 * What came of a {@link Simulation}; {@code toString} is a table of it. Two results of the same
 * simulation with the same seed are equal.
 *
 * @param seed of the simulation
 * @param lasted from its beginning to the end of its last call, in its own time
 * @param calls all that were made
 * @param answered those that were answered
 * @param failures the others, by kind
 * @param latency of answered calls, from beginning to end
 * @param firstContent of streamed calls, from beginning to the first content
 * @param cost of all attempts, as the client reckons it
 * @param requests all that the simulated models saw
 * @param targets one for each model, in the order in which they were given
 * @param mismatches where attempts of a call differ from what the models saw of it, or its text
 *     from what they answered: the first 100, in words. There should be none
 */
public record SimulationResult(
    long seed,
    Duration lasted,
    int calls,
    int answered,
    SortedMap<ErrorKind, Integer> failures,
    Percentiles latency,
    Percentiles firstContent,
    Cost cost,
    long requests,
    List<TargetResult> targets,
    List<String> mismatches) {
  /** Requests for each call: 1 without repeats and failover; 0 where there were no calls. */
  public double requestsPerCall() {
    return calls == 0 ? 0 : (double) requests / calls;
  }

  /**
   * The result of one target.
   *
   * @param target {@code provider/model}
   * @throws IllegalArgumentException when it was not simulated
   */
  public TargetResult target(String target) {
    for (TargetResult result : targets) {
      if (result.target().equals(target)) {
        return result;
      }
    }
    throw new IllegalArgumentException("'" + target + "' was not simulated");
  }

  @Override
  public String toString() {
    return ResultTable.of(this);
  }
}
