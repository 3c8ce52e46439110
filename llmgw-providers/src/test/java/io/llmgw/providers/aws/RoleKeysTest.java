package io.llmgw.providers.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.Caller;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.KeySource;
import io.llmgw.providers.aws.profile.SharedFiles;
import io.llmgw.providers.aws.signature.CanonicalRequest;
import io.llmgw.providers.aws.signature.SigV4;
import io.llmgw.providers.rig.Background;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ReceivedRequest;
import io.llmgw.test.socket.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles that other credentials assume, as profiles of the shared files name them. */
@ExtendWith(LeakRule.class)
class RoleKeysTest {
  private static final AwsCredentials ISSUED =
      AwsCredentials.of("ASIA1", "s/1").withSessionToken("t+1=");
  private static final String BASE =
      "[profile base]\naws_access_key_id = AKID1\naws_secret_access_key = secret-1\n";

  @TempDir private Path folder;

  private final VirtualTime time = VirtualTime.create();

  private static String assumed(String id, String token) {
    return "<AssumeRoleResponse><AssumeRoleResult><AssumedRoleUser><Arn>arn</Arn>"
        + "</AssumedRoleUser><Credentials><AccessKeyId>"
        + id
        + "</AccessKeyId><SecretAccessKey>s/1</SecretAccessKey><SessionToken>"
        + token
        + "</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration></Credentials>"
        + "</AssumeRoleResult></AssumeRoleResponse>";
  }

  private static ScriptedServer server(String... bodies) {
    ConnectionScript[] answers = new ConnectionScript[bodies.length];
    for (int i = 0; i < bodies.length; i++) {
      answers[i] = ConnectionScript.accept().readRequest().send(HttpText.json(200, bodies[i]));
    }
    return ScriptedServer.start(answers);
  }

  private KeySource profile(String config, Map<String, String> variables) throws IOException {
    Path file = Files.writeString(folder.resolve("config"), config);
    SharedFiles files = new SharedFiles(folder.resolve("credentials"), file, folder);
    return AwsKeys.profile("default", files, variables, time);
  }

  private static Map<String, String> at(ScriptedServer server) {
    return Map.of("AWS_ENDPOINT_URL_STS", server.url());
  }

  private static ApiKey keyOf(KeySource source) {
    List<ApiKey> keys = source.keysFor(Caller.ANONYMOUS);
    assertThat(keys).hasSize(1);
    return keys.get(0);
  }

