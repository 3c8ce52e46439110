package io.llmgw.core.redact;

import io.llmgw.api.redact.EntityType;

/** How placeholders are written. */
final class Placeholder {
  /** The longest one in chars: a name of 24, five digits, and what stands around them. */
  static final int LONGEST = 32;

  private Placeholder() {}

  /**
   * What stands between its brackets, and alone where brackets cannot stand, as in an address; it
   * is not restored there.
   *
   * @param suffix what nobody can guess; empty for none
   */
  static String bare(EntityType type, int ordinal, String suffix) {
    String name = type.name() + "_" + ordinal;
    return suffix.isEmpty() ? name : name + "_" + suffix;
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
