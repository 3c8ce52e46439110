package io.llmgw.core.detect;

import io.llmgw.api.redact.EntityType;
import java.util.Set;

/**
 * A rule that looks at each place where digits begin, for what has no fixed shape, such as a phone
 * number. It looks at a bounded stretch of text. Stateless and thread-safe.
 */
public interface NumberRule {
  /** What it may find. */
  Set<EntityType> types();

  /**
   * Looks at a place where digits begin.
   *
   * @param index of the first digit
   * @param found where finds are added
   */
  void look(FoldedText text, int index, Findings found);
}
