package io.llmgw.core.link;

import io.llmgw.api.Caller;
import io.llmgw.api.observe.GatewayEvent.KeyRotated;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.core.observe.Events;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a key source gives another secret under the same alias to the same caller. Looks
 * where somebody listens, and only then keeps the keys, so many at most. Thread-safe.
 */
final class KeyRotations {
  private static final int MOST_KEYS = 1_000;

  private final Events events;
  private final Map<Place, ApiKey> seen = new ConcurrentHashMap<>();

  KeyRotations(Events events) {
    this.events = events;
  }

  private record Place(String provider, String alias, @Nullable String tenant) {}

  void see(String provider, Caller caller, List<ApiKey> keys) {
    if (!events.isOn()) {
      return;
    }
    for (ApiKey key : keys) {
      Place place = new Place(provider, key.alias(), caller.tenant());
      ApiKey before = seen.get(place);
      if (before == null) {
        if (seen.size() < MOST_KEYS) {
          seen.putIfAbsent(place, key);
        }
      } else if (!before.equals(key) && seen.replace(place, before, key)) {
        events.tell(new KeyRotated(events.now(), provider, key.alias()));
      }
    }
  }
}
