package io.llmgw.providers.aws;

import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.time.TimeSource;
import io.llmgw.providers.aws.profile.SharedFiles;
import io.llmgw.providers.aws.temporary.ContainerIssuer;
import io.llmgw.providers.aws.temporary.InstanceIssuer;
import io.llmgw.providers.aws.temporary.Issuer;
import io.llmgw.providers.aws.temporary.RenewedKeys;
import io.llmgw.providers.aws.temporary.Temporary;
import io.llmgw.providers.aws.temporary.TokenService;
import io.llmgw.providers.aws.temporary.WebIdentityIssuer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The sources of {@link AwsCredentials} that need no SDK. What is got in another way, as by {@code
 * aws login} or with a code that somebody enters, has to be fetched and renewed by somebody who
 * knows how: give it by {@link #supplier}, out of the SDK of AWS where the application has it.
 *
 * <p>Credentials that end, of {@link #container}, {@link #instance}, {@link #webIdentity} and of a
 * profile with a role, SSO or a process, are asked for by the first call, which waits for them, and
 * those with it, for at most ten seconds; and again by calls in their last five minutes, beside
 * them, on a daemon thread that lives no longer than that takes. Whatever ends a call ends its
 * wait. A call for which there are none that hold fails, or goes to another target: as {@code
 * TIMEOUT} where they do not come in time, as {@code CONNECT} where whoever issues them cannot be
 * reached or says that it is out of order, as {@code LOCAL_RESOURCE} where there is no thread to
 * ask on, and else as {@code CONFIGURATION}, with the reason as its cause. When a provider is
 * closed that has such a source, what is under way is broken off; where others have the source too,
 * it is asked for anew.
 */
public final class AwsKeys {
  private static final String ACCESS_KEY_ID = "AWS_ACCESS_KEY_ID";
  private static final String SECRET_ACCESS_KEY = "AWS_SECRET_ACCESS_KEY";
  private static final String SESSION_TOKEN = "AWS_SESSION_TOKEN";
  private static final String ROLE_ARN = "AWS_ROLE_ARN";
  private static final String TOKEN_FILE = "AWS_WEB_IDENTITY_TOKEN_FILE";

  private AwsKeys() {}

  /** These for every caller, with the alias {@code main}. */
  public static KeySource of(AwsCredentials credentials) {
    List<ApiKey> keys = List.of(credentials.toKey("main"));
    return caller -> keys;
  }

  /**
   * Those that are asked for at every call, with the alias {@code main}: for the ones that expire.
   *
   * @param credentials must be fast and thread-safe
   */
  public static KeySource supplier(Supplier<AwsCredentials> credentials) {
    return caller -> List.of(credentials.get().toKey("main"));
  }

  /**
   * Those in {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY} and, where it is set, {@code
   * AWS_SESSION_TOKEN}, read now; the alias is the name of the first.
   *
   * @throws IllegalStateException when one of the first two is not set or blank
   */
  public static KeySource env() {
    return env(System.getenv());
  }

  /** The same, in these variables. */
  public static KeySource env(Map<String, String> variables) {
    List<ApiKey> keys = List.of(credentials(inVariables(variables)).toKey(ACCESS_KEY_ID));
    return caller -> keys;
  }

  private static Temporary inVariables(Map<String, String> variables) {
    String token = variables.getOrDefault(SESSION_TOKEN, "").strip();
    return new Temporary(
        required(variables, ACCESS_KEY_ID),
        required(variables, SECRET_ACCESS_KEY),
        token.isEmpty() ? null : token,
        null);
  }

  /**
   * The same as the source of a role.
   *
   * @throws IllegalArgumentException when they are not set
   */
  static Issuer environment(Map<String, String> variables) {
    try {
      Temporary lasting = inVariables(variables);
      return asking -> lasting;
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(
          "has Environment as its credential_source, and " + e.getMessage(), e);
    }
  }

  private static String required(Map<String, String> variables, String name) {
    String value = variables.getOrDefault(name, "").strip();
    if (value.isEmpty()) {
      throw new IllegalStateException(
          "environment variable " + name + " is not set: there are no credentials of AWS");
    }
    return value;
  }

  /**
   * Those of the role of a container, of ECS or EKS, as {@code
   * AWS_CONTAINER_CREDENTIALS_RELATIVE_URI} or {@code AWS_CONTAINER_CREDENTIALS_FULL_URI} describe
   * it; the alias is {@code container}.
   *
   * @throws IllegalStateException when neither is set
   * @throws IllegalArgumentException when they name an address that may not be asked: without TLS
   *     only this machine and those that AWS has set aside may
   */
  public static KeySource container() {
    return container(System.getenv());
  }

  /** The same, as these variables have it. */
  public static KeySource container(Map<String, String> variables) {
    ContainerIssuer issuer = ContainerIssuer.of(variables);
    if (issuer == null) {
      throw new IllegalStateException(
          "neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor AWS_CONTAINER_CREDENTIALS_FULL_URI is"
              + " set");
    }
    return renewed("container", issuer);
  }

  /**
   * Those of the role of an instance of EC2, by version 2 of its metadata service, at the address
   * that {@code AWS_EC2_METADATA_SERVICE_ENDPOINT} may name; the alias is {@code instance}.
   *
   * @throws IllegalArgumentException when {@code AWS_EC2_METADATA_DISABLED} is true, or the address
   *     is no http address
   */
  public static KeySource instance() {
    return instance(System.getenv());
  }

  /** The same, as these variables have it. */
  public static KeySource instance(Map<String, String> variables) {
    return renewed("instance", InstanceIssuer.of(variables));
  }

  /**
   * Those of the role in {@code AWS_ROLE_ARN}, for the token in the file that {@code
   * AWS_WEB_IDENTITY_TOKEN_FILE} names, as pods of EKS with a role for their service account have
   * them; {@code AWS_ROLE_SESSION_NAME} may be set too. Asked for at the token service of {@code
   * AWS_REGION}, or at {@code AWS_ENDPOINT_URL_STS}; the alias is {@code web-identity}.
   *
   * @throws IllegalStateException when one of the first two is not set
   */
  public static KeySource webIdentity() {
    return webIdentity(System.getenv());
  }

  /** The same, as these variables have it. */
  public static KeySource webIdentity(Map<String, String> variables) {
    String role = required(variables, ROLE_ARN);
    String file = required(variables, TOKEN_FILE);
    String session = variables.getOrDefault("AWS_ROLE_SESSION_NAME", "").strip();
    return renewed(
        "web-identity",
        new WebIdentityIssuer(
            TokenService.of(variables, null),
            role,
            session.isEmpty() ? WebIdentityIssuer.SESSION : session,
            Path.of(file)));
  }

  private static KeySource renewed(String alias, Issuer issuer) {
    return renewed(alias, issuer, TimeSource.system());
  }

  /** What an issuer gives, as long as it holds. */
  static KeySource renewed(String alias, Issuer issuer, TimeSource time) {
    return new RenewedKeys(alias, issuer, given -> credentials(given).toKey(alias), time);
  }

  static AwsCredentials credentials(Temporary given) {
    AwsCredentials pair = AwsCredentials.of(given.id(), given.secret());
    String token = given.token();
    return token == null ? pair : pair.withSessionToken(token);
  }

  /**
   * Those of a profile of the shared files, {@code ~/.aws/credentials} and {@code ~/.aws/config},
   * or those that {@code AWS_SHARED_CREDENTIALS_FILE} and {@code AWS_CONFIG_FILE} name; the alias
   * is the name of the profile. It has
   *
   * <ul>
   *   <li>them itself;
   *   <li>or a role with a {@code source_profile}, which may have a role itself, or a {@code
   *       credential_source}, whose credentials assume it ({@code external_id}, {@code
   *       role_session_name} and {@code duration_seconds} count; an {@code mfa_serial} is refused);
   *   <li>or a role with a {@code web_identity_token_file};
   *   <li>or an {@code sso_session} or {@code sso_start_url}, with {@code sso_account_id} and
   *       {@code sso_role_name}: by the token that {@code aws sso login} left in {@code
   *       ~/.aws/sso/cache}. That of an {@code sso_session} is renewed in its last five minutes,
   *       and written back for the other tools. A call for which there is none that holds fails
   *       with the command to run;
   *   <li>or a {@code credential_process} that prints them.
   * </ul>
   *
   * <p>Services are asked at {@code AWS_ENDPOINT_URL_STS}, {@code AWS_ENDPOINT_URL_SSO} and {@code
   * AWS_ENDPOINT_URL_SSO_OIDC} where the environment sets them, the token service else in {@code
   * AWS_REGION} or the region of the profile. Nothing is asked before the first call. The files are
   * read now, looked at by calls, at most once a second, and read again when one of them has
   * changed. While they cannot be understood, what was read before stays in use.
   *
   * @throws IllegalArgumentException when no such profile is there, or it has credentials in none
   *     of these ways; the message names files, profile and what is there instead, and shows no
   *     secret
   */
  public static KeySource profile(String name) {
    Map<String, String> variables = System.getenv();
    return profile(name, SharedFiles.of(variables), variables, TimeSource.system());
  }

  /** The same, in these two files, of which one may be missing. */
  public static KeySource profile(String name, Path credentialsFile, Path configFile) {
    SharedFiles files = new SharedFiles(credentialsFile, configFile);
    return profile(name, files, System.getenv(), TimeSource.system());
  }

  static KeySource profile(
      String name, SharedFiles files, Map<String, String> variables, TimeSource time) {
    return new ProfileKeys(name, files, variables, time);
  }

  /**
   * The first that is there, in the order in which the SDKs of AWS look: variables ({@link #env}),
   * a web identity, the profile that {@code AWS_PROFILE} names or {@code default}, a container, and
   * else the instance, which only the first call finds out about. As with the SDKs, {@code
   * AWS_ROLE_ARN} counts for a web identity alone: without a token's file it says nothing, and a
   * role that other credentials shall assume is one of a {@linkplain #profile profile}.
   *
   * @throws IllegalStateException when there is none and {@code AWS_EC2_METADATA_DISABLED} is true,
   *     or what is there cannot be used; the message names what was looked for
   * @throws IllegalArgumentException as that of the one that is there
   */
  public static KeySource standard() {
    return standard(System.getenv());
  }

  /** The same, as these variables have it. */
  public static KeySource standard(Map<String, String> variables) {
    if (isSet(variables, ACCESS_KEY_ID) || isSet(variables, SECRET_ACCESS_KEY)) {
      return env(variables);
    }
    if (isSet(variables, TOKEN_FILE)) {
      return webIdentity(variables);
    }
    String profile = variables.getOrDefault("AWS_PROFILE", "").strip();
    SharedFiles files = SharedFiles.of(variables);
    String lack;
    try {
      return profile(
          profile.isEmpty() ? "default" : profile, files, variables, TimeSource.system());
    } catch (IllegalArgumentException e) {
      if (!profile.isEmpty() || ProfileKeys.saysHow("default", files)) {
        throw new IllegalStateException("no credentials of AWS: " + e.getMessage(), e);
      }
      lack = e.getMessage();
    }
    if (ContainerIssuer.of(variables) != null) {
      return container(variables);
    }
    if (!InstanceIssuer.isOff(variables)) {
      return instance(variables);
    }
    String role = isSet(variables, ROLE_ARN) ? " (AWS_ROLE_ARN counts beside it alone)" : "";
    throw new IllegalStateException(
        "no credentials of AWS: neither AWS_ACCESS_KEY_ID nor AWS_WEB_IDENTITY_TOKEN_FILE is set"
            + role
            + ", "
            + lack
            + ", this is no container of AWS, and AWS_EC2_METADATA_DISABLED is true");
  }

  private static boolean isSet(Map<String, String> variables, String name) {
    return !variables.getOrDefault(name, "").isBlank();
  }
}
