package io.llmgw.core.redact;

import io.llmgw.api.redact.EntityType;

/** How placeholders are written. */
final class Placeholder {
  /** The longest one in chars: a name of 24, five digits, and what stands around them. */
  static final int LONGEST = 32;

  private Placeholder() {}

  /** A value's placeholder in text. */
  static String of(EntityType type, int ordinal) {
    return "<" + type.name() + "_" + ordinal + ">";
  }

  /** A value's placeholder where brackets cannot stand, as in an address; it is not restored. */
  static String bare(EntityType type, int ordinal) {
    return type.name() + "_" + ordinal;
  }

  /**
   * Whether the name of a type, followed by a number, may begin like this.
   *
   * @param chars in upper case
   */
  static boolean begins(String type, CharSequence chars) {
    int common = Math.min(type.length(), chars.length());
    for (int i = 0; i < common; i++) {
      if (type.charAt(i) != chars.charAt(i)) {
        return false;
      }
    }
    return chars.length() <= type.length() || chars.charAt(type.length()) == '_';
  }
}
