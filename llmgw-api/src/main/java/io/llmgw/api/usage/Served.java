package io.llmgw.api.usage;

import io.llmgw.api.redact.Redactions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The account of a call that was answered: who served it, what was tried, how long it took and what
 * it cost. Holds no text.
 *
 * @param callId the id of the call
 * @param target what served it, as {@code provider/model}; null if no target was chosen, as for an
 *     answer from a cache or from somebody else's call: of those {@code cacheUse} says whose it is
 * @param model the model that the provider says it used; null if it said none
 * @param keyAlias the alias of the key that was used; null if none was
 * @param cache what the response cache had to do with it
 * @param attempts all attempts in the order of their starts, failed and cancelled ones included
 * @param latency from the beginning of the call, or of its wait for a thread, to its end; not
 *     negative
 * @param usage what this call paid for, all attempts together: zero for an answer from a cache or
 *     from somebody else's call, while the usage of the response describes the answer
 * @param cost what this call cost, all attempts together
 * @param trail the decisions on the way, oldest first
 * @param redactions what was masked, reported or blocked of its request, in figures
 * @param cacheUse what a cache has found, or may keep; null when none was asked
 */
public record Served(
    String callId,
    @Nullable String target,
    @Nullable String model,
    @Nullable String keyAlias,
    CacheStatus cache,
    List<AttemptRecord> attempts,
    Duration latency,
    Usage usage,
    Cost cost,
    List<TrailEntry> trail,
    Redactions redactions,
    @Nullable CacheUse cacheUse) {
  /** Copies the lists. */
  public Served {
    Objects.requireNonNull(callId, "callId");
    Objects.requireNonNull(cache, "cache");
    attempts = List.copyOf(attempts);
    Objects.requireNonNull(usage, "usage");
    Objects.requireNonNull(cost, "cost");
    trail = List.copyOf(trail);
    Objects.requireNonNull(redactions, "redactions");
    if (latency.isNegative()) {
      throw new IllegalArgumentException("latency must not be negative, but is " + latency);
    }
  }

  /** The account of a call without a cache, in whose request nothing was found to mask. */
  public Served(
      String callId,
      @Nullable String target,
      @Nullable String model,
      @Nullable String keyAlias,
      CacheStatus cache,
      List<AttemptRecord> attempts,
      Duration latency,
      Usage usage,
      Cost cost,
      List<TrailEntry> trail) {
    this(
        callId,
        target,
        model,
        keyAlias,
        cache,
        attempts,
        latency,
        usage,
        cost,
        trail,
        Redactions.NONE,
        null);
  }
}
