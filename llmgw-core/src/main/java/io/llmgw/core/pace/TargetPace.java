package io.llmgw.core.pace;

import io.llmgw.api.chain.Cancellation;
import io.llmgw.api.chain.Cancellation.Registration;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The grants of one target: how many attempts are under way there, how many have begun within a
 * minute, and how many tokens they use. Grants are given in the order in which they were asked for;
 * who waits for another key stands in nobody's way. Thread-safe; its lock is never held while
 * anybody waits or the clock is read.
 */
public final class TargetPace {
  /** Far more keys than one client has; those beyond share one lane. */
  private static final int MOST_KEYS = 1_000;

  private final TimeSource time;
  private final Map<ApiKey, Lane> ofKeys = new HashMap<>();
  private final Set<Waiter> line = new LinkedHashSet<>();
  private final Lane ofTarget;
  private final Lane ofOtherKeys;
  private volatile int waiting; // as many as are in line, without the lock

  /** A target where nothing has happened yet. */
  public TargetPace(TimeSource time) {
    this.time = time;
    this.ofTarget = new Lane(time.nanos());
    this.ofOtherKeys = new Lane(time.nanos());
  }

  /** Why there is no grant for this now; null when there is one. It is not taken. */
  public synchronized @Nullable Full full(Wish wish, long now) {
    Set<Lane> awaited = awaited(now);
    Full first = null;
    for (int i = 0; i < wish.lanes(); i++) {
      Full full = full(lane(wish, i, now), wish, awaited, now);
      if (full == null) {
        return null;
      }
      first = first == null || full.endsBefore(first) ? full : first;
    }
    return first;
  }

  private Set<Lane> awaited(long now) {
    if (line.isEmpty()) {
      return Set.of();
    }
    Set<Lane> awaited = new HashSet<>();
    for (Waiter waiter : line) {
      awaited.addAll(lanes(waiter.wish(), now));
    }
    return awaited;
  }

  /** A grant, where there is one and nobody else waits for it; null otherwise. */
  public @Nullable Grant take(Wish wish) {
    Waiter waiter = new Waiter(wish);
    long now = time.nanos();
    synchronized (this) {
      line.add(waiter);
      moveUp(now);
      line.remove(waiter);
      waiting = line.size();
      return waiter.grant();
    }
  }

  /**
   * Stands in line for a grant.
   *
   * @param atMost how long
   * @return null when there was none in that time, or the call was cancelled
   * @throws InterruptedException when the thread was interrupted before or meanwhile
   */
  public @Nullable Grant await(Wish wish, Duration atMost, Cancellation cancellation)
      throws InterruptedException {
    Waiter waiter = new Waiter(wish);
    long end = time.nanos() + atMost.toNanos();
    Registration registration = cancellation.onCancel(() -> wake(waiter));
    Grant grant = null;
    try {
      synchronized (this) {
        line.add(waiter);
        waiting = line.size();
      }
      grant = await(waiter, end, cancellation);
      return grant;
    } finally {
      registration.close();
      if (grant == null) {
        leave(waiter);
      }
    }
  }

  private @Nullable Grant await(Waiter waiter, long end, Cancellation cancellation)
      throws InterruptedException {
    while (true) {
      CountDownLatch news;
      long nap;
      long now = time.nanos();
      synchronized (this) {
        moveUp(now);
        nap = end - now;
        if (cancellation.isCancelled()) {
          return null;
        }
        if (waiter.grant() != null || nap <= 0) {
          return waiter.grant();
        }
        Full reason = waiter.reason();
        nap = reason.isTimed() ? Math.min(nap, reason.nanosLeft(now)) : nap;
        news = waiter.sleeps();
      }
      time.sleep(Duration.ofNanos(nap), news);
    }
  }

  private synchronized void wake(Waiter waiter) {
    waiter.wake();
  }

  /** One that has got a grant while it was leaving gives it back. */
  private void leave(Waiter waiter) {
    Grant grant;
    synchronized (this) {
      line.remove(waiter);
      grant = waiter.grant();
      waiting = line.size();
    }
    if (grant != null) {
      grant.end();
    } else {
      long now = nowForOthers();
      synchronized (this) {
        moveUp(now); // it may have stood in the way of others
      }
    }
  }

  /** The time at which others are to move up; where the clock fails, they look themselves. */
  long nowForOthers() {
    try {
      return time.nanos();
    } catch (Throwable noClock) {
      synchronized (this) {
        line.forEach(Waiter::wake);
      }
      throw noClock;
    }
  }

  /** Gives those who wait what there is, first come, first served. */
  void moveUp(long now) {
    Set<Lane> awaited = new HashSet<>();
    Iterator<Waiter> waiters = line.iterator();
    while (waiters.hasNext()) {
      Waiter waiter = waiters.next();
      if (isServed(waiter, awaited, now)) {
        waiters.remove();
      }
    }
    waiting = line.size();
  }

  /** How many wait; looks without a lock. */
  public int waiting() {
    return waiting;
  }

  private boolean isServed(Waiter waiter, Set<Lane> awaited, long now) {
    Wish wish = waiter.wish();
    List<Lane> lanes = lanes(wish, now);
    Full first = null;
    for (int i = 0; i < lanes.size(); i++) {
      Lane lane = lanes.get(i);
      Full full = full(lane, wish, awaited, now);
      if (full == null) {
        ApiKey key = wish.keys().isEmpty() ? null : wish.keys().get(i);
        Grant grant = new Grant(this, lane, wish, key, now);
        lane.enter(grant, wish, now);
        waiter.gets(grant);
        return true;
      }
      first = first == null || full.endsBefore(first) ? full : first;
    }
    awaited.addAll(lanes);
    waiter.waitsFor(first == null ? Full.BEHIND_OTHERS : first);
    return false;
  }

  /** A part of a call that has a grant does not stand behind those who wait for that grant. */
  private static @Nullable Full full(Lane lane, Wish wish, Set<Lane> awaited, long now) {
    return awaited.contains(lane) && !lane.isUnder(wish.parentCall())
        ? Full.BEHIND_OTHERS
        : lane.full(wish, now);
  }

  private List<Lane> lanes(Wish wish, long now) {
    List<Lane> lanes = new ArrayList<>(wish.lanes());
    for (int i = 0; i < wish.lanes(); i++) {
      lanes.add(lane(wish, i, now));
    }
    return lanes;
  }

  private Lane lane(Wish wish, int number, long now) {
    return wish.isPerKey() ? lane(wish.keys().get(number), now) : ofTarget;
  }

  private Lane lane(ApiKey key, long now) {
    Lane known = ofKeys.get(key);
    if (known != null) {
      return known;
    }
    if (ofKeys.size() >= MOST_KEYS) {
      ofKeys.values().removeIf(lane -> lane.isIdle(now));
    }
    return ofKeys.size() >= MOST_KEYS
        ? ofOtherKeys
        : ofKeys.computeIfAbsent(key, added -> new Lane(now));
  }

  /** Whether nothing would be lost with it: nothing is under way there, and nothing was of late. */
  public synchronized boolean isIdle(long now) {
    return line.isEmpty()
        && ofTarget.isIdle(now)
        && ofOtherKeys.isIdle(now)
        && ofKeys.values().stream().allMatch(lane -> lane.isIdle(now));
  }
}
