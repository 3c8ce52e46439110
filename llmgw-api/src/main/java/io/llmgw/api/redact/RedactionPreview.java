package io.llmgw.api.redact;

import java.util.List;
import java.util.Objects;

/**
 * What redaction finds in a text, and what it makes of it.
 *
 * @param findings all finds in the order of the text, also those that are not sure enough to be
 *     masked; of finds that overlap the best one
 * @param reasons for each find why it is one and what becomes of it, in words: rule, confidence,
 *     the word near it that speaks of it where that is known, and what the policy says; without the
 *     find
 * @param masked the text as it would be sent
 */
public record RedactionPreview(List<Finding> findings, List<String> reasons, String masked) {
  /** Copies the finds and reasons. */
  public RedactionPreview {
    findings = List.copyOf(findings);
    reasons = List.copyOf(reasons);
    Objects.requireNonNull(masked, "masked");
  }

  /** The finds, without the text. */
  @Override
  public String toString() {
    return "RedactionPreview" + findings;
  }
}
