package io.llmgw.core.link;

import io.llmgw.api.Caller;
import io.llmgw.api.observe.GatewayEvent.KeyRotated;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.KeySource;
import io.llmgw.core.observe.Events;
import io.llmgw.core.target.KeyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a key source gives a caller another secret in place of one of the same alias, which
 * it gives no more, and tells each secret that follows another one once, however many callers get
 * it. Looks where somebody listens, and only then keeps the keys, of so many callers at most; then
 * it begins anew. Thread-safe.
 */
final class KeyRotations {
  private static final int MOST_PLACES = 1_000;

  private final Events events;
  private final Map<Place, List<ApiKey>> seen = new ConcurrentHashMap<>();
  private final Set<Rotation> told = ConcurrentHashMap.newKeySet();

  KeyRotations(Events events) {
    this.events = events;
  }

  /** Targets of one provider may have sources of their own, whose keys have the same alias. */
  private record Place(String provider, KeySource source, Caller caller) {}

  private record Rotation(String provider, ApiKey before, ApiKey after) {}

  void see(String provider, KeySource source, Caller caller, List<ApiKey> keys) {
    if (!events.isOn()) {
      return;
    }
    Place place = new Place(provider, source, caller);
    List<ApiKey> before = seen.get(place);
    if (before == null) {
      remember(place, List.copyOf(keys));
    } else if (!before.equals(keys)) {
      List<ApiKey> after = List.copyOf(keys);
      if (seen.replace(place, before, after)) {
        tellChanges(provider, before, after);
      }
    }
  }

  private void tellChanges(String provider, List<ApiKey> before, List<ApiKey> after) {
    List<ApiKey> gone = new ArrayList<>(before);
    gone.removeAll(after);
    for (ApiKey key : after) {
      ApiKey former = before.contains(key) ? null : ofAlias(key.alias(), gone);
      if (former != null) {
        gone.remove(former);
        tell(new Rotation(provider, former, key));
      }
    }
  }

  private static @Nullable ApiKey ofAlias(String alias, List<ApiKey> keys) {
    for (ApiKey key : keys) {
      if (key.alias().equals(alias)) {
        return key;
      }
    }
    return null;
  }

  private void tell(Rotation rotation) {
    if (told.size() >= MOST_PLACES) {
      told.clear(); // of a source that gives another secret at each call
    }
    if (told.add(rotation)) {
      String provider = rotation.provider();
      String before = KeyId.of(provider, rotation.before());
      String after = KeyId.of(provider, rotation.after());
      events.tell(new KeyRotated(events.now(), provider, rotation.after().alias(), before, after));
    }
  }

  private void remember(Place place, List<ApiKey> keys) {
    if (seen.size() >= MOST_PLACES) {
      seen.clear();
      told.clear();
    }
    seen.putIfAbsent(place, keys);
  }
}
