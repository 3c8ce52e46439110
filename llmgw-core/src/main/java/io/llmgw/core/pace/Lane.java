package io.llmgw.core.pace;

import io.llmgw.api.route.TargetLimits;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is under way and was of late with one key, or at one target. Guarded by its pace. */
final class Lane {
  private final Set<Grant> open = new HashSet<>();
  private final Minute requests;
  private final Minute tokens;

  Lane(long nowNanos) {
    this.requests = new Minute(nowNanos);
    this.tokens = new Minute(nowNanos);
  }

  /** Why a wish has no room; null when it has. What lasts longest is named. */
  @Nullable Full full(Wish wish, long nowNanos) {
    TargetLimits limits = wish.limits();
    Integer attempts = limits.requestsPerMinute();
    Full full = null;
    if (attempts != null && !requests.hasRoom(1, attempts, nowNanos)) {
      TargetLimits reached = new TargetLimits(limits.scope(), null, attempts, null);
      full = Full.of(reached, requests.roomAtNanos(1, attempts));
    }
    Long most = limits.tokensPerMinute();
    if (most != null && !tokens.hasRoom(wish.tokens(), most, nowNanos)) {
      TargetLimits reached = new TargetLimits(limits.scope(), null, null, most);
      Full other = Full.of(reached, tokens.roomAtNanos(wish.tokens(), most));
      full = full == null || full.endsBefore(other) ? other : full;
    }
    return full == null ? crowded(wish) : full;
  }

  private @Nullable Full crowded(Wish wish) {
    TargetLimits limits = wish.limits();
    Integer most = limits.concurrency();
    return most == null || open.size() < most || isUnder(wish.parentCall())
        ? null
        : Full.of(new TargetLimits(limits.scope(), most, null, null));
  }

  /** Whether this call has a grant here, which goes for its parts as well. */
  boolean isUnder(@Nullable String parentCall) {
    if (parentCall != null) {
      for (Grant grant : open) {
        if (grant.isOf(parentCall)) {
          return true;
        }
      }
    }
    return false;
  }

  void enter(Grant grant, Wish wish, long nowNanos) {
    if (!isUnder(wish.parentCall())) {
      open.add(grant);
    }
    if (wish.limits().requestsPerMinute() != null) {
      requests.add(1, nowNanos);
    }
    if (wish.limits().tokensPerMinute() != null) {
      tokens.add(wish.tokens(), nowNanos);
    }
  }

  void leave(Grant grant) {
    open.remove(grant);
  }

  /** An attempt that had room has not been made. */
  void takeBack(Wish wish, long thenNanos, long nowNanos) {
    if (wish.limits().requestsPerMinute() != null) {
      requests.takeBack(1, thenNanos);
    }
    settle(wish, 0, thenNanos, nowNanos);
  }

  /**
   * An attempt that had room for some tokens has used so many. What it used in excess counts now.
   */
  void settle(Wish wish, long used, long thenNanos, long nowNanos) {
    if (wish.limits().tokensPerMinute() == null) {
      return;
    }
    if (used > wish.tokens()) {
      tokens.add(used - wish.tokens(), nowNanos);
    } else {
      tokens.takeBack(wish.tokens() - used, thenNanos);
    }
  }

  /** Whether nothing would be lost with it. */
  boolean isIdle(long nowNanos) {
    return open.isEmpty() && requests.isEmpty(nowNanos) && tokens.isEmpty(nowNanos);
  }
}
