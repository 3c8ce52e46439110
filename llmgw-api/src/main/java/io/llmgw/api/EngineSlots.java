package io.llmgw.api;

import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import java.util.EnumSet;
import java.util.Set;

/** Keeps the links of others out of the slots that are the engine's own. */
final class EngineSlots {
  private EngineSlots() {}

  /**
   * Checks where a link of others wants to stand.
   *
   * @throws IllegalArgumentException when that is one of the engine's own
   */
  static void refuse(LinkSpec spec) {
    if (spec.slot().isEnginesOwn()) {
      throw new IllegalArgumentException(
          "link '"
              + spec.name()
              + "' asks for slot "
              + spec.slot()
              + ": it is the engine's own; yours belong in APPLICATION, CALL or ATTEMPT, those of a"
              + " feature in any slot but "
              + all());
    }
  }

  private static Set<Slot> all() {
    Set<Slot> own = EnumSet.allOf(Slot.class);
    own.removeIf(slot -> !slot.isEnginesOwn());
    return own;
  }
}
