package io.llmgw.test.simulation;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.Cost;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of a simulation when it has ended. Holds no text.
 *
 * @param number from 1, in the order of arrival
 * @param began when it was made, from the beginning of the simulation
 * @param ended when it had ended
 * @param firstContent from its beginning to the first content that its caller had; null for whole
 *     answers, and where none came
 * @param error why it failed; null when it was answered
 * @param servedBy the target that answered it; null when it failed
 * @param attempts as its answer or failure tells them
 * @param seen the same, as the simulated models saw them
 * @param cost of all attempts
 */
public record SimulatedCall(
    long number,
    Duration began,
    Duration ended,
    @Nullable Duration firstContent,
    @Nullable ErrorKind error,
    @Nullable String servedBy,
    List<AttemptRecord> attempts,
    List<ServerRequest> seen,
    Cost cost) {
  /** Copies the lists. */
  public SimulatedCall {
    attempts = List.copyOf(attempts);
    seen = List.copyOf(seen);
  }

  /** From its beginning to its end. */
  public Duration latency() {
    return ended.minus(began);
  }
}
