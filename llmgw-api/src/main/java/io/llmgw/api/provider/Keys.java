package io.llmgw.api.provider;

import java.util.List;
import java.util.function.Supplier;

/** The usual {@link KeySource key sources}. */
public final class Keys {
  private Keys() {}

  /**
   * The key that an environment variable holds, read now; its alias is the variable's name.
   *
   * @throws IllegalStateException when the variable is not set or blank
   */
  public static KeySource env(String variable) {
    String secret = System.getenv(variable);
    if (secret == null || secret.isBlank()) {
      throw new IllegalStateException(
          "environment variable " + variable + " is not set: put the API key there");
    }
    return of(ApiKey.of(variable, secret.strip()));
  }

  /** One key with the alias {@code main}. */
  public static KeySource of(String secret) {
    return of(ApiKey.of("main", secret));
  }

  /** These keys for every caller, the first one preferred. */
  public static KeySource of(ApiKey... keys) {
    List<ApiKey> all = List.of(keys);
    return caller -> all;
  }

  /**
   * One key with the alias {@code main}, asked for at every call: for secrets that rotate.
   *
   * @param secret must be fast and thread-safe
   */
  public static KeySource supplier(Supplier<String> secret) {
    return caller -> List.of(ApiKey.of("main", secret.get()));
  }
}
