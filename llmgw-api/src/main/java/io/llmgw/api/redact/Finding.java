package io.llmgw.api.redact;

import java.util.Objects;

/**
 * A place in a text that was recognised. It holds no text, so it may be logged.
 *
 * @param type what it is
 * @param start index of its first UTF-16 char, from 0
 * @param end index after its last char; greater than {@code start}
 * @param confidence how sure it is
 * @param rule the name of what has recognised it
 */
public record Finding(EntityType type, int start, int end, Confidence confidence, String rule) {
  /** Checks the range. */
  public Finding {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(confidence, "confidence");
    Objects.requireNonNull(rule, "rule");
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException(
          "finding of " + type + " from " + start + " to " + end + ": must hold at least one char");
    }
  }

  /** Number of UTF-16 chars. */
  public int length() {
    return end - start;
  }
}
