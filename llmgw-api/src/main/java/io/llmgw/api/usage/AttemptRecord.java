package io.llmgw.api.usage;

import io.llmgw.api.error.ErrorKind;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request that was sent, or was about to be sent, to a provider for a call. Holds no text.
 *
 * @param number its number within the call, from 1, in the order of their starts
 * @param target where it went, as {@code provider/model}
 * @param keyAlias the alias of the key it used; null if it used none
 * @param state how it stands
 * @param error why it failed, and for a cancelled one why it was ended where that is known; null
 *     otherwise
 * @param possiblyBilled whether it ended without a whole answer at a point where the provider may
 *     charge for it
 * @param hedge whether it began beside an earlier attempt that had no content yet, at a second
 *     target, or is a further attempt there
 * @param latency from its start to its end, or until now while it runs; not negative
 * @param timeToFirstToken from its start to the first content; null if there was none
 * @param usage what it used, unknown while it runs
 * @param cost what it cost, unknown while it runs
 * @param pricedBy the row of a price table that the cost was computed from; null when it was not
 *     computed: nothing was charged, the provider said it, or the price is unknown
 * @param waits what the call waited for before it, in order; empty when it began at once
 * @param share with whom it is shared, of which usage and cost here are the share of this call;
 *     null for an attempt of this call alone
 */
public record AttemptRecord(
    int number,
    String target,
    @Nullable String keyAlias,
    AttemptState state,
    @Nullable ErrorKind error,
    boolean possiblyBilled,
    boolean hedge,
    Duration latency,
    @Nullable Duration timeToFirstToken,
    Usage usage,
    Cost cost,
    @Nullable PricedBy pricedBy,
    List<AttemptWait> waits,
    @Nullable AttemptShare share) {
  /** Checks that the parts fit together, and copies the waits. */
  public AttemptRecord {
    waits = List.copyOf(waits);
    if (number < 1) {
      throw new IllegalArgumentException("an attempt's number must be at least 1, not " + number);
    }
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(usage, "usage");
    Objects.requireNonNull(cost, "cost");
    if (state == AttemptState.FAILED && error == null) {
      throw new IllegalArgumentException("a failed attempt needs its error");
    }
    if ((state == AttemptState.RUNNING || state == AttemptState.SUCCEEDED) && error != null) {
      throw new IllegalArgumentException("an attempt that is " + state + " has no error");
    }
    if (latency.isNegative()) {
      throw new IllegalArgumentException("latency must not be negative, but is " + latency);
    }
    if (timeToFirstToken != null && timeToFirstToken.isNegative()) {
      throw new IllegalArgumentException(
          "timeToFirstToken must not be negative, but is " + timeToFirstToken);
    }
  }

  /** An attempt of one call alone. */
  public AttemptRecord(
      int number,
      String target,
      @Nullable String keyAlias,
      AttemptState state,
      @Nullable ErrorKind error,
      boolean possiblyBilled,
      boolean hedge,
      Duration latency,
      @Nullable Duration timeToFirstToken,
      Usage usage,
      Cost cost,
      @Nullable PricedBy pricedBy,
      List<AttemptWait> waits) {
    this(
        number,
        target,
        keyAlias,
        state,
        error,
        possiblyBilled,
        hedge,
        latency,
        timeToFirstToken,
        usage,
        cost,
        pricedBy,
        waits,
        null);
  }

  /** The same attempt in the account of several calls, where it has another number, from 1. */
  public AttemptRecord withNumber(int other) {
    return new AttemptRecord(
        other,
        target,
        keyAlias,
        state,
        error,
        possiblyBilled,
        hedge,
        latency,
        timeToFirstToken,
        usage,
        cost,
        pricedBy,
        waits,
        share);
  }

  /**
   * The part of one call in an attempt that was made for several.
   *
   * @param other its number in the account of that call, from 1
   * @param share for whom it was made
   * @param ownUsage the usage of that call
   * @param ownCost the cost of that call
   */
  public AttemptRecord shared(int other, AttemptShare share, Usage ownUsage, Cost ownCost) {
    return new AttemptRecord(
        other,
        target,
        keyAlias,
        state,
        error,
        possiblyBilled,
        hedge,
        latency,
        timeToFirstToken,
        ownUsage,
        ownCost,
        pricedBy,
        waits,
        share);
  }
}
