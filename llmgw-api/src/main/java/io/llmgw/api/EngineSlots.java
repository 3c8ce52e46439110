package io.llmgw.api;

import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import java.util.EnumSet;
import java.util.Set;

/** The slots in which only the engine itself has links. */
final class EngineSlots {
  private static final Set<Slot> ALL =
      EnumSet.of(Slot.OBSERVE, Slot.ROUTE, Slot.RETRY, Slot.MEASURE, Slot.BREAKER, Slot.PROVIDER);

  private EngineSlots() {}

  /**
   * Checks where a link of others wants to stand.
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
              + ALL);
    }
  }
}
