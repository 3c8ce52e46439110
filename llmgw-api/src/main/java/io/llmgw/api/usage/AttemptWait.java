package io.llmgw.api.usage;

import java.time.Duration;
import java.util.Objects;

/**
 * A wait of a call before one of its attempts could begin.
 *
 * @param took how long; not negative
 * @param reason what it waited for
 */
public record AttemptWait(Duration took, Reason reason) {
  /** Checks that both are there. */
  public AttemptWait {
    Objects.requireNonNull(reason, "reason");
    if (took.isNegative()) {
      throw new IllegalArgumentException("took must not be negative, but is " + took);
    }
  }

  /** What an attempt waits for. */
  public enum Reason {
    /** Time between two tries that the policy of retries chooses. */
    BACKOFF,
    /** A time that the provider has named. */
    RETRY_AFTER,
    /** Its target, or all keys of that, rest after a failure. */
    COOL_DOWN,
    /** A limit of the target or of the key, declared in the client's configuration. */
    LIMIT
  }
}
