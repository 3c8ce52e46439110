package io.llmgw.core.target;

import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.reaction.Reaction;
import io.llmgw.api.response.RateLimit;
import io.llmgw.api.response.RateLimits;
import io.llmgw.core.account.TokenNeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens the provider has said are left of each key at a target, where that is less than
 * half: more is enough for any call. The latest answer with a key counts. Of what has nothing left
 * the key rests, which is kept elsewhere. Thread-safe; looking takes no lock.
 */
public final class KeyQuotas {
  static final String INPUT = "input-tokens";
  static final String OUTPUT = "output-tokens";
  private static final String ALL = "tokens";

  /** Far more keys than run low at the same time; of further ones nothing is known. */
  private static final int MOST_KEYS = 1_000;

  private final Map<ApiKey, List<Quota>> low = new ConcurrentHashMap<>();

  void learn(RateLimits limits, ApiKey key, long nowNanos) {
    List<Quota> quotas = null;
    for (RateLimit limit : limits.all()) {
      Quota quota = low(limit, nowNanos);
      if (quota != null) {
        quotas = quotas == null ? new ArrayList<>(2) : quotas;
        quotas.add(quota);
      }
    }
    if (quotas == null) {
      low.remove(key);
      return;
    }
    if (low.size() >= MOST_KEYS) {
      low.values().removeIf(known -> known.stream().allMatch(quota -> quota.isOver(nowNanos)));
    }
    if (low.size() < MOST_KEYS || low.containsKey(key)) {
      low.put(key, quotas);
    }
  }

  private static @Nullable Quota low(RateLimit limit, long nowNanos) {
    Long remaining = limit.remaining();
    Duration reset = limit.reset();
    if (!limit.scope().equals(ALL) && !limit.scope().equals(INPUT) && !limit.scope().equals(OUTPUT)
        || remaining == null
        || remaining <= 0
        || reset == null
        || reset.isZero()) {
      return null;
    }
    Long whole = limit.limit();
    if (whole != null && remaining >= whole / 2) {
      return null;
    }
    Duration longest = Reaction.LONGEST_REST;
    Duration until = reset.compareTo(longest) > 0 ? longest : reset;
    return new Quota(limit.scope(), remaining, nowNanos + until.toNanos());
  }

  /** Whether anything is known. */
  public boolean isEmpty() {
    return low.isEmpty();
  }

  /** What is too small for a call with this key; null when it has enough, or it is not known. */
  public @Nullable Quota lacking(ApiKey key, TokenNeed need, long nowNanos) {
    Quota longest = null;
    for (Quota quota : low.getOrDefault(key, List.of())) {
      if (!quota.isOver(nowNanos)
          && quota.isTooSmallFor(need)
          && (longest == null || longest.endsBefore(quota))) {
        longest = quota;
      }
    }
    return longest;
  }

  /** Of keys that all have too little, what is whole again first; null when one has enough. */
  public @Nullable Quota lacking(List<ApiKey> keys, TokenNeed need, long nowNanos) {
    Quota first = null;
    for (ApiKey key : keys) {
      Quota quota = lacking(key, need, nowNanos);
      if (quota == null) {
        return null;
      }
      first = first == null || quota.endsBefore(first) ? quota : first;
    }
    return first;
  }
}
