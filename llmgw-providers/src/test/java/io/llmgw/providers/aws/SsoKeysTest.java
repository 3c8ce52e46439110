package io.llmgw.providers.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.Caller;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.KeySource;
import io.llmgw.providers.aws.profile.SharedFiles;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ReceivedRequest;
import io.llmgw.test.socket.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials for a session that somebody has logged in to by {@code aws sso login}. */
@ExtendWith(LeakRule.class)
class SsoKeysTest {
  private static final String SESSION =
      """
      [sso-session ours]
      sso_start_url = https://ours.awsapps.com/start
      sso_region = eu-west-1
      [default]
      sso_session = ours
      sso_account_id = 123456789012
      sso_role_name = Read Only
      """;

  // The file names that the tools of AWS make: SHA-1 of "ours" and of the address.
  private static final String OF_SESSION = "48537f613ab85111413f2369616ae97481429bd1.json";

  private static final String OF_ADDRESS = "ba2f5ad2fa0b099e9d4f4e5195464e38cddbfb3d.json";

  private static final String GIVEN =
      "{\"roleCredentials\":{\"accessKeyId\":\"ASIA1\",\"secretAccessKey\":\"s/1\","
          + "\"sessionToken\":\"t+1=\",\"expiration\":32472144000000}}";
  private static final AwsCredentials ISSUED =
      AwsCredentials.of("ASIA1", "s/1").withSessionToken("t+1=");

  @TempDir private Path folder;
  private final VirtualTime time = VirtualTime.create();

  private static ScriptedServer server(String... bodies) {
    ConnectionScript[] answers = new ConnectionScript[bodies.length];
    for (int i = 0; i < bodies.length; i++) {
      answers[i] = ConnectionScript.accept().readRequest().send(HttpText.json(200, bodies[i]));
    }
    return ScriptedServer.start(answers);
  }

  private KeySource profile(String config, @Nullable ScriptedServer server) throws IOException {
    Path file = Files.writeString(folder.resolve("config"), config);
    Map<String, String> variables = new HashMap<>();
    if (server != null) {
      variables.put("AWS_ENDPOINT_URL_SSO", server.url());
      variables.put("AWS_ENDPOINT_URL_SSO_OIDC", server.url());
    }
    SharedFiles files = new SharedFiles(folder.resolve("credentials"), file, folder);
    return AwsKeys.profile("default", files, variables, time);
  }

  private Instant in(Duration duration) {
    return time.now().plus(duration).truncatedTo(ChronoUnit.SECONDS);
  }

  private Path login(String file, String text) throws IOException {
    return Files.writeString(folder.resolve(file), text);
  }

  private static String token(Instant end) {
    return "{\"startUrl\":\"https://ours.awsapps.com/start\",\"region\":\"eu-west-1\","
        + "\"accessToken\":\"access-1\",\"expiresAt\":\""
        + end
        + "\"}";
  }

  private String renewable(Instant end, Instant clientEnd) {
    return token(end)
        .replace(
            "}",
            ",\"clientId\":\"client\",\"clientSecret\":\"canary-secret\","
                + "\"registrationExpiresAt\":\""
                + clientEnd
                + "\",\"refreshToken\":\"refresh-1\"}");
  }

  private static ApiKey keyOf(KeySource source) {
    List<ApiKey> keys = source.keysFor(Caller.ANONYMOUS);
    assertThat(keys).hasSize(1);
    return keys.get(0);
  }

