package io.llmgw.providers.aws.sso;

import io.llmgw.api.json.Json;
import io.llmgw.api.time.TimeSource;
import io.llmgw.providers.aws.temporary.Asking;
import io.llmgw.providers.aws.temporary.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The token of one session: as the login left it, and renewed in its last five minutes where it
 * says how (IAM Identity Center OIDC API Reference, {@code CreateToken}). Asked by one thread at a
 * time.
 */
final class SsoTokens {
  private static final Duration AHEAD = Duration.ofMinutes(5);
  private static final Map<String, String> JSON =
      Map.of("Accept", "application/json", "Content-Type", "application/json");

  private final SsoSession session;
  private final SsoTokenFile file;
  private final TimeSource time;
  // What could not be written back counts here alone.
  private volatile @Nullable SsoToken renewed;

  SsoTokens(SsoSession session, TimeSource time) {
    this.session = session;
    this.file = new SsoTokenFile(session.tokenFile());
    this.time = time;
  }

  /**
   * The token that holds now.
   *
   * @param asking what it takes is a step of that
   * @throws IOException when there is none; the message says what to run
   */
  String token(Asking asking) throws IOException {
    Instant now = time.now();
    SsoToken last = latest();
    if (last == null) {
      throw new IOException("nobody has logged in to the SSO session: run " + session.login());
    }
    if (last.holdsAt(now.plus(AHEAD)) || !session.renewable() || !last.isRenewableAt(now)) {
      return holding(last, now);
    }
    try {
      SsoToken next = last.after(created(asking, last), now);
      renewed = next;
      file.write(next);
      return next.access();
    } catch (IOException e) {
      return holding(last, now); // as good as it was
    }
  }

  private String holding(SsoToken token, Instant now) throws IOException {
    if (!token.holdsAt(now)) {
      throw ended();
    }
    return token.access();
  }

  /** The failure of a session that is over. */
  IOException ended() {
    return new IOException("the SSO session has ended: run " + session.login());
  }

  /** Whoever logs in anew, or has renewed it meanwhile, has written one that ends later. */
  private @Nullable SsoToken latest() throws IOException {
    SsoToken kept = file.read();
    SsoToken own = renewed;
    return own != null && (kept == null || own.end().isAfter(kept.end())) ? own : kept;
  }

  private Map<String, @Nullable Object> created(Asking asking, SsoToken last) throws IOException {
    Map<String, Object> ask = new LinkedHashMap<>();
    ask.put("clientId", last.member("clientId"));
    ask.put("clientSecret", last.member("clientSecret"));
    ask.put("grantType", "refresh_token");
    ask.put("refreshToken", last.member("refreshToken"));
    byte[] answer =
        Endpoint.far(session.tokens().resolve("/token"))
            .ask(asking, "POST", JSON, Json.ofValue(ask).text());
    return SsoToken.members(new String(answer, StandardCharsets.UTF_8));
  }
}
