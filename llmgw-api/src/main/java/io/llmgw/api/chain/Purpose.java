package io.llmgw.api.chain;

/**
 * What a call is made for. {@link #APPLICATION} for the calls of the application; links name others
 * for their internal calls.
 *
 * @param name lower case letters, digits and hyphens, 1 to 40 characters: it becomes a metric tag
 */
public record Purpose(String name) {
  /** A call of the application itself. */
  public static final Purpose APPLICATION = new Purpose("application");

  /** Checks the name. */
  public Purpose {
    if (!name.matches("[a-z0-9-]{1,40}")) {
      throw new IllegalArgumentException(
          "purpose '" + name + "': 1 to 40 lower case letters, digits or hyphens");
    }
  }

  /** A purpose of this name. */
  public static Purpose of(String name) {
    return new Purpose(name);
  }
}
