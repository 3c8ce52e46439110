package io.llmgw.api.redact;

/**
 * A kind of thing that is looked for in text, such as {@link Entities#EMAIL}. Two of the same name
 * are equal. The name stands in placeholders, metrics and events.
 *
 * @param name 1 to 24 of {@code A-Z}, {@code 0-9} and {@code _}: a letter first, and single
 *     underscores between others
 */
public record EntityType(String name) implements Comparable<EntityType> {
  private static final int LONGEST = 24;

  /** Checks the name. */
  public EntityType {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "entity type '"
              + name
              + "': must be 1 to "
              + LONGEST
              + " of A-Z, 0-9 and _, a letter first, no underscore last or beside another");
    }
  }

  /** The type of this name. */
  public static EntityType of(String name) {
    return new EntityType(name);
  }

  private static boolean isName(String name) {
    if (name.isEmpty() || name.length() > LONGEST || !isLetter(name.charAt(0))) {
      return false;
    }
    if (name.endsWith("_") || name.contains("__")) {
      return false; // the placeholders of such a type could not be told apart
    }
    for (int i = 1; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isLetter(c) && c != '_' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z';
  }

  @Override
  public int compareTo(EntityType other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
