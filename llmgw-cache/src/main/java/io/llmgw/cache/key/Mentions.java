package io.llmgw.cache.key;

import java.util.Set;

/**
 * Names of extra fields, and of what is within them, under which a word is no field of the request:
 * it is a label of the host, or the name of something that an answer or a tool would have.
 */
final class Mentions {
  /** They are handed back, and decide nothing (OpenAI, Amazon Bedrock, Google). */
  private static final Set<String> LABELS = Set.of("metadata", "requestMetadata", "labels");

  /** What JSON Schema names by the properties of a value, and what holds such a value. */
  private static final Set<String> OF_SCHEMA =
      Set.of(
          "properties",
          "patternProperties",
          "$defs",
          "definitions",
          "dependencies",
          "dependentRequired",
          "dependentSchemas",
          "const",
          "default",
          "enum",
          "examples");

  private Mentions() {}

  static boolean areUnder(String name) {
    return LABELS.contains(name) || OF_SCHEMA.contains(name);
  }
}
