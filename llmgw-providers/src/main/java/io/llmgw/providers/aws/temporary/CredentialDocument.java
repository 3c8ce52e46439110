package io.llmgw.providers.aws.temporary;

import io.llmgw.providers.json.WireJson;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;

/**
 * The JSON in which containers, instances and processes give credentials out (AWS SDKs and Tools
 * Reference Guide). No message has anything of it but the code of a failure.
 */
public final class CredentialDocument {
  private final String from;
  private final Map<String, String> members = new LinkedHashMap<>();

  private CredentialDocument(String from) {
    this.from = from;
  }

  /**
   * Reads the bytes.
   *
   * @param from who wrote them, for messages
   * @throws IOException when they are no object in JSON
   */
  static CredentialDocument of(String from, byte[] bytes) throws IOException {
    CredentialDocument document = new CredentialDocument(from);
    boolean object;
    try {
      object =
          WireJson.object(
              bytes,
              0,
              bytes.length,
              json ->
                  WireJson.members(
                      json,
                      (name, value) -> {
                        boolean nothing = value.currentToken() == JsonToken.VALUE_NULL;
                        String text = WireJson.scalar(value);
                        if (!nothing && text != null) {
                          document.members.put(name, text);
                        }
                      }));
    } catch (JacksonException e) {
      throw new IOException(from + " gave no JSON"); // its text shows what was read
    }
    if (!object) {
      throw new IOException(from + " gave no object in JSON");
    }
    return document;
  }

  /** The text or number of a member; null where there is none. */
  @Nullable String get(String name) {
    return members.get(name);
  }

  /**
   * The credentials in it.
   *
   * @param token the name of the member that has the session token
   * @throws IOException when a part is missing or wrong
   */
  Temporary credentials(String token) throws IOException {
    return credentials(
        from, get("AccessKeyId"), get("SecretAccessKey"), get(token), end(get("Expiration")));
  }

  /** Those of these parts; a token and an end may be missing. */
  public static Temporary credentials(
      String from,
      @Nullable String id,
      @Nullable String secret,
      @Nullable String token,
      @Nullable Instant end)
      throws IOException {
    if (id == null || secret == null) {
      throw new IOException(from + " gave no credentials");
    }
    return new Temporary(id, secret, token, end);
  }

  private @Nullable Instant end(@Nullable String written) throws IOException {
    return written == null ? null : end(from, written);
  }

  /** A time as ISO 8601 has it, with any offset. */
  public static Instant end(String from, String written) throws IOException {
    try {
      return OffsetDateTime.parse(written).toInstant();
    } catch (DateTimeException e) {
      throw new IOException(from + " gave credentials with an end that is no time");
    }
  }
}
