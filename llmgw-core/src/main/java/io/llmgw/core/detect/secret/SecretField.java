package io.llmgw.core.detect.secret;

import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.FoldedText;
import org.jspecify.annotations.Nullable;

/**
 * A field by itself whose name may say that its text is a secret. It begins and ends where the text
 * does, as what stands in quotes does. Not thread-safe.
 */
public final class SecretField {
  /** The part of the names of rules that find a value by its name. */
  private static final String RULE = ":assignment";

  private final FoldedText text = new FoldedText();

  /** What the whole text of a field of this name is; null if the name does not say. */
  public @Nullable EntityType type(String name, String value) {
    text.read(name);
    int nameLength = text.length();
    text.read(name + "\n" + value);
    int start = nameLength + 1;
    Assigned whole = new Assigned(start, text.length(), Assigned.How.QUOTED);
    return SecretAssignment.type(text, whole, nameLength);
  }

  /** Whether a find by this rule is a value behind its name. */
  public static boolean isByName(String rule) {
    return rule.endsWith(RULE);
  }
}
