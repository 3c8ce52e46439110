package io.llmgw.api;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.extend.Stranger;
import java.util.EnumSet;
import java.util.Set;

/**
 * The slots that are the engine's own. A link of the host stands in none of them. A {@link
 * io.llmgw.api.chain.Feature}, which is a policy as a whole, may add to what the engine does in
 * some: choose targets, repeat, measure, keep calls away. What sees raw text, and what leaves the
 * process, is closed to both.
 */
final class EngineSlots {
  private static final Set<Slot> CLOSED = EnumSet.of(Slot.OBSERVE, Slot.PROVIDER);
  private static final Set<Slot> ALL =
      EnumSet.of(Slot.OBSERVE, Slot.ROUTE, Slot.RETRY, Slot.MEASURE, Slot.BREAKER, Slot.PROVIDER);

  private EngineSlots() {}

  /**
   * The link of the host, which stands in none of them.
   *
   * @throws IllegalArgumentException when it wants to
   * @throws IllegalStateException when it does not say where it wants to stand
   */
  static Interceptor checked(Interceptor link) {
    LinkSpec spec = Stranger.told("link", link, "spec()", link::spec);
    if (ALL.contains(spec.slot())) {
      throw new IllegalArgumentException(
          "link '"
              + spec.name()
              + "' asks for slot "
              + spec.slot()
              + ": it is the engine's own; yours belong in APPLICATION, CALL or ATTEMPT, those of a"
              + " feature in any slot but "
              + CLOSED);
    }
    return link;
  }
}
