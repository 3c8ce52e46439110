package io.llmgw.api;

import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
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
   * Checks where a link of the host wants to stand.
   *
   * @throws IllegalArgumentException when that is one of these
   */
  static void refuse(LinkSpec spec) {
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
  }
}
