package io.llmgw.core.observe;

import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.observe.GatewayEvent.BreakerClosed;
import io.llmgw.api.observe.GatewayEvent.BreakerOpened;
import io.llmgw.api.observe.GatewayEvent.KeyQuarantined;
import io.llmgw.api.observe.GatewayEvent.KeyRotated;
import io.llmgw.api.observe.GatewayEvent.Reconfigured;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events that say how something stands from now on, the latest of each breaker, each key and the
 * configuration, in the order in which these came. Bounded; for one thread at a time.
 */
final class LatestStates {
  private final int most;
  private final Map<Of, GatewayEvent> events = new LinkedHashMap<>();

  /** None yet; so many at most. */
  LatestStates(int most) {
    this.most = most;
  }

  /** What stands so. */
  private record Of(String kind, String name, String key, @Nullable String target) {}

  /** Whether others show what such an event says, until another one says something else. */
  static boolean isState(GatewayEvent event) {
    return of(event) != null;
  }

  private static @Nullable Of of(GatewayEvent event) {
    if (event instanceof BreakerOpened opened) {
      return new Of("breaker", opened.target(), "", null);
    } else if (event instanceof BreakerClosed closed) {
      return new Of("breaker", closed.target(), "", null);
    } else if (event instanceof KeyQuarantined refused) {
      return new Of("key", refused.provider(), refused.keyId(), refused.target());
    } else if (event instanceof KeyRotated rotated) {
      return new Of("rotation", rotated.provider(), rotated.formerKeyId(), null);
    } else if (event instanceof Reconfigured) {
      return new Of("configuration", "", "", null);
    }
    return null;
  }

  /** Takes it in, if it is one; false where an event is lost by that, this or the one before. */
  boolean take(GatewayEvent event) {
    Of what = of(event);
    if (what == null) {
      return false;
    }
    boolean isFirst = events.remove(what) == null;
    if (events.size() < most) {
      events.put(what, event);
      return isFirst;
    }
    return false;
  }

  /** The first one, which is taken out; null where there is none. */
  @Nullable GatewayEvent poll() {
    Iterator<GatewayEvent> all = events.values().iterator();
    if (!all.hasNext()) {
      return null;
    }
    GatewayEvent first = all.next();
    all.remove();
    return first;
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  int size() {
    return events.size();
  }

  void clear() {
    events.clear();
  }
}
