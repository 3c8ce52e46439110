package io.llmgw.providers.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.Caller;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.KeySource;
import io.llmgw.providers.aws.profile.SharedFiles;
import io.llmgw.test.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsKeysTest {
  private static final AwsCredentials LASTING = AwsCredentials.of("AKID1", "secret-1");

  @TempDir private Path folder;
  private SharedFiles files;

  @BeforeEach
  void name() {
    files = new SharedFiles(folder.resolve("credentials"), folder.resolve("config"));
  }

  @Test
  void areGivenOrSupplied() {
    Deque<AwsCredentials> renewed =
        new ArrayDeque<>(List.of(LASTING, AwsCredentials.of("AKID2", "secret-2")));
    KeySource supplied = AwsKeys.supplier(renewed::poll);

    assertThat(keyOf(AwsKeys.of(LASTING))).isEqualTo(LASTING.toKey("main"));
    assertThat(keyOf(supplied)).isEqualTo(LASTING.toKey("main"));
    assertThat(idOf(supplied)).isEqualTo("AKID2");
  }

  @Test
  void areReadOutOfTheEnvironment() {
    Map<String, String> variables =
        Map.of("AWS_ACCESS_KEY_ID", " AKID1 ", "AWS_SECRET_ACCESS_KEY", "secret-1");

    assertThat(keyOf(AwsKeys.env(variables))).isEqualTo(LASTING.toKey("AWS_ACCESS_KEY_ID"));
    assertThat(
            keyOf(
                AwsKeys.env(
                    Map.of(
                        "AWS_ACCESS_KEY_ID", "AKID1",
                        "AWS_SECRET_ACCESS_KEY", "secret-1",
                        "AWS_SESSION_TOKEN", "token"))))
        .isEqualTo(LASTING.withSessionToken("token").toKey("AWS_ACCESS_KEY_ID"));
    assertThatThrownBy(() -> AwsKeys.env(Map.of("AWS_SECRET_ACCESS_KEY", "canary")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("AWS_ACCESS_KEY_ID")
        .hasMessageNotContaining("canary");
  }

  @Test
  void areThoseOfTheProfileInBothFiles() throws IOException {
    Files.writeString(
        files.credentials(),
        """
        # of nobody
        [other]
        aws_access_key_id = AKID9
        aws_secret_access_key = secret-9

        [dev]
        aws_access_key_id=AKID1
        AWS_SECRET_ACCESS_KEY =  secret-1   # of the tests
        ; aws_session_token = of a comment
        """);
    Files.writeString(
        files.config(),
        """
        [profile dev]
        region = eu-central-1 ; near
        aws_access_key_id = of-the-weaker-file
        s3 =
          aws_session_token = of something else
        [profile  lonely ]
        aws_access_key_id = AKID2
        aws_secret_access_key = secret#2
        aws_session_token = token-2
        [sso-session dev]
        region = us-east-1
        [default]
        region = us-west-2
        """);

    assertThat(keyOf(profile("dev"))).isEqualTo(LASTING.toKey("dev"));
    assertThat(keyOf(profile("lonely")))
        .isEqualTo(
            AwsCredentials.of("AKID2", "secret#2").withSessionToken("token-2").toKey("lonely"));
    assertThat(files.read("dev")).containsEntry("region", "eu-central-1");
    assertThat(files.read("default")).containsOnly(Map.entry("region", "us-west-2"));
    assertThat(keyOf(AwsKeys.profile("dev", files.credentials(), files.config())))
        .isEqualTo(LASTING.toKey("dev"));
  }

  @ParameterizedTest
  @CsvSource({
    "'[default]\nregion = x', has no aws_access_key_id",
    "'[default]\naws_access_key_id = canary', has no aws_access_key_id",
    "'[default]\nlogin_session = canary', login_session",
    "'[default]\nrole_arn = canary\ncredential_process = canary', role_arn",
    "'[other]\nregion = canary', is neither in",
    "'[sso-session default]\naws_access_key_id = canary', is neither in",
    "'', is neither in"
  })
  void whatAProfileHasInsteadIsNamed(String config, String problem) throws IOException {
    Files.writeString(files.config(), config);

    assertThatThrownBy(() -> profile("default"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("profile 'default'")
        .hasMessageContaining(problem)
        .hasMessageNotContaining("canary");
  }

  @Test
  void areReadAgainWhenAFileHasChanged() throws IOException {
    VirtualTime time = VirtualTime.create();
    Files.writeString(files.credentials(), credentials("AKID1", "secret-1"));
    KeySource keys = AwsKeys.profile("default", files, Map.of(), time);
    assertThat(idOf(keys)).isEqualTo("AKID1");

    Files.writeString(files.credentials(), credentials("AKID22", "secret-22"));
    assertThat(idOf(keys)).isEqualTo("AKID1"); // looked at once a second

    time.advance(Duration.ofSeconds(1));
    assertThat(idOf(keys)).isEqualTo("AKID22");
  }

  @Test
  void areReadAgainWhenAFileOfTheSameSizeAndTimeTakesItsPlace() throws IOException {
    VirtualTime time = VirtualTime.create();
    FileTime longAgo = FileTime.from(Instant.EPOCH);
    Files.writeString(files.credentials(), credentials("AKID1", "secret-1"));
    Files.setLastModifiedTime(files.credentials(), longAgo);
    KeySource keys = AwsKeys.profile("default", files, Map.of(), time);
    Path next = folder.resolve("next");
    Files.writeString(next, credentials("AKID2", "secret-2"));
    Files.setLastModifiedTime(next, longAgo);

    Files.move(next, files.credentials(), StandardCopyOption.REPLACE_EXISTING);
    time.advance(Duration.ofSeconds(1));

    assertThat(idOf(keys)).isEqualTo("AKID2");
  }

  @Test
  void staysWhatItWasWhileTheFileIsNoGood() throws IOException {
    VirtualTime time = VirtualTime.create();
    Files.writeString(files.credentials(), credentials("AKID1", "secret-1"));
    KeySource keys = AwsKeys.profile("default", files, Map.of(), time);

    Files.writeString(files.credentials(), "[default]\naws_access_key_id = half");
    time.advance(Duration.ofSeconds(1));
    assertThat(idOf(keys)).isEqualTo("AKID1");

    Files.delete(files.credentials());
    time.advance(Duration.ofSeconds(1));
    assertThat(idOf(keys)).isEqualTo("AKID1");

    Files.createDirectory(files.credentials());
    time.advance(Duration.ofSeconds(1));
    assertThat(idOf(keys)).isEqualTo("AKID1");

    Files.delete(files.credentials());
    Files.writeString(files.credentials(), credentials("AKID3", "secret-3"));
    time.advance(Duration.ofSeconds(1));
    assertThat(idOf(keys)).isEqualTo("AKID3");
  }

  @Test
  void theFilesAreWhereTheEnvironmentSays() {
    SharedFiles named =
        SharedFiles.of(Map.of("AWS_SHARED_CREDENTIALS_FILE", "/a/b", "AWS_CONFIG_FILE", "/c/d"));

    assertThat(named).isEqualTo(new SharedFiles(Path.of("/a/b"), Path.of("/c/d")));
    assertThat(SharedFiles.of(Map.of()).credentials())
        .isEqualTo(Path.of(System.getProperty("user.home"), ".aws", "credentials"));
    assertThat(SharedFiles.of(Map.of("AWS_CONFIG_FILE", " ")).config())
        .isEqualTo(Path.of(System.getProperty("user.home"), ".aws", "config"));
  }

  private static String credentials(String id, String secret) {
    return "[default]\naws_access_key_id = " + id + "\naws_secret_access_key = " + secret + "\n";
  }

  private KeySource profile(String name) {
    return AwsKeys.profile(name, files, Map.of(), VirtualTime.create());
  }

  private static ApiKey keyOf(KeySource source) {
    List<ApiKey> keys = source.keysFor(Caller.ANONYMOUS);
    assertThat(keys).hasSize(1);
    return keys.get(0);
  }

  private static String idOf(KeySource source) {
    return AwsCredentials.of(keyOf(source)).accessKeyId();
  }
}
