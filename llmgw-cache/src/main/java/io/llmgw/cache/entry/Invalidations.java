package io.llmgw.cache.entry;

import io.llmgw.cache.ResponseStore.Label;
import io.llmgw.cache.key.CacheKey;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * What was invalidated when, for answers that are under way at that moment. Values are remembered
 * by their hash: two tenants may share a place, which costs one an answer now and then, and never
 * lets him keep one that should be gone. Thread-safe.
 */
final class Invalidations {
  private static final int PLACES = 256;

  private final AtomicLong last = new AtomicLong();
  private final AtomicLong ofAll = new AtomicLong();
  private final AtomicLong ofAnyTarget = new AtomicLong();
  private final AtomicLong ofAnyTenant = new AtomicLong();
  private final AtomicLongArray seenBetter = new AtomicLongArray(PLACES);
  private final AtomicLongArray dropped = new AtomicLongArray(PLACES);
  private final Map<Label, AtomicLongArray> byLabel = new EnumMap<>(Label.class);

  Invalidations() {
    for (Label label : Label.values()) {
      byLabel.put(label, new AtomicLongArray(PLACES));
    }
  }

  /** The number of the last one: later ones have a greater one. */
  long last() {
    return last.get();
  }

  /** Of whatever it may be. */
  void add() {
    raise(ofAll, last.incrementAndGet());
  }

  /** Of what has this label. */
  void add(Label label, String value) {
    long number = last.incrementAndGet();
    places(label).accumulateAndGet(place(value), number, Math::max);
    if (label == Label.TARGET) {
      raise(ofAnyTarget, number);
    } else if (label == Label.TENANT) {
      raise(ofAnyTenant, number);
    }
  }

  /**
   * Somebody has seen a better answer of this key, which is not kept. What is under way is not kept
   * either, but may be joined: nobody has said that it is to be gone.
   */
  void addSeenBetter(CacheKey key) {
    seenBetter.accumulateAndGet(place(key.hex()), last.incrementAndGet(), Math::max);
  }

  /** The last time of that. */
  long lastSeenBetter(CacheKey key) {
    return seenBetter.get(place(key.hex()));
  }

  /**
   * An answer of this key is dropped, and nothing else. Somebody may be about to bring it from a
   * second level.
   */
  void addDropped(CacheKey key) {
    dropped.accumulateAndGet(place(key.hex()), last.incrementAndGet(), Math::max);
  }

  /** The last time of that. */
  long lastDropped(CacheKey key) {
    return dropped.get(place(key.hex()));
  }

  private static void raise(AtomicLong highest, long number) {
    highest.accumulateAndGet(number, Math::max);
  }

  /** The last one that concerns an answer of this origin, as far as it is known by now. */
  long lastOf(CacheKey key, Origin origin) {
    long known =
        Math.max(
            Math.max(ofAll.get(), lastOf(Label.KEY, key.hex())),
            Math.max(
                lastOf(Label.NAMESPACE, origin.namespace()),
                Math.max(
                    lastOf(Label.TENANT, origin.tenant()), lastOf(Label.MODEL, origin.model()))));
    String target = origin.target();
    return Math.max(known, target == null ? ofAnyTarget.get() : lastOf(Label.TARGET, target));
  }

  /** The same, on behalf of whichever tenant it was asked for. */
  long lastOfAnyTenant(CacheKey key, Origin origin) {
    return Math.max(ofAnyTenant.get(), lastOf(key, origin));
  }

  private long lastOf(Label label, @Nullable String value) {
    return value == null ? 0 : places(label).get(place(value));
  }

  private AtomicLongArray places(Label label) {
    AtomicLongArray places = byLabel.get(label);
    if (places == null) {
      throw new IllegalStateException("no places of " + label);
    }
    return places;
  }

  private static int place(String value) {
    return Math.floorMod(value.hashCode(), PLACES);
  }
}
