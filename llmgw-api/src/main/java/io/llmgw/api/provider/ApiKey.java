package io.llmgw.api.provider;

/**
 * A secret with a name that may be shown. Immutable. {@link #toString()} shows the alias alone, and
 * the gateway writes the secret nowhere but into the request it authorises.
 */
public final class ApiKey {
  private static final int MOST_WEIGHT = 1_000;

  private final String alias;
  private final String secret;
  private final int weight;

  private ApiKey(String alias, String secret, int weight) {
    this.alias = alias;
    this.secret = secret;
    this.weight = weight;
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
    return new ApiKey(alias, secret, 1);
  }

  /** What logs, metrics and answers call this key. */
  public String alias() {
    return alias;
  }

  /** The secret itself: for the adapter that authorises a request, and nobody else. */
  public String secret() {
    return secret;
  }

  /**
   * Its share of the calls among the keys of a source: one with 3 gets three times as many as one
   * with 1. With 0 it stands by: it is used where no other may be. Default 1.
   */
  public int weight() {
    return weight;
  }

  /**
   * The same key with this share of the calls.
   *
   * @param share 0 to 1,000
   */
  public ApiKey weight(int share) {
    if (share < 0 || share > MOST_WEIGHT) {
      throw new IllegalArgumentException(
          "weight of key '" + alias + "' must be 0 to " + MOST_WEIGHT + ", not " + share);
    }
    return new ApiKey(alias, secret, share);
  }

  /** Whether it has the same alias and secret; what share it has is no part of what it is. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ApiKey that && alias.equals(that.alias) && secret.equals(that.secret);
  }

  @Override
  public int hashCode() {
    return 31 * alias.hashCode() + secret.hashCode();
  }

  @Override
  public String toString() {
    return "ApiKey[" + alias + "]";
  }
}
