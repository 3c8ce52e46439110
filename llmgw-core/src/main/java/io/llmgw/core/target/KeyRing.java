package io.llmgw.core.target;

import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.status.KeyStatus;
import io.llmgw.core.choice.Chance;
import io.llmgw.core.target.TargetReports.OfKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a target: which of them rest, here or at all models of the provider, and which one is
 * next. Thread-safe, without locks.
 */
public final class KeyRing {
  private final KeyRests here;
  private final KeyRests everywhere;
  private final Chance chance;

  KeyRing(KeyRests everywhere, Chance chance) {
    this.here = new KeyRests();
    this.everywhere = everywhere;
    this.chance = chance;
  }

  void restHere(ApiKey key, Resting resting, long nowNanos) {
    here.rest(key, resting, nowNanos);
  }

  void restEverywhere(ApiKey key, Resting resting, long nowNanos) {
    everywhere.rest(key, resting, nowNanos);
  }

  /** Why the key rests; null when it does not. */
  public @Nullable Resting resting(ApiKey key, long nowNanos) {
    return Resting.both(here.at(key, nowNanos), everywhere.at(key, nowNanos));
  }

  /** All keys that rest, whoever has them. */
  List<KeyStatus> resting(OfKey status, long nowNanos) {
    List<KeyStatus> all = new ArrayList<>();
    here.forEach(nowNanos, (key, resting) -> all.add(status.of(key, false, resting)));
    everywhere.forEach(nowNanos, (key, resting) -> all.add(status.of(key, true, resting)));
    all.sort(Comparator.comparing(KeyStatus::alias).thenComparing(KeyStatus::keyId));
    return all;
  }

  /** Whether any key rests at this target alone. */
  boolean restHere(long nowNanos) {
    return here.isAny(nowNanos);
  }

  boolean isTouched() {
    return here.isTouched() || everywhere.isTouched();
  }

  /** Why none of these can be used: what binds least. Null when one can be. */
  @Nullable Resting resting(List<ApiKey> keys, long nowNanos) {
    if (!isTouched()) {
      return null;
    }
    Resting first = null;
    for (ApiKey key : keys) {
      Resting resting = resting(key, nowNanos);
      if (resting == null) {
        return null;
      }
      first = Resting.either(first, resting);
    }
    return first;
  }

  /** The key that a call begins with, or one of several; null when there are none. */
  public @Nullable ApiKey first(List<ApiKey> keys, long nowNanos) {
    ApiKey standBy = null;
    for (ApiKey key : keys) {
      if (resting(key, nowNanos) == null) {
        if (key.weight() > 0) {
          return key;
        }
        standBy = standBy == null ? key : standBy;
      }
    }
    return standBy != null || keys.isEmpty() ? standBy : leastResting(keys, nowNanos);
  }

  /** A key that rests, and is used as there is no other: what binds it binds it least. */
  public ApiKey leastResting(List<ApiKey> keys, long nowNanos) {
    ApiKey least = keys.get(0);
    for (ApiKey key : keys) {
      Resting before = resting(least, nowNanos);
      Resting resting = resting(key, nowNanos);
      if (resting == null) {
        return key;
      }
      if (before != null && resting.bindsLess(before)) {
        least = key;
      }
    }
    return least;
  }

  /**
   * The next key, by chance and weight. Those of weight 0 stand by for when there is no other.
   *
   * @param not keys that are out of the question
   * @return null when none is left
   */
  public @Nullable ApiKey next(List<ApiKey> keys, Predicate<ApiKey> not, long nowNanos) {
    int weights = 0;
    ApiKey standBy = null;
    for (ApiKey key : keys) {
      if (isUsable(key, not, nowNanos)) {
        weights += key.weight();
        standBy = standBy == null ? key : standBy;
      }
    }
    if (weights == 0) {
      return standBy;
    }
    int drawn = chance.below(weights);
    for (ApiKey key : keys) {
      if (isUsable(key, not, nowNanos)) {
        drawn -= key.weight();
        if (drawn < 0) {
          return key;
        }
      }
    }
    return standBy; // one that was usable a moment ago
  }

  private boolean isUsable(ApiKey key, Predicate<ApiKey> not, long nowNanos) {
    return resting(key, nowNanos) == null && !not.test(key);
  }

  /** Those of all models are told by themselves, once. */
  void reconfigured() {
    here.reconfigured();
  }
}
