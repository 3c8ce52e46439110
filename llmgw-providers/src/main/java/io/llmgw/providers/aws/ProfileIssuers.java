package io.llmgw.providers.aws;

import io.llmgw.api.time.TimeSource;
import io.llmgw.providers.aws.profile.SharedFiles;
import io.llmgw.providers.aws.sso.SsoIssuer;
import io.llmgw.providers.aws.sso.SsoSession;
import io.llmgw.providers.aws.temporary.AssumedRole;
import io.llmgw.providers.aws.temporary.ContainerIssuer;
import io.llmgw.providers.aws.temporary.InstanceIssuer;
import io.llmgw.providers.aws.temporary.Issuer;
import io.llmgw.providers.aws.temporary.ProcessIssuer;
import io.llmgw.providers.aws.temporary.RoleIssuer;
import io.llmgw.providers.aws.temporary.Temporary;
import io.llmgw.providers.aws.temporary.TokenService;
import io.llmgw.providers.aws.temporary.WebIdentityIssuer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who issues the credentials of a profile, as its settings say (AWS SDKs and Tools Reference Guide,
 * "Standardized credential providers"). Thread-safe.
 */
final class ProfileIssuers {
  private static final String ROLE = "role_arn";
  private static final String SOURCE_PROFILE = "source_profile";
  private static final String CREDENTIAL_SOURCE = "credential_source";
  private static final String SSO_SESSION = "sso_session";
  private static final String SSO_START_URL = "sso_start_url";
  // What only somebody else can do: sign in by a browser, and enter a code.
  private static final String LOGIN = "login_session";
  private static final String MFA = "mfa_serial";

  private final SharedFiles files;
  private final Map<String, String> variables;
  private final TimeSource time;

  ProfileIssuers(SharedFiles files, Map<String, String> variables, TimeSource time) {
    this.files = files;
    this.variables = variables;
    this.time = time;
  }

  /** Those that stand in the profile itself, and are no source of a role; null for none. */
  static @Nullable Temporary lasting(Map<String, String> settings) {
    return assumes(settings) ? null : own(settings);
  }

  private static boolean assumes(Map<String, String> settings) {
    return settings.containsKey(ROLE)
        && (settings.containsKey(SOURCE_PROFILE) || settings.containsKey(CREDENTIAL_SOURCE));
  }

  private static @Nullable Temporary own(Map<String, String> settings) {
    String id = settings.getOrDefault("aws_access_key_id", "");
    String secret = settings.getOrDefault("aws_secret_access_key", "");
    if (id.isEmpty() || secret.isEmpty()) {
      return null;
    }
    String token = settings.getOrDefault("aws_session_token", "");
    return new Temporary(id, secret, token.isEmpty() ? null : token, null);
  }

  /** Whether settings say how credentials are got. */
  static boolean sayHow(Map<String, String> settings) {
    return List.of(SSO_SESSION, SSO_START_URL, ROLE, LOGIN).stream()
        .anyMatch(settings::containsKey);
  }

  /**
   * Who issues those of a profile with these settings.
   *
   * @throws IllegalArgumentException when nobody does; the message shows no value of them but names
   *     of profiles
   */
  Issuer of(String profile, Map<String, String> settings) {
    try {
      return issuer(profile, settings, List.of(profile));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("profile '" + profile + "' " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "profile '" + profile + "' needs another one, which cannot be read", e);
    }
  }

  /**
   * The same for one that others assume roles with.
   *
   * @param before the profiles on the way here, with this one
   */
  private Issuer issuer(String profile, Map<String, String> settings, List<String> before)
      throws IOException {
    if (assumes(settings)) {
      return role(profile, settings, before);
    }
    Temporary lasting = own(settings);
    if (lasting != null) {
      return asking -> lasting;
    }
    if (settings.containsKey(SSO_SESSION) || settings.containsKey(SSO_START_URL)) {
      return sso(profile, settings);
    }
    String role = settings.getOrDefault(ROLE, "");
    String token = settings.getOrDefault("web_identity_token_file", "");
    if (!role.isEmpty() && !token.isEmpty()) {
      return new WebIdentityIssuer(service(settings), role, session(settings), Path.of(token));
    }
    String command = settings.getOrDefault("credential_process", "");
    if (role.isEmpty() && !command.isEmpty()) {
      return new ProcessIssuer(command, time);
    }
    throw new IllegalArgumentException(whatIsThere(settings));
  }

