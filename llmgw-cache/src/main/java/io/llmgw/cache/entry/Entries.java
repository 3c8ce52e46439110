package io.llmgw.cache.entry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.llmgw.api.time.TimeSource;
import io.llmgw.cache.CacheScope;
import io.llmgw.cache.CachedEntry;
import io.llmgw.cache.ResponseStore.Label;
import io.llmgw.cache.key.CacheKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept, bounded by bytes and time. Works on the threads of those who ask: it has none
 * of its own. Thread-safe.
 */
public final class Entries {
  private static final int LARGEST_SHARE = 8;

  private final TimeSource time;
  private final CacheScope scope;
  private final Follower follower;
  private final long mostBytes;
  private final Cache<CacheKey, Entry> kept;
  private final Invalidations invalidations = new Invalidations();
  private final AtomicLong askings = new AtomicLong();
  private final ReadWriteLock together = new ReentrantReadWriteLock();

  /** Held by who keeps something, and alone by who counts an invalidation. */
  private final ReadWriteLock keeping = new ReentrantReadWriteLock();

  /**
   * Empty.
   *
   * @param mostBytes about what all of it may take
   * @param scope of those who are given the same
   * @param stale for how long beyond its time an entry stays, for calls that fail
   * @param follower told of each entry that is dropped or replaced
   */
  public Entries(
      long mostBytes, CacheScope scope, Duration stale, TimeSource time, Follower follower) {
    this.scope = scope;
    this.follower = follower;
    this.time = time;
    this.mostBytes = mostBytes;
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes)
            .<CacheKey, Entry>weigher((key, entry) -> entry.bytes())
            .expireAfter(Expiry.<CacheKey, Entry>writing((key, entry) -> left(entry, stale)))
            .ticker(time::nanos)
            .executor(Runnable::run)
            .<CacheKey, Entry>removalListener(
                (key, entry, cause) -> {
                  if (key != null) {
                    follower.gone(key);
                  }
                })
            .build();
  }

  /** What comes from a second level has a part of its time behind it. */
  private Duration left(Entry entry, Duration stale) {
    Duration left = entry.ttl().plus(stale).minus(entry.age(time.nanos()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** What is kept under this key, past its time or not; null for nothing. */
  public @Nullable Entry get(CacheKey key) {
    return kept.getIfPresent(key);
  }

  /**
   * What is kept under these keys, in their order: null for nothing. Of what is kept {@linkplain
   * #putAll together} at that moment it is all or none.
   */
  public List<@Nullable Entry> getAll(List<CacheKey> keys) {
    List<@Nullable Entry> all = new ArrayList<>(keys.size());
    together.readLock().lock();
    try {
      for (CacheKey key : keys) {
        all.add(get(key));
      }
    } finally {
      together.readLock().unlock();
    }
    return all;
  }

  /** Whether anything is kept under this key; asking is no use of it. */
  public boolean holds(CacheKey key) {
    return kept.policy().getIfPresentQuietly(key) != null;
  }

  /** The most bytes that one entry may have: an eighth of all. */
  public int mostBytesOfOne() {
    return (int) Math.min(Integer.MAX_VALUE, mostBytes / LARGEST_SHARE);
  }

  /** This moment, for what is asked for now; null where the clock of the host fails. */
  public @Nullable Asking asking() {
    try {
      return new Asking(time.nanos(), askings.incrementAndGet());
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable ofHost) {
      return null;
    }
  }

  /** The number of the last invalidation, to be read before an answer is asked for. */
  public long lastInvalidation() {
    return invalidations.last();
  }

  /**
   * The number of the last invalidation that may concern an answer that is yet to come: who asks
   * after it does not take what was asked for before. Callers who are given the same have the same
   * number: where tenants are not apart, that of any of them, for on whose behalf an answer is
   * under way that can be joined is not known yet.
   *
   * @param origin with the target, where that is known
   */
  public long lastInvalidation(CacheKey key, Origin origin) {
    return scope == CacheScope.EVERYBODY
        ? invalidations.lastOfAnyTenant(key, origin)
        : invalidations.lastOf(key, origin);
  }

  /** Whether an answer that was asked for at that number is to be gone by now. */
  public boolean isInvalidated(CacheKey key, Entry entry, long askedAt) {
    return isInvalidated(key, entry.origin(), askedAt);
  }

  /** The same of an answer of this origin, kept or not. */
  public boolean isInvalidated(CacheKey key, Origin origin, long askedAt) {
    return invalidations.lastOf(key, origin) > askedAt
        || invalidations.lastSeenBetter(key) > askedAt;
  }

  /** Whether what is kept under this key was asked for later than at this moment. */
  public boolean isOvertaken(CacheKey key, Asking asking) {
    Entry known = kept.policy().getIfPresentQuietly(key);
    return known != null && asking.isBefore(known.asking());
  }

  /**
   * Keeps an answer, and replaces what was there, unless that was asked for later.
   *
   * @param askedAt the number of the last invalidation before it was asked for; where one since
   *     concerns it, it is not kept, as it may be what should be gone
   * @return whether it is kept
   */
  public boolean put(CacheKey key, Entry entry, long askedAt) {
    boolean isKept = keep(key, entry, askedAt, Entries::younger);
    follower.settle();
    return isKept;
  }

  /** The same of what was read from a second level, which may have been dropped since then too. */
  public boolean putFromAfar(CacheKey key, Entry entry, long askedAt) {
    boolean isKept;
    keeping.readLock().lock(); // a drop comes before it or after it
    try {
      isKept = !isDroppedAfar(key, askedAt) && keep(key, entry, askedAt, Entries::younger);
    } finally {
      keeping.readLock().unlock();
    }
    follower.settle();
    return isKept;
  }

  /** Whether an answer of this key was dropped after that number, here and in a second level. */
  public boolean isDroppedAfar(CacheKey key, long askedAt) {
    return invalidations.lastDropped(key) > askedAt;
  }

  private static Entry younger(Entry known, Entry entry) {
    return entry.asking().isBefore(known.asking()) ? known : entry;
  }

  /** The same for several at once: who looks for all of them finds none or all that are kept. */
  public void putAll(Map<CacheKey, ? extends Entry> batch, long askedAt) {
    together.writeLock().lock();
    try {
      batch.forEach((key, entry) -> keep(key, entry, askedAt, Entries::younger));
    } finally {
      together.writeLock().unlock();
    }
    follower.settle(); // not under the lock: it may be slow
  }

  /** The same where there is none, or one past its time; false for invalidated ones alone. */
  public boolean putIfAbsent(CacheKey key, Entry entry, long askedAt) {
    keep(key, entry, askedAt, this::first);
    follower.settle();
    return !isInvalidated(key, entry, askedAt);
  }

  private Entry first(Entry known, Entry entry) {
    return known.age(time.nanos()).compareTo(known.ttl()) < 0 ? known : entry;
  }

  /**
   * An invalidation comes before it or after it: there is no moment at which what should be gone
   * can be found.
   */
  private boolean keep(
      CacheKey key, Entry entry, long askedAt, BinaryOperator<Entry> ofKnownAndThis) {
    keeping.readLock().lock();
    try {
      return !isInvalidated(key, entry, askedAt)
          && kept.asMap().merge(key, entry, ofKnownAndThis) == entry;
    } finally {
      keeping.readLock().unlock();
    }
  }

  /**
   * Drops what was asked for before this moment, and keeps nothing of what is under way by now, as
   * it may have been: somebody has asked at that moment, and his answer is not to be given again.
   * Where there is one that was asked for later, it stays, and nothing is dropped.
   *
   * @param asking null where it is not known: then whatever is there is dropped
   */
  public void dropBefore(CacheKey key, @Nullable Asking asking) {
    count(
        () -> {
          Entry known = kept.policy().getIfPresentQuietly(key);
          if (known == null || asking == null || known.asking().isBefore(asking)) {
            invalidations.addSeenBetter(key);
            kept.invalidate(key);
          }
        });
    follower.settle();
  }

  /**
   * Drops this answer, where no other one has taken its place, and keeps it from coming back from a
   * second level. What is under way is kept.
   */
  public void drop(CacheKey key, Answer answer) {
    count(() -> invalidations.addDropped(key));
    // Compared without a lock: answers may be long.
    if (kept.policy().getIfPresentQuietly(key) instanceof Answer known && known.isSame(answer)) {
      FarCopy copy = known.far();
      if (copy != null) {
        copy.drop();
      }
      kept.asMap().remove(key, known);
    }
    follower.settle();
  }

  private void count(Runnable invalidation) {
    keeping.writeLock().lock();
    try {
      invalidation.run();
    } finally {
      keeping.writeLock().unlock();
    }
  }

  /** Drops what has one of these labels; returns how many. */
  public int invalidate(String value, Label... labels) {
    count(() -> List.of(labels).forEach(label -> invalidations.add(label, value)));
    return drop(
        entry -> List.of(labels).stream().anyMatch(label -> value.equals(of(entry, label))));
  }

  private static @Nullable String of(CachedEntry entry, Label label) {
    return switch (label) {
      case KEY -> entry.key();
      case NAMESPACE -> entry.namespace();
      case TENANT -> entry.tenant();
      case MODEL -> entry.model();
      case TARGET -> entry.target();
    };
  }

  /** Drops what is told so; returns how many. What is under way is dropped when it comes. */
  public int invalidateIf(Predicate<CachedEntry> condition) {
    count(invalidations::add);
    return drop(condition);
  }

  private int drop(Predicate<CachedEntry> condition) {
    AtomicInteger dropped = new AtomicInteger();
    long now = time.nanos();
    kept.asMap()
        .forEach(
            (key, entry) -> {
              if (condition.test(told(key, entry, now)) && kept.asMap().remove(key, entry)) {
                dropped.incrementAndGet();
              }
            });
    follower.settle();
    return dropped.get();
  }

  private static CachedEntry told(CacheKey key, Entry entry, long now) {
    Origin origin = entry.origin();
    return new CachedEntry(
        key.hex(),
        origin.namespace(),
        origin.operation(),
        origin.tenant(),
        origin.model(),
        origin.target(),
        entry.age(now),
        entry.ttl(),
        entry.bytes());
  }

  /** How many there are, about. */
  public long size() {
    kept.cleanUp();
    return kept.estimatedSize();
  }

  /** What they take, about. */
  public long bytes() {
    kept.cleanUp();
    return kept.policy().eviction().map(all -> all.weightedSize().orElse(0)).orElse(0L);
  }

  /** Drops everything. */
  public void clear() {
    count(invalidations::add);
    kept.invalidateAll();
    follower.settle();
  }
}
