package io.llmgw.providers.aws.sso;

import io.llmgw.providers.aws.temporary.Regions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session of IAM Identity Center that somebody has logged in to (AWS SDKs and Tools Reference
 * Guide, "IAM Identity Center credential provider").
 *
 * @param tokenFile where the login has put its token
 * @param renewable whether the token is renewed where it says how
 * @param portal where credentials are given out for it
 * @param tokens where it is renewed
 * @param login what has to be run to log in
 */
public record SsoSession(Path tokenFile, boolean renewable, URI portal, URI tokens, String login) {
  /**
   * A session.
   *
   * @param folder where tokens are kept, usually {@code ~/.aws/sso/cache}
   * @param name of the session; null for that of a profile which names none
   * @param startUrl where people log in
   * @param profile that wants it
   */
  public static SsoSession of(
      Map<String, String> variables,
      Path folder,
      @Nullable String name,
      String startUrl,
      String region,
      String profile) {
    String domain = region + Regions.domain(region);
    return new SsoSession(
        folder.resolve(sha1(name == null ? startUrl : name) + ".json"),
        name != null,
        address(variables, "AWS_ENDPOINT_URL_SSO", "https://portal.sso." + domain),
        address(variables, "AWS_ENDPOINT_URL_SSO_OIDC", "https://oidc." + domain),
        name == null
            ? "aws sso login --profile " + profile
            : "aws sso login --sso-session " + name);
  }

  private static URI address(Map<String, String> variables, String variable, String usual) {
    String own = Regions.own(variables, variable);
    return URI.create(own == null ? usual : own);
  }

  /** The name of the file, as all tools of AWS make it; no secret depends on it. */
  private static String sha1(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-1", e);
    }
  }
}