  private static void fails(KeySource keys, String problem) {
    assertThatThrownBy(() -> keys.keysFor(Caller.ANONYMOUS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(problem)
        .hasMessageNotContaining("canary");
  }

  @Test
  void theTokenOfTheSessionIsGivenForTheRole() throws IOException {
    login(OF_SESSION, token(in(Duration.ofHours(1))));
    try (ScriptedServer server = server(GIVEN)) {
      KeySource keys = profile(SESSION, server);
      assertThat(server.requests()).isEmpty(); // nothing is asked before the first call

      assertThat(keyOf(keys)).isEqualTo(ISSUED.toKey("default"));
      assertThat(keyOf(keys)).isEqualTo(ISSUED.toKey("default"));

      assertThat(server.requests()).hasSize(1);
      ReceivedRequest request = server.requests().get(0);
      assertThat(request.method()).isEqualTo("GET");
      assertThat(request.path())
          .isEqualTo("/federation/credentials?role_name=Read+Only&account_id=123456789012");
      assertThat(request.header("x-amz-sso_bearer_token")).isEqualTo("access-1");
    }
  }

  /** An older profile says itself where people log in; older logins write the zone as a word. */
  @Test
  void aProfileMayHaveTheSessionItself() throws IOException {
    String config =
        """
        [default]
        sso_start_url = https://ours.awsapps.com/start
        sso_region = eu-west-1
        sso_account_id = 1
        sso_role_name = r
        """;
    String written = token(in(Duration.ofMinutes(1))).replace("Z\"", "UTC\"");
    login(OF_ADDRESS, written);
    try (ScriptedServer server = server(GIVEN)) {
      assertThat(keyOf(profile(config, server))).isEqualTo(ISSUED.toKey("default"));

      login(OF_ADDRESS, token(in(Duration.ZERO)));
      fails(profile(config, server), "has ended: run aws sso login --profile default");
      Files.delete(folder.resolve(OF_ADDRESS));
      fails(profile(config, server), "nobody has logged in to the SSO session: run aws sso login");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aTokenIsRenewedInItsLastMinutesAndKeptForTheOtherTools() throws IOException {
    Path file = login(OF_SESSION, renewable(in(Duration.ofMinutes(4)), in(Duration.ofDays(1))));
    String created =
        "{\"accessToken\":\"access-2\",\"expiresIn\":3600,\"refreshToken\":\"refresh-2\","
            + "\"tokenType\":\"Bearer\"}";
    try (ScriptedServer server = server(created, GIVEN)) {
      assertThat(keyOf(profile(SESSION, server))).isEqualTo(ISSUED.toKey("default"));

      ReceivedRequest asked = server.requests().get(0);
      assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /token");
      assertThat(asked.header("content-type")).isEqualTo("application/json");
      assertThat(asked.text())
          .isEqualTo(
              "{\"clientId\":\"client\",\"clientSecret\":\"canary-secret\","
                  + "\"grantType\":\"refresh_token\",\"refreshToken\":\"refresh-1\"}");
      assertThat(server.requests().get(1).header("x-amz-sso_bearer_token")).isEqualTo("access-2");
      assertThat(Json.ofText(Files.readString(file)).asObject())
          .containsEntry("accessToken", "access-2")
          .containsEntry("refreshToken", "refresh-2")
          .containsEntry("expiresAt", in(Duration.ofHours(1)).toString())
          .containsEntry("startUrl", "https://ours.awsapps.com/start")
          .containsEntry("clientSecret", "canary-secret");
      try (var left = Files.list(folder)) {
        assertThat(left).hasSize(2); // this and the settings
      }
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aRenewedTokenIsForItsOwnerAlone() throws IOException {
    Path file = login(OF_SESSION, renewable(in(Duration.ZERO), in(Duration.ofDays(1))));
    try (ScriptedServer server =
        server("{\"accessToken\":\"access-2\",\"expiresIn\":3600}", GIVEN)) {
      keyOf(profile(SESSION, server));

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  /** One that cannot be renewed and still holds is good enough. */
  @Test
  void aTokenThatHoldsIsUsedWhereItIsNotRenewed() throws IOException {
    login(OF_SESSION, renewable(in(Duration.ofMinutes(4)), in(Duration.ofDays(1))));
    try (ScriptedServer server =
        ScriptedServer.start(
            ConnectionScript.accept().readRequest().send(HttpText.json(400, "{}")),
            ConnectionScript.accept().readRequest().send(HttpText.json(200, GIVEN)))) {
      assertThat(keyOf(profile(SESSION, server))).isEqualTo(ISSUED.toKey("default"));
      assertThat(server.requests().get(1).header("x-amz-sso_bearer_token")).isEqualTo("access-1");
    }
  }

  @Test
  void aSessionThatIsOverSaysWhatToRun() throws IOException {
    String run = "the SSO session has ended: run aws sso login --sso-session ours";
    try (ScriptedServer server =
        ScriptedServer.start(
            ConnectionScript.accept().readRequest().send(HttpText.json(400, "canary")),
            ConnectionScript.accept().readRequest().send(HttpText.json(401, "canary")))) {
      login(OF_SESSION, renewable(in(Duration.ZERO), in(Duration.ofDays(1))));
      fails(profile(SESSION, server), run); // the service does not renew it

      login(OF_SESSION, renewable(in(Duration.ZERO), in(Duration.ZERO)));
      fails(profile(SESSION, server), run); // its client is not known any more

      login(OF_SESSION, token(in(Duration.ZERO)));
      fails(profile(SESSION, server), run); // it does not say how it is renewed

      login(OF_SESSION, token(in(Duration.ofHours(1))));
      fails(profile(SESSION, server), run); // somebody has logged out
      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "canary, no object in JSON",
    "'{\"accessToken\":\"canary\"}', has no token",
    "'{\"accessToken\":\"can ary\",\"expiresAt\":\"2999-01-01T00:00:00Z\"}', has no token",
    "'{\"accessToken\":\"canary\",\"expiresAt\":\"canary\"}', no time"
  })
  void aFileThatHasNoTokenIsSaidWithoutWhatIsInIt(String text, String problem) throws IOException {
    login(OF_SESSION, text);

    fails(profile(SESSION, null), problem);
  }

  @ParameterizedTest
  @CsvSource({
    "'sso_session = none', its sso_session is not in",
    "'sso_session = bare', lacks sso_start_url",
    "'sso_session = ours\nsso_role_name = r', lacks sso_account_id",
    "'sso_session = ours\nsso_account_id = 1', lacks sso_role_name",
    "'sso_start_url = https://x\nsso_account_id = 1\nsso_role_name = r', lacks sso_region"
  })
  void whatAProfileLacksIsNamed(String settings, String problem) {
    String config =
        SESSION.substring(0, SESSION.indexOf("[default]"))
            + "[sso-session bare]\nsso_region = x\n[default]\n"
            + settings;

    assertThatThrownBy(() -> profile(config, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("profile 'default' ")
        .hasMessageContaining(problem);
  }
}
