package io.llmgw.api.redact;

import java.util.Objects;

/**
 * A regular expression of the host: {@link Redaction#pattern}. Immutable.
 *
 * @param type what it finds
 * @param regex in the syntax of RE2, which takes time linear in the text and therefore has no
 *     look-around and no back-references; 1 to {@value #LONGEST} chars. What a group named {@code
 *     value} holds is the find, where there is one, else all that matches
 * @param confidence how sure its finds are
 */
public record TextPattern(EntityType type, String regex, Confidence confidence) {
  /** How long a regular expression may be, in chars. */
  public static final int LONGEST = 2_000;

  /** Checks the length; the syntax is checked when a client is built. */
  public TextPattern {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(confidence, "confidence");
    if (regex.isEmpty() || regex.length() > LONGEST) {
      throw new IllegalArgumentException(
          "pattern of " + type + " with " + regex.length() + " chars: must have 1 to " + LONGEST);
    }
  }
}