  @Test
  void anotherProfileAssumesTheRole() throws Exception {
    try (ScriptedServer server = server(assumed("ASIA1", "t+1="))) {
      KeySource keys =
          profile(
              BASE
                  + "[default]\nrole_arn = arn:aws:iam::1:role/app\nsource_profile = base\n"
                  + "role_session_name = ours\nexternal_id = of/both\nduration_seconds = 900\n"
                  + "region = eu-west-1\n",
              at(server));
      assertThat(server.requests()).isEmpty(); // nothing is asked before the first call

      assertThat(keyOf(keys)).isEqualTo(ISSUED.toKey("default"));
      assertThat(keyOf(keys)).isEqualTo(ISSUED.toKey("default"));

      assertThat(server.requests()).hasSize(1);
      ReceivedRequest request = server.requests().get(0);
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.header("content-type")).isEqualTo("application/x-www-form-urlencoded");
      assertThat(request.header("x-amz-security-token")).isNull();
      assertThat(request.text())
          .isEqualTo(
              "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fapp"
                  + "&RoleSessionName=ours&ExternalId=of%2Fboth&DurationSeconds=900");
      assertThat(request.header("authorization")).isEqualTo(signature(request, "eu-west-1"));
    }
  }

  private static String signature(ReceivedRequest request, String region) throws Exception {
    byte[] body = request.text().getBytes(StandardCharsets.UTF_8);
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    String date = String.valueOf(request.header("x-amz-date"));
    Map<String, String> signed =
        Map.of("host", String.valueOf(request.header("host")), "x-amz-date", date);
    CanonicalRequest canonical = CanonicalRequest.of("POST", "/", List.of(), signed, hash);
    return new SigV4(region, "sts").authorization("AKID1", "secret-1", canonical, date);
  }

  @Test
  void whatIsUnderWayIsBrokenOffOnceAnotherRoleIsNamed() throws IOException {
    Gate never = Gate.closed();
    String role = BASE + "[default]\nsource_profile = base\nrole_arn = ";
    try (ScriptedServer server =
        ScriptedServer.start(
            ConnectionScript.accept().readRequest().waitFor(never),
            ConnectionScript.accept()
                .readRequest()
                .send(HttpText.json(200, assumed("ASIA1", "t+1="))))) {
      KeySource keys = profile(role + "arn:before\n", at(server));
      Background<ApiKey> waiting = Background.run(() -> keyOf(keys));
      server.awaitRequests(1);
      Files.writeString(folder.resolve("config"), role + "arn:afterwards\n");
      time.advance(Duration.ofSeconds(1));

      assertThat(keyOf(keys)).isEqualTo(ISSUED.toKey("default"));

      assertThat(waiting.result()).isEqualTo(ISSUED.toKey("default"));
      server.awaitGone(1);
      assertThat(server.requests()).hasSize(2);
      assertThat(server.requests().get(1).text()).contains("arn%3Aafterwards");
      never.open();
    }
  }

  @Test
  void aRoleMayAssumeAnother() throws IOException {
    try (ScriptedServer server = server(assumed("ASIA0", "first"), assumed("ASIA1", "t+1="))) {
      KeySource keys =
          profile(
              BASE
                  + "[profile middle]\nrole_arn = arn:middle\nsource_profile = base\n"
                  + "[default]\nrole_arn = arn:last\nsource_profile = middle\n",
              at(server));

      assertThat(keyOf(keys)).isEqualTo(ISSUED.toKey("default"));

      assertThat(server.requests().get(0).text()).contains("RoleArn=arn%3Amiddle");
      ReceivedRequest last = server.requests().get(1);
      assertThat(last.text()).contains("RoleArn=arn%3Alast&RoleSessionName=llmgw");
      assertThat(last.header("x-amz-security-token")).isEqualTo("first");
      assertThat(last.header("authorization"))
          .contains("Credential=ASIA0/", "/us-east-1/sts/aws4_request", "x-amz-security-token");
    }
  }

  /** Then its keys are not what requests are signed with, but what assumes the role. */
  @Test
  void aProfileMayBeItsOwnSource() throws IOException {
    try (ScriptedServer server = server(assumed("ASIA1", "t+1="))) {
      KeySource keys =
          profile(
              "[default]\naws_access_key_id = AKID7\naws_secret_access_key = secret-7\n"
                  + "role_arn = arn:app\nsource_profile = default\n",
              at(server));

      assertThat(keyOf(keys)).isEqualTo(ISSUED.toKey("default"));
      assertThat(server.requests().get(0).header("authorization")).contains("Credential=AKID7/");
    }
  }

  @Test
  void theSurroundingsAssumeTheRole() throws IOException {
    String document =
        "{\"AccessKeyId\":\"ASIA0\",\"SecretAccessKey\":\"s\",\"Token\":\"t0\","
            + "\"Expiration\":\"2999-01-01T00:00:00Z\"}";
    String role = "[default]\nrole_arn = arn:app\ncredential_source = ";
    try (ScriptedServer sts =
            server(assumed("ASIA1", "t+1="), assumed("ASIA1", "t+1="), assumed("ASIA1", "t+1="));
        ScriptedServer container = server(document);
        ScriptedServer instance = server("session", "role", document)) {
      Map<String, String> variables = new HashMap<>(at(sts));
      variables.put("AWS_ACCESS_KEY_ID", "AKID2");
      variables.put("AWS_SECRET_ACCESS_KEY", "secret-2");
      variables.put("AWS_SESSION_TOKEN", "t2");
      variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", container.url());
      variables.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", instance.url());
      variables.put("AWS_REGION", "eu-north-1");

      for (String source : List.of("Environment", "EcsContainer", "Ec2InstanceMetadata")) {
        assertThat(keyOf(profile(role + source, variables))).isEqualTo(ISSUED.toKey("default"));
      }

      assertThat(sts.requests())
          .extracting(request -> request.header("x-amz-security-token"))
          .containsExactly("t2", "t0", "t0");
      assertThat(sts.requests().get(0).header("authorization"))
          .contains("Credential=AKID2/", "/eu-north-1/sts/");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'source_profile = gone', takes those of source_profile 'gone'",
    "'source_profile = empty', which has no aws_access_key_id",
    "'source_profile = default', is its own source_profile",
    "'source_profile = round', 'circle: default, round, default'",
    "'credential_source = canary', credential_source that is not Environment",
    "'credential_source = Environment', AWS_ACCESS_KEY_ID is not set",
    "'credential_source = EcsContainer', is no container",
    "'source_profile = empty\ncredential_source = Environment', both",
    "'source_profile = base\nmfa_serial = canary', mfa_serial",
    "'source_profile = base\nduration_seconds = 899', from 900 to 43200",
    "'source_profile = base\nduration_seconds = canary', from 900 to 43200",
    "'region = canary', nobody is there to assume it"
  })
  void whatKeepsARoleFromBeingAssumedIsSaid(String settings, String problem) {
    String config =
        BASE
            + "[profile empty]\nregion = x\n"
            + "[profile round]\nrole_arn = canary\nsource_profile = default\n"
            + "[default]\nrole_arn = canary\n"
            + settings;

    assertThatThrownBy(() -> profile(config, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("profile 'default' ")
        .hasMessageContaining(problem)
        .hasMessageNotContaining("canary");
  }

  @Test
  void whatTheTokenServiceRefusesIsItsStatusAlone() throws IOException {
    try (ScriptedServer server =
        ScriptedServer.start(
            ConnectionScript.accept().readRequest().send(HttpText.json(403, "canary")))) {
      KeySource keys =
          profile(BASE + "[default]\nrole_arn = arn:app\nsource_profile = base\n", at(server));

      assertThatThrownBy(() -> keys.keysFor(Caller.ANONYMOUS))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("answered with status 403")
          .hasMessageNotContaining("canary");
    }
  }
}
