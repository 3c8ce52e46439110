package io.llmgw.providers.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.Caller;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.time.TimeSource;
import io.llmgw.providers.aws.profile.SharedFiles;
import io.llmgw.providers.rig.Background;
import io.llmgw.test.Fault;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ReceivedRequest;
import io.llmgw.test.socket.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials that end, as containers, instances, token services and processes give them. */
@ExtendWith(LeakRule.class)
class TemporaryKeysTest {
  private static final String FULL_URI = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  private static final String DOCUMENT =
      """
      {"Code": "Success", "Type": "AWS-HMAC", "AccessKeyId": "ASIA1", "SecretAccessKey": "s/1",
       "Token": "t+1=", "Expiration": "2999-01-01T00:00:00Z", "Account": {"id": null}}
      """;
  private static final String PRINTED =
      """
      {"Version": 1, "AccessKeyId": "ASIA1", "SecretAccessKey": "s/1",
       "SessionToken": "t+1=", "Expiration": "2999-01-01T01:00:00+01:00"}
      """;
  private static final AwsCredentials ISSUED =
      AwsCredentials.of("ASIA1", "s/1").withSessionToken("t+1=");

  @TempDir private Path folder;

  @Test
  void ofAContainerAreAskedForWithTheTokenOfItsFile() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "Bearer of-the-pod\n");
    try (ScriptedServer server = server(DOCUMENT)) {
      KeySource keys =
          AwsKeys.container(
              Map.of(
                  FULL_URI,
                  server.url() + "/v1/credentials?of=pod",
                  "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                  "not this one",
                  "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                  token.toString()));
      assertThat(server.requests()).isEmpty(); // nothing is asked before the first call

      assertThat(keyOf(keys)).isEqualTo(ISSUED.toKey("container"));
      assertThat(keyOf(keys)).isEqualTo(ISSUED.toKey("container"));

      assertThat(server.requests()).hasSize(1);
      ReceivedRequest request = server.requests().get(0);
      assertThat(request.method()).isEqualTo("GET");
      assertThat(request.path()).isEqualTo("/v1/credentials?of=pod");
      assertThat(request.header("authorization")).isEqualTo("Bearer of-the-pod");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.170.23/v1/credentials",
        "http://[fd00:ec2::23]/v1/credentials",
        "http://127.9.9.9:81/x",
        "http://[::1]/x",
        "http://LOCALHOST/x",
        "https://credentials.example.com/x"
      })
  void aContainerMayNameThese(String address) {
    assertThat(AwsKeys.container(Map.of(FULL_URI, address))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://credentials.example.com/x",
        "http://169.254.169.254/x",
        "http://127.0.0.1.example.com/x",
        "http://169.254.170.2@example.com/x",
        "ftp://127.0.0.1/x",
        "not an address",
        "/v1"
      })
  void nobodyElseIsAskedWithoutTls(String address) {
    assertThatThrownBy(() -> AwsKeys.container(Map.of(FULL_URI, address)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(FULL_URI)
        .hasMessageNotContaining("example");
  }

  @Test
  void ofAnInstanceAreThoseOfItsRole() {
    try (ScriptedServer server = server("session-token", "app.role_1", DOCUMENT)) {
      KeySource keys =
          AwsKeys.instance(Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", server.url() + "/"));

      assertThat(keyOf(keys)).isEqualTo(ISSUED.toKey("instance"));

      assertThat(server.requests())
          .extracting(request -> request.method() + " " + request.path())
          .containsExactly(
              "PUT /latest/api/token",
              "GET /latest/meta-data/iam/security-credentials/",
              "GET /latest/meta-data/iam/security-credentials/app.role_1");
      assertThat(server.requests().get(0).header("x-aws-ec2-metadata-token-ttl-seconds"))
          .isEqualTo("300");
      assertThat(server.requests().subList(1, 3))
          .extracting(request -> request.header("x-aws-ec2-metadata-token"))
          .containsOnly("session-token");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'../canary', names no role",
    "'{\"Code\":\"canary\"}', names no role",
    "'role\ncanary', no name and no token"
  })
  void aRoleHasAName(String role, String problem) {
    try (ScriptedServer server = server("session-token", role)) {
      KeySource keys = AwsKeys.instance(Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", server.url()));

      fails(keys, problem);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void aWebIdentityIsGivenToTheTokenService() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "header.payload.sig+/=\n");
    String answer =
        "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>"
            + "<SessionToken>t+1=</SessionToken><SecretAccessKey>s/1</SecretAccessKey>"
            + "<Expiration>2999-01-01T00:00:00Z</Expiration><AccessKeyId>ASIA1</AccessKeyId>"
            + "</Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>";
    try (ScriptedServer server = server(answer)) {
      KeySource keys =
          AwsKeys.webIdentity(
              Map.of(
                  "AWS_ROLE_ARN", "arn:aws:iam::1:role/app",
                  "AWS_WEB_IDENTITY_TOKEN_FILE", token.toString(),
                  "AWS_ENDPOINT_URL_STS", server.url()));

      assertThat(keyOf(keys)).isEqualTo(ISSUED.toKey("web-identity"));

      ReceivedRequest request = server.requests().get(0);
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.header("content-type")).isEqualTo("application/x-www-form-urlencoded");
      assertThat(request.text())
          .isEqualTo(
              "Action=AssumeRoleWithWebIdentity&Version=2011-06-15"
                  + "&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fapp&RoleSessionName=llmgw"
                  + "&WebIdentityToken=header.payload.sig%2B%2F%3D");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aProcessPrintsThem() throws IOException {
    Path printed = Files.writeString(folder.resolve("printed"), PRINTED);

    KeySource keys = profile("credential_process = cat '" + printed + "' && echo canary >&2");

    assertThat(keyOf(keys)).isEqualTo(ISSUED.toKey("default"));
  }

  @ParameterizedTest
  @DisabledOnOs(OS.WINDOWS)
  @CsvSource({
    "exit 3, ended with status 3",
    "echo canary, gave no JSON",
    "echo [], gave no object",
    "echo '{\"Version\":2}', another version",
    "echo '{\"Version\":1}', gave no credentials",
    "'echo ''{\"Version\":1,\"AccessKeyId\":\"can ary\",\"SecretAccessKey\":\"canary\"}''',"
        + " is wrong: the access key id",
    "'echo ''{\"Version\":1,\"AccessKeyId\":\"a\",\"SecretAccessKey\":\"b\",\"Expiration\":\"canary\"}''',"
        + " no time",
    "'echo ''{\"Version\":1,\"AccessKeyId\":\"a\",\"SecretAccessKey\":\"b\",\"Expiration\":"
        + "\"2001-01-01T00:00:00Z\"}''', ended at 2001-01-01T00:00:00Z"
  })
  void whatItDoesWrongIsSaidWithoutWhatItPrinted(String command, String problem)
      throws IOException {
    fails(profile("credential_process = " + command), problem);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aProcessThatHangsIsEndedAfterAMinute() throws IOException {
    VirtualTime time = VirtualTime.create();
    Path begun = folder.resolve("begun");
    Path config =
        Files.writeString(
            folder.resolve("config"),
            "[default]\ncredential_process = sh -c 'touch " + begun + "; exec sleep 600'; echo");
    SharedFiles files = new SharedFiles(folder.resolve("none"), config);
    KeySource keys = AwsKeys.profile("default", files, Map.of(), time);
    Background<Boolean> call =
        Background.run(
            () -> {
              fails(keys, "ended with status");
              return true;
            });
    time.awaitTasks(1);
    Patience.until("the process that it starts", () -> Files.exists(begun));

    time.advance(Duration.ofMinutes(1));

    assertThat(call.result()).isTrue();
  }

  @Test
  @Fault("F092")
  @DisabledOnOs(OS.WINDOWS)
  void aProcessGivesThemThoughItsClockCannotBeStopped() throws IOException {
    Path printed = Files.writeString(folder.resolve("printed"), PRINTED);
    TimeSource clock =
        new ForwardingTime(VirtualTime.create()) {
          @Override
          public Scheduled schedule(Duration delay, Runnable task) {
            super.schedule(delay, task);
            return () -> {
              throw new AssertionError("a bug of the host");
            };
          }
        };

    KeySource keys = profile("credential_process = cat '" + printed + "'", clock);

    assertThat(keyOf(keys)).isEqualTo(ISSUED.toKey("default"));
  }

  @Test
  @Fault("F092")
  @DisabledOnOs(OS.WINDOWS)
  void aProcessThatNoClockCanBeSetForIsEnded() throws IOException {
    List<ProcessHandle> before = ProcessHandle.current().children().toList();
    TimeSource clock =
        new ForwardingTime(VirtualTime.create()) {
          @Override
          public Scheduled schedule(Duration delay, Runnable task) {
            throw new IllegalStateException("a bug of the host");
          }
        };

    KeySource keys = profile("credential_process = sleep 600; echo", clock);

    assertThatThrownBy(() -> keys.keysFor(Caller.ANONYMOUS)).isNotNull();
    Patience.until(
        "the process to end", () -> ProcessHandle.current().children().allMatch(before::contains));
  }

  @Test
  void whoCannotBeReachedIsNamed() {
    ScriptedServer gone = server(DOCUMENT);
    gone.close();
    passes(container(gone), "127.0.0.1 cannot be reached: ConnectException");

    String elsewhere =
        HttpText.head(302, "location: http://127.0.0.1:1/canary", "content-length: 0");
    try (ScriptedServer server =
        ScriptedServer.start(
            ConnectionScript.accept().readRequest().send(HttpText.json(403, "canary")),
            ConnectionScript.accept().readRequest().send(elsewhere))) {
      fails(container(server), "127.0.0.1 answered with status 403");
      fails(container(server), "127.0.0.1 answered with status 302");
    }
  }

  @Test
  void standardIsTheFirstThatIsThere() throws IOException {
    Map<String, String> variables = new HashMap<>();
    variables.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("none").toString());
    variables.put("AWS_CONFIG_FILE", folder.resolve("config").toString());
    variables.put("AWS_EC2_METADATA_DISABLED", "True");
    assertThatThrownBy(() -> AwsKeys.standard(variables))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("AWS_ACCESS_KEY_ID")
        .hasMessageContaining("AWS_WEB_IDENTITY_TOKEN_FILE")
        .hasMessageContaining("profile 'default'")
        .hasMessageContaining("AWS_EC2_METADATA_DISABLED");
    variables.put("AWS_ROLE_ARN", "arn:aws:iam::1:role/app");
    assertThatThrownBy(() -> AwsKeys.standard(variables))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("AWS_ROLE_ARN counts beside it alone");
    variables.remove("AWS_ROLE_ARN");
    assertThatThrownBy(() -> AwsKeys.instance(variables))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AWS_EC2_METADATA_DISABLED");

    variables.remove("AWS_EC2_METADATA_DISABLED");
    assertThat(AwsKeys.standard(variables)).hasToString("RenewedKeys[instance]");

    variables.put("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/1");
    assertThat(AwsKeys.standard(variables)).hasToString("RenewedKeys[container]");

    Files.writeString(folder.resolve("config"), "[default]\ncredential_process = x");
    assertThat(AwsKeys.standard(variables)).hasToString("ProfileKeys[WatchedProfile[default]]");
    variables.put("AWS_PROFILE", "of-nobody");
    assertThatThrownBy(() -> AwsKeys.standard(variables))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("profile 'of-nobody'");
    variables.remove("AWS_PROFILE");
    Files.writeString(folder.resolve("config"), "[default]\nsso_session = x");
    assertThatThrownBy(() -> AwsKeys.standard(variables))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sso_session");

    variables.put("AWS_WEB_IDENTITY_TOKEN_FILE", "/token");
    assertThatThrownBy(() -> AwsKeys.standard(variables)).hasMessageContaining("AWS_ROLE_ARN");
    variables.put("AWS_ROLE_ARN", "arn:aws:iam::1:role/app");
    assertThat(AwsKeys.standard(variables)).hasToString("RenewedKeys[web-identity]");

    variables.put("AWS_ACCESS_KEY_ID", "AKID1");
    variables.put("AWS_SECRET_ACCESS_KEY", "secret");
    assertThat(keyOf(AwsKeys.standard(variables)).alias()).isEqualTo("AWS_ACCESS_KEY_ID");
  }

  private static ScriptedServer server(String... bodies) {
    ConnectionScript[] answers = new ConnectionScript[bodies.length];
    for (int i = 0; i < bodies.length; i++) {
      answers[i] = ConnectionScript.accept().readRequest().send(HttpText.json(200, bodies[i]));
    }
    return ScriptedServer.start(answers);
  }

  private static KeySource container(ScriptedServer server) {
    return AwsKeys.container(Map.of(FULL_URI, server.url()));
  }

  private KeySource profile(String setting) throws IOException {
    return profile(setting, VirtualTime.create());
  }

  private KeySource profile(String setting, TimeSource time) throws IOException {
    Path config = Files.writeString(folder.resolve("config"), "[default]\n" + setting);
    SharedFiles files = new SharedFiles(folder.resolve("none"), config);
    return AwsKeys.profile("default", files, Map.of(), time);
  }

  private static void fails(KeySource keys, String problem) {
    assertThatThrownBy(() -> keys.keysFor(Caller.ANONYMOUS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(problem)
        .hasMessageNotContaining("canary");
  }

  /** Another time there may be some. */
  private static void passes(KeySource keys, String problem) {
    assertThatThrownBy(() -> keys.keysFor(Caller.ANONYMOUS))
        .isInstanceOfSatisfying(
            LlmException.class,
            error -> {
              assertThat(error.kind()).isEqualTo(ErrorKind.CONNECT);
              assertThat(error.isRetryable()).isTrue();
            })
        .hasMessageContaining(problem)
        .hasMessageNotContaining("canary");
  }

  private static ApiKey keyOf(KeySource source) {
    List<ApiKey> keys = source.keysFor(Caller.ANONYMOUS);
    assertThat(keys).hasSize(1);
    return keys.get(0);
  }
}
