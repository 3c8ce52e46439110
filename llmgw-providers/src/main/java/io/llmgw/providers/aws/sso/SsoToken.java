package io.llmgw.providers.aws.sso;

import io.llmgw.api.json.Json;
import io.llmgw.api.json.JsonException;
import io.llmgw.providers.aws.temporary.CredentialDocument;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A token as a login leaves it. Immutable; {@link #toString()} shows nothing of it. */
final class SsoToken {
  private static final String ACCESS = "accessToken";
  private static final String END = "expiresAt";
  private static final String REFRESH = "refreshToken";
  private static final List<String> NEEDED_TO_RENEW = List.of("clientId", "clientSecret", REFRESH);

  private final Map<String, @Nullable Object> members;
  private final Instant end;

  private SsoToken(Map<String, @Nullable Object> members, Instant end) {
    this.members = members;
    this.end = end;
  }

  /**
   * Reads one.
   *
   * @throws IOException when it is none; the message shows nothing of it
   */
  static SsoToken of(String text) throws IOException {
    Map<String, @Nullable Object> members = members(text);
    if (!(members.get(ACCESS) instanceof String access)
        || !isPlain(access)
        || !(members.get(END) instanceof String end)) {
      throw new IOException("the file of the SSO session has no token");
    }
    return new SsoToken(members, time(end));
  }

  /** Whether it can stand in a header, whose refusal would show it. */
  private static boolean isPlain(String token) {
    return token.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  /** The members of an object, in their order. */
  static Map<String, @Nullable Object> members(String text) throws IOException {
    try {
      return Json.ofText(text).asObject();
    } catch (JsonException e) {
      throw new IOException("the SSO session has no object in JSON"); // its text may show a token
    }
  }

  /** Older logins wrote the zone as a word. */
  private static Instant time(String written) throws IOException {
    return CredentialDocument.end("the SSO session", written.replace("UTC", "Z"));
  }

  String access() {
    return member(ACCESS);
  }

  Instant end() {
    return end;
  }

  String member(String name) {
    return String.valueOf(members.get(name));
  }

  boolean holdsAt(Instant instant) {
    return instant.isBefore(end);
  }

  /** Whether it says how it is renewed, by a client that is still known. */
  boolean isRenewableAt(Instant now) throws IOException {
    for (String name : NEEDED_TO_RENEW) {
      if (!(members.get(name) instanceof String)) {
        return false;
      }
    }
    return !(members.get("registrationExpiresAt") instanceof String known)
        || now.isBefore(time(known));
  }

  /**
   * The one that follows.
   *
   * @param created what the service says of it
   */
  SsoToken after(Map<String, @Nullable Object> created, Instant now) throws IOException {
    if (!(created.get(ACCESS) instanceof String access)
        || !isPlain(access)
        || !(created.get("expiresIn") instanceof Number seconds)) {
      throw new IOException("the SSO session was not renewed");
    }
    Map<String, @Nullable Object> next = new LinkedHashMap<>(members);
    Instant until = now.plusSeconds(seconds.longValue()).truncatedTo(ChronoUnit.SECONDS);
    next.put(ACCESS, access);
    next.put(END, until.toString());
    if (created.get(REFRESH) instanceof String refresh) {
      next.put(REFRESH, refresh);
    }
    return new SsoToken(next, until);
  }

  String text() {
    return Json.ofValue(members).text();
  }

  @Override
  public String toString() {
    return "SsoToken[until " + end + "]";
  }
}
