package io.llmgw.providers.aws.temporary;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The role of a container: of a task in ECS, of a pod in EKS (AWS SDKs and Tools Reference Guide,
 * "Container credential provider").
 */
public final class ContainerIssuer implements Issuer {
  private static final String RELATIVE = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
  private static final String FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  private static final String TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
  private static final String TOKEN_FILE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
  private static final String ECS = "http://169.254.170.2";
  // Who may be asked without TLS: this machine, and the two addresses that AWS has set aside.
  private static final Set<String> NEAR =
      Set.of("localhost", "[::1]", "169.254.170.2", "169.254.170.23", "[fd00:ec2::23]");

  private final Endpoint endpoint;
  private final @Nullable Path tokenFile;
  private final @Nullable String token;

  private ContainerIssuer(Endpoint endpoint, @Nullable Path tokenFile, @Nullable String token) {
    this.endpoint = endpoint;
    this.tokenFile = tokenFile;
    this.token = token;
  }

  /**
   * The one that these variables describe; null where they say nothing of one.
   *
   * @throws IllegalArgumentException when they name an address that may not be asked
   */
  public static @Nullable ContainerIssuer of(Map<String, String> variables) {
    String relative = variables.getOrDefault(RELATIVE, "").strip();
    String full = variables.getOrDefault(FULL, "").strip();
    if (relative.isEmpty() && full.isEmpty()) {
      return null;
    }
    String file = variables.getOrDefault(TOKEN_FILE, "").strip();
    String token = variables.getOrDefault(TOKEN, "").strip();
    return new ContainerIssuer(
        relative.isEmpty() ? endpoint(FULL, full) : endpoint(RELATIVE, ECS + relative),
        file.isEmpty() ? null : Path.of(file),
        token.isEmpty() ? null : checked(TOKEN, token));
  }

  private static Endpoint endpoint(String variable, String address) {
    URI uri;
    try {
      uri = new URI(address);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(variable + " is no address");
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    if (host != null && scheme.equals("https")) {
      return Endpoint.far(uri);
    }
    if (host == null || !scheme.equals("http") || !isNear(host)) {
      throw new IllegalArgumentException(
          variable
              + " has to name an https address, or with http one of this machine, 169.254.170.2,"
              + " 169.254.170.23 or [fd00:ec2::23]");
    }
    return Endpoint.near(uri);
  }

  private static boolean isNear(String host) {
    return NEAR.contains(host.toLowerCase(Locale.ROOT)) || host.matches("127(\\.\\d{1,3}){3}");
  }

  private static String checked(String name, String token) {
    if (token.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException(name + " has a character that cannot stand in a header");
    }
    return token;
  }

  @Override
  public Temporary issue(Asking asking) throws IOException {
    String authorization = authorization();
    Map<String, String> headers =
        authorization == null
            ? Map.of("Accept", "application/json")
            : Map.of("Accept", "application/json", "Authorization", authorization);
    byte[] answer = endpoint.ask(asking, "GET", headers, null);
    return CredentialDocument.of("the container", answer).credentials("Token");
  }

  /** The file is written anew now and then. */
  private @Nullable String authorization() throws IOException {
    if (tokenFile == null) {
      return token;
    }
    try {
      byte[] bytes = Files.readAllBytes(tokenFile);
      return checked(TOKEN_FILE, new String(bytes, StandardCharsets.UTF_8).strip());
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException("the file of " + TOKEN_FILE + " cannot be read or has no token");
    }
  }
}
