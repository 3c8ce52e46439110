package io.llmgw.test.simulation;

import io.llmgw.api.error.ErrorKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request as a simulated model saw it: the other side of an attempt.
 *
 * @param call the number of the call, from 1 in the order of their arrival; 0 for a request that no
 *     load has made, such as one of a policy
 * @param attempt the number of the attempt within its call, from 1
 * @param target {@code provider/model}
 * @param keyAlias the key that it came with; null for none
 * @param arrived when it came, from the beginning of the simulation
 * @param ended when it was answered, failed or was left
 * @param ending how it ended
 * @param error how it failed; null unless it did
 * @param retryAfter the time that the failure asked for; null for none
 * @param outputTokens tokens of its whole answer; 0 unless it was answered
 */
public record ServerRequest(
    long call,
    int attempt,
    String target,
    @Nullable String keyAlias,
    Duration arrived,
    Duration ended,
    Ending ending,
    @Nullable ErrorKind error,
    @Nullable Duration retryAfter,
    int outputTokens) {
  /** How a request ends. */
  public enum Ending {
    /** With a whole answer. */
    ANSWERED,
    /** With a failure. */
    FAILED,
    /** The client went away: it was cancelled, or a clock of its ran out. */
    LEFT
  }
}
