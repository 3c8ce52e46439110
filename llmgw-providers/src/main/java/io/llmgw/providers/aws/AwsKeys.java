package io.llmgw.providers.aws;

import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.time.TimeSource;
import io.llmgw.providers.aws.profile.SharedFiles;
import io.llmgw.providers.aws.profile.WatchedProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The sources of {@link AwsCredentials} that need no SDK. What a role, an SSO session, a container
 * or an instance gives has to be fetched and renewed by somebody who knows how: give it by {@link
 * #supplier}, out of the SDK of AWS where the application has it.
 */
public final class AwsKeys {
  private static final String ACCESS_KEY_ID = "AWS_ACCESS_KEY_ID";
  private static final String SECRET_ACCESS_KEY = "AWS_SECRET_ACCESS_KEY";
  private static final String SESSION_TOKEN = "AWS_SESSION_TOKEN";
  // What else a profile may say of where its credentials are; in the order of the message.
  private static final List<String> OF_AN_SDK =
      List.of(
          "sso_session",
          "sso_start_url",
          "role_arn",
          "credential_process",
          "web_identity_token_file",
          "login_session");

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
    String id = required(variables, ACCESS_KEY_ID);
    AwsCredentials lasting = AwsCredentials.of(id, required(variables, SECRET_ACCESS_KEY));
    String token = variables.getOrDefault(SESSION_TOKEN, "").strip();
    AwsCredentials all = token.isEmpty() ? lasting : lasting.withSessionToken(token);
    List<ApiKey> keys = List.of(all.toKey(ACCESS_KEY_ID));
    return caller -> keys;
  }

  private static String required(Map<String, String> variables, String name) {
    String value = variables.getOrDefault(name, "").strip();
    if (value.isEmpty()) {
      throw new IllegalStateException(
          "environment variable " + name + " is not set: put the credentials of AWS there");
    }
    return value;
  }

  /**
   * Those of a profile of the shared files, {@code ~/.aws/credentials} and {@code ~/.aws/config},
   * or those that {@code AWS_SHARED_CREDENTIALS_FILE} and {@code AWS_CONFIG_FILE} name; the alias
   * is the name of the profile. The files are read now, looked at by calls, at most once a second,
   * and read again when one of them has changed. While they cannot be understood, what was read
   * before stays in use.
   *
   * @throws IllegalArgumentException when no such profile is there, or it has no credentials of its
   *     own; the message names files, profile and what is there instead, and shows no secret
   */
  public static KeySource profile(String name) {
    SharedFiles files = SharedFiles.of(System.getenv());
    return profile(name, files.credentials(), files.config());
  }

  /** The same, in these two files, of which one may be missing. */
  public static KeySource profile(String name, Path credentialsFile, Path configFile) {
    return profile(name, new SharedFiles(credentialsFile, configFile), TimeSource.system());
  }

  static KeySource profile(String name, SharedFiles files, TimeSource time) {
    WatchedProfile<List<ApiKey>> watched =
        new WatchedProfile<>(files, name, settings -> List.of(key(name, settings)), time);
    return caller -> watched.current();
  }

  private static ApiKey key(String profile, Map<String, String> settings) {
    String id = settings.getOrDefault("aws_access_key_id", "");
    String secret = settings.getOrDefault("aws_secret_access_key", "");
    if (id.isEmpty() || secret.isEmpty()) {
      throw new IllegalArgumentException("profile '" + profile + "' " + whatIsThere(settings));
    }
    AwsCredentials lasting = AwsCredentials.of(id, secret);
    String token = settings.getOrDefault("aws_session_token", "");
    return (token.isEmpty() ? lasting : lasting.withSessionToken(token)).toKey(profile);
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
}
