package io.llmgw.api.redact;

import java.util.List;
import java.util.Objects;

/**
 * What redaction finds in a text, and what it makes of it.
 *
 * @param findings all finds in the order of the text, also those that are not sure enough to be
 *     masked; of finds that overlap the best one
 * @param masked the text as it would be sent
 */
public record RedactionPreview(List<Finding> findings, String masked) {
  /** Copies the finds. */
  public RedactionPreview {
    findings = List.copyOf(findings);
    Objects.requireNonNull(masked, "masked");
  }

  /** The finds, without the text. */
  @Override
  public String toString() {
    return "RedactionPreview" + findings;
  }
}
