package io.llmgw.core.link;

import io.llmgw.api.Caller;
import io.llmgw.api.observe.GatewayEvent.KeyRotated;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.core.observe.Events;
import io.llmgw.core.target.KeyId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notices that a key source gives another secret under the same alias to the same caller, and tells
 * each secret that follows another one once, however many callers get it. Looks where somebody
 * listens, and only then keeps the keys, so many at most; then it begins anew. Thread-safe.
 */
final class KeyRotations {
  private static final int MOST_KEYS = 1_000;

  private final Events events;
  private final Map<Place, ApiKey> seen = new ConcurrentHashMap<>();
  private final Set<Rotation> told = ConcurrentHashMap.newKeySet();

  KeyRotations(Events events) {
    this.events = events;
  }

  private record Place(String provider, String alias, Caller caller) {}

  private record Rotation(String provider, ApiKey before, ApiKey after) {}

  void see(String provider, Caller caller, List<ApiKey> keys) {
    if (!events.isOn()) {
      return;
    }
    for (ApiKey key : keys) {
      Place place = new Place(provider, key.alias(), caller);
      ApiKey before = seen.get(place);
      if (before == null) {
        remember(place, key);
      } else if (!before.equals(key) && seen.replace(place, before, key)) {
        tell(new Rotation(provider, before, key));
      }
    }
  }

  private void tell(Rotation rotation) {
    if (told.add(rotation)) {
      String provider = rotation.provider();
      String before = KeyId.of(provider, rotation.before());
      String after = KeyId.of(provider, rotation.after());
      events.tell(new KeyRotated(events.now(), provider, rotation.after().alias(), before, after));
    }
  }

  private void remember(Place place, ApiKey key) {
    if (seen.size() >= MOST_KEYS || told.size() >= MOST_KEYS) {
      seen.clear();
      told.clear();
    }
    seen.putIfAbsent(place, key);
  }
}
