package io.llmgw.api.status;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a client stands at a moment. Its parts are read one after the other while calls go on, so
 * they may be a moment apart.
 *
 * @param at when it was read, by the client's clock; by that of the system where it fails
 * @param closed whether the client is closed, or is being closed
 * @param openCalls calls under way, with runs and what is still read on for its usage, each counted
 *     as one
 * @param queuedCalls calls that wait for a thread of the client's executor
 * @param clock what the client's clock does. Each status asks it to run a task, which the next one
 *     looks for: one that is stuck is found by the second status, a second later, and is given
 *     another task by each one that comes a second after that. Always {@link ClockState#RUNNING}
 *     for one that is {@linkplain io.llmgw.api.time.TimeSource#isVirtual virtual} and does not
 *     fail; once the client is closed, nothing but failures is looked for
 * @param targets those that aliases and defaults lead to, and those that were called, by name;
 *     those that were called without being configured are forgotten beyond about 1,000. None where
 *     the clock cannot be read
 */
public record ClientStatus(
    Instant at,
    boolean closed,
    int openCalls,
    int queuedCalls,
    ClockState clock,
    List<TargetStatus> targets) {
  /** Copies the list. */
  public ClientStatus {
    Objects.requireNonNull(clock, "clock");
    targets = List.copyOf(targets);
  }

  /** The target of this name; null when there is none. */
  public @Nullable TargetStatus target(String name) {
    for (TargetStatus target : targets) {
      if (target.target().equals(name)) {
        return target;
      }
    }
    return null;
  }
}
