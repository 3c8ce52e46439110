package io.llmgw.core.detect;

import io.llmgw.api.redact.EntityType;
import java.util.List;
import java.util.Set;

/**
 * A rule that looks at the text around a literal, such as an at sign or the prefix of a vendor's
 * keys. It looks at a bounded stretch of text for each, or begins where it ended before, so that
 * all of them together take time linear in the text. Stateless and thread-safe.
 */
public interface AnchoredRule {
  /** What it may find. */
  Set<EntityType> types();

  /**
   * The literals, at least one, none empty, each ASCII or a single char of another script; found in
   * upper and lower case alike, and with accents.
   */
  List<String> anchors();

  /**
   * Looks at a place where one of them stands.
   *
   * @param start index of the literal's first char
   * @param end index after its last
   * @param found where finds are added
   */
  void look(FoldedText text, int start, int end, Findings found);
}
