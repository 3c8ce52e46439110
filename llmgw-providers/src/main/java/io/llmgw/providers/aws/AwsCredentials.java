package io.llmgw.providers.aws;

import io.llmgw.api.provider.ApiKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What requests to AWS are signed with. Immutable and thread-safe; {@link #toString()} shows
 * nothing of it.
 */
public final class AwsCredentials {
  // Stands in no part of one: ids are letters and digits, secrets and tokens are Base64.
  private static final char SEPARATOR = ':';

  private final String accessKeyId;
  private final String secretAccessKey;
  private final @Nullable String sessionToken;

  private AwsCredentials(
      String accessKeyId, String secretAccessKey, @Nullable String sessionToken) {
    this.accessKeyId = checked("access key id", accessKeyId);
    this.secretAccessKey = checked("secret access key", secretAccessKey);
    this.sessionToken = sessionToken == null ? null : checked("session token", sessionToken);
  }

  private static String checked(String name, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("the " + name + " is empty");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c > '~' || c == SEPARATOR) {
        throw new IllegalArgumentException(
            "the " + name + " has a character at position " + i + " that none has");
      }
    }
    return value;
  }

  /**
   * Those of a user, which last.
   *
   * @throws IllegalArgumentException when one of them is empty or has blanks, colons or characters
   *     beyond ASCII; the message shows nothing of it
   */
  public static AwsCredentials of(String accessKeyId, String secretAccessKey) {
    return new AwsCredentials(accessKeyId, secretAccessKey, null);
  }

  /** The same with a session token, as those of a role have, which last some hours. */
  public AwsCredentials withSessionToken(String token) {
    return new AwsCredentials(accessKeyId, secretAccessKey, Objects.requireNonNull(token, "token"));
  }

  /**
   * Those in a key: see {@link #toKey}.
   *
   * @throws IllegalArgumentException when it has another form; the message shows its alias alone
   */
  public static AwsCredentials of(ApiKey key) {
    String[] parts = key.secret().split(String.valueOf(SEPARATOR), -1);
    if (parts.length < 2 || parts.length > 3) {
      throw new IllegalArgumentException(
          "key '"
              + key.alias()
              + "' is no credentials of AWS: an access key id, a colon and a secret access key");
    }
    return new AwsCredentials(parts[0], parts[1], parts.length == 3 ? parts[2] : null);
  }

  /**
   * These as a key of the gateway: its secret is the access key id, a colon and the secret access
   * key, and with a session token a colon and that.
   *
   * @param alias what logs, metrics and answers call it; not blank, and nothing secret
   */
  public ApiKey toKey(String alias) {
    String pair = accessKeyId + SEPARATOR + secretAccessKey;
    return ApiKey.of(alias, sessionToken == null ? pair : pair + SEPARATOR + sessionToken);
  }

  /** The id that the signature names, such as {@code AKIAIOSFODNN7EXAMPLE}. */
  public String accessKeyId() {
    return accessKeyId;
  }

  /** The secret itself: for the signature, and nobody else. */
  public String secretAccessKey() {
    return secretAccessKey;
  }

  /** The token that is sent along with the signature; null for credentials that last. */
  public @Nullable String sessionToken() {
    return sessionToken;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AwsCredentials that
        && accessKeyId.equals(that.accessKeyId)
        && secretAccessKey.equals(that.secretAccessKey)
        && Objects.equals(sessionToken, that.sessionToken);
  }

  @Override
  public int hashCode() {
    return Objects.hash(accessKeyId, secretAccessKey, sessionToken);
  }

  @Override
  public String toString() {
    return sessionToken == null ? "AwsCredentials[]" : "AwsCredentials[of a session]";
  }
}
