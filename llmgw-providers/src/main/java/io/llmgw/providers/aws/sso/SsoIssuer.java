package io.llmgw.providers.aws.sso;

import io.llmgw.api.time.TimeSource;
import io.llmgw.providers.aws.temporary.Asking;
import io.llmgw.providers.aws.temporary.CredentialDocument;
import io.llmgw.providers.aws.temporary.Endpoint;
import io.llmgw.providers.aws.temporary.Issuer;
import io.llmgw.providers.aws.temporary.RefusedException;
import io.llmgw.providers.aws.temporary.Temporary;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A role of an account for a session that somebody has logged in to (IAM Identity Center Portal API
 * Reference, {@code GetRoleCredentials}).
 */
public final class SsoIssuer implements Issuer {
  private static final String FROM = "IAM Identity Center";
  private static final int UNAUTHORIZED = 401;

  private final URI address;
  private final SsoTokens tokens;

  /** Gives out this role of this account. */
  public SsoIssuer(SsoSession session, String account, String role, TimeSource time) {
    this.address =
        session
            .portal()
            .resolve(
                "/federation/credentials?role_name="
                    + encoded(role)
                    + "&account_id="
                    + encoded(account));
    this.tokens = new SsoTokens(session, time);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public Temporary issue(Asking asking) throws IOException {
    Map<String, String> headers =
        Map.of("Accept", "application/json", "x-amz-sso_bearer_token", tokens.token(asking));
    byte[] answer;
    try {
      answer = Endpoint.far(address).ask(asking, "GET", headers, null);
    } catch (RefusedException e) {
      throw e.status() == UNAUTHORIZED ? tokens.ended() : e;
    }
    Map<String, @Nullable Object> all =
        SsoToken.members(new String(answer, StandardCharsets.UTF_8));
    Map<?, ?> given = all.get("roleCredentials") instanceof Map<?, ?> map ? map : Map.of();
    return CredentialDocument.credentials(
        FROM,
        text(given, "accessKeyId"),
        text(given, "secretAccessKey"),
        text(given, "sessionToken"),
        given.get("expiration") instanceof Number end
            ? Instant.ofEpochMilli(end.longValue())
            : null);
  }

  private static @Nullable String text(Map<?, ?> given, String name) {
    return given.get(name) instanceof String text ? text : null;
  }
}
