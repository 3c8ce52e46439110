package io.llmgw.core.detect;

import io.llmgw.api.redact.EntityType;
import java.util.Set;

/**
 * A rule that has no place to begin at, as what it looks for is made of ordinary words. It looks at
 * a text as a whole, in time linear in it, and must pass over most of it. Stateless and
 * thread-safe.
 */
public interface TextRule {
  /** What it may find. */
  Set<EntityType> types();

  /**
   * Looks at a text.
   *
   * @param found where finds are added
   */
  void look(FoldedText text, Findings found);
}
