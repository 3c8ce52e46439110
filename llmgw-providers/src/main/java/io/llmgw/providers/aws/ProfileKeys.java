package io.llmgw.providers.aws;

import io.llmgw.api.Caller;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.time.TimeSource;
import io.llmgw.providers.aws.profile.SharedFiles;
import io.llmgw.providers.aws.profile.WatchedProfile;
import io.llmgw.providers.aws.temporary.Issuer;
import io.llmgw.providers.aws.temporary.ProcessIssuer;
import io.llmgw.providers.aws.temporary.WebIdentityIssuer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The credentials that a profile has, or says how to get. */
final class ProfileKeys implements KeySource {
  // What only an SDK can do; in the order of the message.
  private static final List<String> OF_AN_SDK =
      List.of("sso_session", "sso_start_url", "role_arn", "login_session");

  private final WatchedProfile<KeySource> watched;

  /**
   * Those of this profile.
   *
   * @throws IllegalArgumentException when it is not there, or has none that can be used
   */
  ProfileKeys(String profile, SharedFiles files, TimeSource time) {
    this.watched =
        new WatchedProfile<>(files, profile, settings -> source(profile, settings, time), time);
  }

  @Override
  public List<ApiKey> keysFor(Caller caller) {
    return watched.current().keysFor(caller);
  }

  private static KeySource source(String profile, Map<String, String> settings, TimeSource time) {
    String id = settings.getOrDefault("aws_access_key_id", "");
    String secret = settings.getOrDefault("aws_secret_access_key", "");
    if (id.isEmpty() || secret.isEmpty()) {
      return AwsKeys.renewed(profile, issuer(profile, settings, time), time);
    }
    AwsCredentials lasting = AwsCredentials.of(id, secret);
    String token = settings.getOrDefault("aws_session_token", "");
    AwsCredentials all = token.isEmpty() ? lasting : lasting.withSessionToken(token);
    List<ApiKey> keys = List.of(all.toKey(profile));
    return caller -> keys;
  }

  private static Issuer issuer(String profile, Map<String, String> settings, TimeSource time) {
    String role = settings.getOrDefault("role_arn", "");
    String token = settings.getOrDefault("web_identity_token_file", "");
    if (!role.isEmpty() && !token.isEmpty()) {
      return new WebIdentityIssuer(
          WebIdentityIssuer.service(settings.get("region")),
          role,
          settings.getOrDefault("role_session_name", WebIdentityIssuer.SESSION),
          Path.of(token));
    }
    String command = settings.getOrDefault("credential_process", "");
    if (role.isEmpty() && !command.isEmpty()) {
      return new ProcessIssuer(command, time);
    }
    throw new IllegalArgumentException("profile '" + profile + "' " + whatIsThere(settings));
  }

  private static String whatIsThere(Map<String, String> settings) {
    for (String setting : OF_AN_SDK) {
      if (settings.containsKey(setting)) {
        return "gets its credentials by "
            + setting
            + ", for which an SDK is needed: give them by AwsKeys.supplier";
      }
    }
    return "has no aws_access_key_id with an aws_secret_access_key";
  }

  /** Whether the profile is there and gets its credentials in a way that only an SDK knows. */
  static boolean needsSdk(String profile, SharedFiles files) {
    try {
      Map<String, String> settings = files.read(profile);
      return OF_AN_SDK.stream().anyMatch(settings::containsKey);
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "ProfileKeys[" + watched + "]";
  }
}
