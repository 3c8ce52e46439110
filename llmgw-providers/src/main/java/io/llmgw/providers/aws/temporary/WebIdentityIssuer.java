package io.llmgw.providers.aws.temporary;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A role for the token of somebody else, as that of a service account of Kubernetes (AWS Security
 * Token Service API Reference, {@code AssumeRoleWithWebIdentity}).
 */
public final class WebIdentityIssuer implements Issuer {
  /** What sessions are called where nothing else is said. */
  public static final String SESSION = "llmgw";

  private static final String FROM = "the token service";
  private static final Map<String, String> XML = Map.of("Accept", "text/xml");

  private final URI service;
  private final String role;
  private final String session;
  private final Path tokenFile;

  /**
   * Gives out this role.
   *
   * @param service the address of the token service
   * @param role its ARN
   * @param session what logs of AWS call it
   * @param tokenFile read each time, as it is written anew now and then
   */
  public WebIdentityIssuer(URI service, String role, String session, Path tokenFile) {
    this.service = service;
    this.role = role;
    this.session = session;
    this.tokenFile = tokenFile;
  }

  /** The token service of a region; null for that of all. */
  public static URI service(@Nullable String region) {
    if (region == null) {
      return URI.create("https://sts.amazonaws.com");
    }
    String domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    return URI.create("https://sts." + region + "." + domain);
  }

  @Override
  public Temporary issue() throws IOException {
    String form =
        "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn="
            + encoded(role)
            + "&RoleSessionName="
            + encoded(session)
            + "&WebIdentityToken="
            + encoded(token());
    String xml = new String(Endpoint.far(service).ask("POST", XML, form), StandardCharsets.UTF_8);
    String end = element(xml, "Expiration");
    return CredentialDocument.credentials(
        FROM,
        element(xml, "AccessKeyId"),
        element(xml, "SecretAccessKey"),
        element(xml, "SessionToken"),
        end == null ? null : CredentialDocument.end(FROM, end));
  }

  private String token() throws IOException {
    try {
      return Files.readString(tokenFile).strip();
    } catch (IOException e) {
      throw new IOException("the file with the web identity token cannot be read");
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** The text of the only element of that name; what is in these has nothing to escape. */
  private static @Nullable String element(String xml, String name) {
    String opening = "<" + name + ">";
    int start = xml.indexOf(opening);
    int end = start < 0 ? -1 : xml.indexOf("</" + name + ">", start);
    return end < 0 ? null : xml.substring(start + opening.length(), end).strip();
  }
}
