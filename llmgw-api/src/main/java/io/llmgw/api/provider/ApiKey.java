package io.llmgw.api.provider;

import java.util.Objects;

/**
 * A secret with a name that may be shown. Immutable. {@link #toString()} shows the alias alone, and
 * the gateway writes the secret nowhere but into the request it authorises.
 */
public final class ApiKey {
  private final String alias;
  private final String secret;

  private ApiKey(String alias, String secret) {
    this.alias = alias;
    this.secret = secret;
  }

  /**
   * A key.
   *
   * @param alias what logs, metrics and answers call it; not blank, and nothing secret
   * @param secret printable ASCII without blanks, as it must fit into an HTTP header
   * @throws IllegalArgumentException when the alias is blank or the secret is empty or cannot stand
   *     in a header; the message never shows the secret
   */
  public static ApiKey of(String alias, String secret) {
    if (alias.isBlank()) {
      throw new IllegalArgumentException("key alias is blank");
    }
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("key '" + alias + "' has an empty secret");
    }
    for (int i = 0; i < secret.length(); i++) {
      char c = secret.charAt(i);
      if (c <= ' ' || c > '~') {
        throw new IllegalArgumentException(
            "key '" + alias + "' has a blank, control or non-ASCII character at position " + i);
      }
    }
    return new ApiKey(alias, secret);
  }

  /** What logs, metrics and answers call this key. */
  public String alias() {
    return alias;
  }

  /** The secret itself: for the adapter that authorises a request, and nobody else. */
  public String secret() {
    return secret;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ApiKey that && alias.equals(that.alias) && secret.equals(that.secret);
  }

  @Override
  public int hashCode() {
    return Objects.hash(alias, secret);
  }

  @Override
  public String toString() {
    return "ApiKey[" + alias + "]";
  }
}
