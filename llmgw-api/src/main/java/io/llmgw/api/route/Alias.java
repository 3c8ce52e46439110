package io.llmgw.api.route;

/**
 * The route that an alias of the client names: {@link Route#named}.
 *
 * @param name not blank, without a slash
 */
public record Alias(String name) implements Route {
  /** Checks the name. */
  public Alias {
    if (!isName(name)) {
      throw new IllegalArgumentException("alias '" + name + "': not blank, and without a slash");
    }
  }

  /** Whether the text can name a route. */
  public static boolean isName(String text) {
    return !text.isBlank() && text.indexOf('/') < 0;
  }

  /** The name alone. */
  @Override
  public String toString() {
    return name;
  }
}
