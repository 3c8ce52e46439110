package io.llmgw.core.detect;

import io.llmgw.api.redact.EntityType;
import java.util.Set;

/**
 * A rule that looks at each place where digits begin, for what has no fixed shape, such as a phone
 * number. It looks at a bounded stretch of text. Thread-safe, but for what {@link #ofScan} gives.
 */
public interface NumberRule {
  /** What it may find. */
  Set<EntityType> types();

  /**
   * The rule that one {@link Scan} uses: one of its own where a rule keeps what it reads from place
   * to place, so as not to allocate at each. Default this one.
   */
  default NumberRule ofScan() {
    return this;
  }

  /**
   * Looks at a place where digits begin.
   *
   * @param index of the first digit
   * @param found where finds are added
   */
  void look(FoldedText text, int index, Findings found);
}
