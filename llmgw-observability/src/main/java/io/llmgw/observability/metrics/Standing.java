package io.llmgw.observability.metrics;

import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.observe.GatewayEvent.BreakerClosed;
import io.llmgw.api.observe.GatewayEvent.BreakerOpened;
import io.llmgw.api.observe.GatewayEvent.KeyQuarantined;
import io.llmgw.api.observe.GatewayEvent.KeyRotated;
import io.llmgw.api.observe.GatewayEvent.Reconfigured;
import io.llmgw.api.time.TimeSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How breakers and keys stand, as events tell of them. Taken from an event as soon as it comes and
 * before it waits to be counted: a count that is dropped is too small, but a change of state that
 * is dropped would be wrong for ever. Thread-safe; asks no registry.
 */
final class Standing {
  /** Far more than a client keeps the states of. */
  private static final int MOST_OPEN = 10_000;

  private final Set<String> open = ConcurrentHashMap.newKeySet();
  private final Quarantine quarantine;

  /** Nothing is known to be wrong. */
  Standing(TimeSource time) {
    this.quarantine = new Quarantine(time);
  }

  /**
   * Something has happened. Events come one after the other.
   *
   * @return whether there may be a state now that was never shown
   */
  boolean take(GatewayEvent event) {
    if (event instanceof BreakerOpened opened) {
      return open.size() < MOST_OPEN && open.add(opened.target());
    } else if (event instanceof BreakerClosed closed) {
      open.remove(closed.target());
    } else if (event instanceof KeyQuarantined refused) {
      quarantine.begin(refused.provider(), refused.keyId(), refused.target(), refused.restsFor());
      return true;
    } else if (event instanceof KeyRotated rotated) {
      quarantine.end(rotated.provider(), rotated.formerKeyId());
    } else if (event instanceof Reconfigured) {
      quarantine.endThoseForGood();
    }
    return false;
  }

  /** The targets whose breaker is open, as it stands. */
  Set<String> openTargets() {
    return open;
  }

  boolean isOpen(String target) {
    return open.contains(target);
  }

  /** The providers that have ever refused a key, as it stands. */
  Set<String> refusingProviders() {
    return quarantine.providers();
  }

  /** How many keys of the provider are refused now. */
  int refusedKeys(String provider) {
    return quarantine.count(provider);
  }
}
