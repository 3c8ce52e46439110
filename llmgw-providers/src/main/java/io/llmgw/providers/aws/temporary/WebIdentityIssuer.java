package io.llmgw.providers.aws.temporary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A role for the token of somebody else, as that of a service account of Kubernetes (AWS Security
 * Token Service API Reference, {@code AssumeRoleWithWebIdentity}).
 */
public final class WebIdentityIssuer implements Issuer {
  /** What sessions are called where nothing else is said. */
  public static final String SESSION = "llmgw";

  private final TokenService service;
  private final String role;
  private final String session;
  private final Path tokenFile;

  /**
   * Gives out this role.
   *
   * @param role its ARN
   * @param session what logs of AWS call it
   * @param tokenFile read each time, as it is written anew now and then
   */
  public WebIdentityIssuer(TokenService service, String role, String session, Path tokenFile) {
    this.service = service;
    this.role = role;
    this.session = session;
    this.tokenFile = tokenFile;
  }

  @Override
  public Temporary issue(Asking asking) throws IOException {
    String form =
        "Action=AssumeRoleWithWebIdentity&Version=2011-06-15"
            + TokenService.field("RoleArn", role)
            + TokenService.field("RoleSessionName", session)
            + TokenService.field("WebIdentityToken", token());
    return service.ask(asking, form, Map.of());
  }

  private String token() throws IOException {
    try {
      return Files.readString(tokenFile).strip();
    } catch (IOException e) {
      throw new IOException("the file with the web identity token cannot be read");
    }
  }
}
