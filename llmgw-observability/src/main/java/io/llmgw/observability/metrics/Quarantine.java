package io.llmgw.observability.metrics;

import io.llmgw.api.time.TimeSource;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys that their providers refuse, as events tell of them, until their time is over.
 * Thread-safe; counted without a lock.
 */
final class Quarantine {
  private static final int MOST = 10_000;
  private static final long FOR_GOOD = Long.MAX_VALUE;

  private final TimeSource time;
  private final long originNanos;
  private final Set<String> providers = ConcurrentHashMap.newKeySet();
  private final Map<Place, Long> untilNanos = new ConcurrentHashMap<>();

  Quarantine(TimeSource time) {
    this.time = time;
    this.originNanos = time.nanos();
  }

  /** A key and where it is refused; a null target stands for all models of the provider. */
  private record Place(String provider, String keyId, @Nullable String target) {}

  /** Those of which any key was ever here. */
  Set<String> providers() {
    return providers;
  }

  synchronized void begin(
      String provider, String keyId, @Nullable String target, @Nullable Duration rest) {
    providers.add(provider);
    if (untilNanos.size() >= MOST) {
      untilNanos.values().removeIf(until -> until <= nanos());
    }
    boolean hasRoom = untilNanos.size() < MOST || (rest != null && forgetOneForGood());
    if (hasRoom) {
      untilNanos.put(
          new Place(provider, keyId, target), rest == null ? FOR_GOOD : nanos() + rest.toNanos());
    }
  }

  /** What no time ends gives way to what it does, or there would be room for nothing any more. */
  private boolean forgetOneForGood() {
    for (Iterator<Long> all = untilNanos.values().iterator(); all.hasNext(); ) {
      if (all.next() == FOR_GOOD) {
        all.remove();
        return true;
      }
    }
    return false;
  }

  /** The key was exchanged. */
  synchronized void end(String provider, String keyId) {
    untilNanos
        .keySet()
        .removeIf(place -> place.provider().equals(provider) && place.keyId().equals(keyId));
  }

  /** The client was configured anew. */
  synchronized void endThoseForGood() {
    untilNanos.values().removeIf(until -> until == FOR_GOOD);
  }

  /** How many keys of the provider are refused now, each counted once. */
  int count(String provider) {
    long now = nanos();
    Set<String> refused = new HashSet<>();
    untilNanos.forEach(
        (place, until) -> {
          if (until > now && place.provider().equals(provider)) {
            refused.add(place.keyId());
          }
        });
    return refused.size();
  }

  private long nanos() {
    return time.nanos() - originNanos;
  }
}
