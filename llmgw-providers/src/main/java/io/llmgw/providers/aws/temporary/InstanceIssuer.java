package io.llmgw.providers.aws.temporary;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * The role of an instance of EC2, by version 2 of its metadata service (Amazon EC2 User Guide,
 * "Retrieve security credentials from instance metadata").
 */
public final class InstanceIssuer implements Issuer {
  private static final String FROM = "the instance";
  private static final String ROLES = "/latest/meta-data/iam/security-credentials/";
  private static final String TOKEN = "X-aws-ec2-metadata-token";
  private static final Map<String, String> FOR_MINUTES =
      Map.of("X-aws-ec2-metadata-token-ttl-seconds", "300");

  private final URI service;

  private InstanceIssuer(URI service) {
    this.service = service;
  }

  /**
   * The one that these variables describe: by default that of the instance itself.
   *
   * @throws IllegalArgumentException when they forbid to ask it, or name no http address
   */
  public static InstanceIssuer of(Map<String, String> variables) {
    if (isOff(variables)) {
      throw new IllegalArgumentException("AWS_EC2_METADATA_DISABLED is true");
    }
    boolean six =
        variables
            .getOrDefault("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "")
            .strip()
            .equalsIgnoreCase("IPv6");
    String named = variables.getOrDefault("AWS_EC2_METADATA_SERVICE_ENDPOINT", "").strip();
    String usual = six ? "http://[fd00:ec2::254]" : "http://169.254.169.254";
    return new InstanceIssuer(address(named.isEmpty() ? usual : named));
  }

  /** Whether they forbid to ask it. */
  public static boolean isOff(Map<String, String> variables) {
    String off = variables.getOrDefault("AWS_EC2_METADATA_DISABLED", "").strip();
    return off.toLowerCase(Locale.ROOT).equals("true");
  }

  private static URI address(String named) {
    String plain = named.endsWith("/") ? named.substring(0, named.length() - 1) : named;
    try {
      URI uri = new URI(plain);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).startsWith("http")) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // refused below
    }
    throw new IllegalArgumentException("AWS_EC2_METADATA_SERVICE_ENDPOINT is no http address");
  }

  @Override
  public Temporary issue(Asking asking) throws IOException {
    String token = text(at("/latest/api/token").ask(asking, "PUT", FOR_MINUTES, null));
    Map<String, String> headers = Map.of(TOKEN, token);
    String role = text(at(ROLES).ask(asking, "GET", headers, null));
    if (!role.matches("[\\w+=,.@-]{1,128}")) {
      throw new IOException(FROM + " names no role");
    }
    CredentialDocument document =
        CredentialDocument.of(FROM, at(ROLES + role).ask(asking, "GET", headers, null));
    String code = document.get("Code");
    if (code != null && !code.equals("Success")) {
      throw new IOException(FROM + " gave no credentials for its role");
    }
    return document.credentials("Token");
  }

  private Endpoint at(String path) {
    return Endpoint.near(URI.create(service + path));
  }

  private static String text(byte[] bytes) throws IOException {
    String text = new String(bytes, StandardCharsets.UTF_8).strip();
    if (text.isEmpty() || text.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IOException(FROM + " gave what is no name and no token");
    }
    return text;
  }
}
