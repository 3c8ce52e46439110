package io.llmgw.api.status;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a client stands at a moment. Its parts are read one after the other while calls go on, so
 * they may be a moment apart.
 *
 * @param at when it was read, by the client's clock
 * @param closed whether the client is closed, or is being closed
 * @param openCalls calls under way, with runs and what is still read on for its usage, each counted
 *     as one
 * @param queuedCalls calls that wait for a thread of the client's executor
 * @param targets those that aliases and defaults lead to, and those that were called, by name;
 *     those that were called without being configured are forgotten beyond about 1,000
 */
public record ClientStatus(
    Instant at, boolean closed, int openCalls, int queuedCalls, List<TargetStatus> targets) {
  /** Copies the list. */
  public ClientStatus {
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