  private static String whatIsThere(Map<String, String> settings) {
    if (settings.containsKey(ROLE)) {
      return "has a role_arn, and neither source_profile, credential_source nor"
          + " web_identity_token_file: nobody is there to assume it";
    }
    return settings.containsKey(LOGIN)
        ? "gets its credentials by login_session, for which an SDK is needed: give them by"
            + " AwsKeys.supplier"
        : "has no aws_access_key_id with an aws_secret_access_key";
  }

  private Issuer role(String profile, Map<String, String> settings, List<String> before)
      throws IOException {
    if (settings.containsKey(MFA)) {
      throw new IllegalArgumentException(
          "has an mfa_serial, whose code nobody is there to enter: give its credentials by"
              + " AwsKeys.supplier");
    }
    AssumedRole role =
        new AssumedRole(
            settings.getOrDefault(ROLE, ""),
            session(settings),
            settings.get("external_id"),
            settings.get("duration_seconds"));
    return new RoleIssuer(service(settings), role, source(profile, settings, before), time);
  }

  private Issuer source(String profile, Map<String, String> settings, List<String> before)
      throws IOException {
    String named = settings.get(SOURCE_PROFILE);
    String kind = settings.get(CREDENTIAL_SOURCE);
    if (named != null && kind != null) {
      throw new IllegalArgumentException("has both source_profile and credential_source");
    }
    if (kind != null) {
      return surroundings(kind);
    }
    return sourceProfile(profile, String.valueOf(named), settings, before);
  }

  private Issuer surroundings(String kind) {
    return switch (kind.toLowerCase(Locale.ROOT)) {
      case "environment" -> AwsKeys.environment(variables);
      case "ec2instancemetadata" -> InstanceIssuer.of(variables);
      case "ecscontainer" -> container();
      default ->
          throw new IllegalArgumentException(
              "has a credential_source that is not Environment, Ec2InstanceMetadata or"
                  + " EcsContainer");
    };
  }

  private Issuer container() {
    ContainerIssuer container = ContainerIssuer.of(variables);
    if (container == null) {
      throw new IllegalArgumentException(
          "has EcsContainer as its credential_source, and this is no container of AWS");
    }
    return container;
  }

  /** A profile may name itself where it has keys of its own. */
  private Issuer sourceProfile(
      String profile, String source, Map<String, String> settings, List<String> before)
      throws IOException {
    if (source.equals(profile)) {
      Temporary lasting = own(settings);
      if (lasting == null) {
        throw new IllegalArgumentException("is its own source_profile, and has no keys");
      }
      return asking -> lasting;
    }
    if (before.contains(source)) {
      throw new IllegalArgumentException(
          "has source_profiles in a circle: " + String.join(", ", before) + ", " + source);
    }
    List<String> here = new ArrayList<>(before);
    here.add(source);
    try {
      return issuer(source, files.read(source), here);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "takes those of source_profile '" + source + "', which " + e.getMessage(), e);
    }
  }

  private Issuer sso(String profile, Map<String, String> settings) throws IOException {
    String name = settings.get(SSO_SESSION);
    Map<String, String> session = name == null ? settings : files.readSession(name);
    SsoSession logged =
        SsoSession.of(
            variables,
            files.ssoTokens(),
            name,
            needed(session, SSO_START_URL),
            needed(session, "sso_region"),
            profile);
    return new SsoIssuer(
        logged, needed(settings, "sso_account_id"), needed(settings, "sso_role_name"), time);
  }

  private static String needed(Map<String, String> settings, String name) {
    String value = settings.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("gets its credentials by SSO, and lacks " + name);
    }
    return value;
  }

  private TokenService service(Map<String, String> settings) {
    return TokenService.of(variables, settings.get("region"));
  }

  private static String session(Map<String, String> settings) {
    return settings.getOrDefault("role_session_name", WebIdentityIssuer.SESSION);
  }
}
