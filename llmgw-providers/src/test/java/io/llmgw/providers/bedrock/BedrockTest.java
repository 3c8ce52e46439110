package io.llmgw.providers.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.Caller;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderFactory;
import io.llmgw.api.provider.Settings;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.providers.aws.AwsCredentials;
import io.llmgw.providers.aws.AwsKeys;
import io.llmgw.providers.rig.Factories;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ReceivedRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakRule.class)
class BedrockTest {
  private static final AwsCredentials CREDENTIALS =
      AwsCredentials.of("AKIDEXAMPLE", "secret-canary").withSessionToken("token-canary");

  @TempDir private Path folder;

  @Test
  void anApiKeyInTheEnvironmentComesFirst() {
    try (Provider provider =
        Bedrock.fromEnv(
            environment(
                "AWS_BEARER_TOKEN_BEDROCK", " abc ",
                "AWS_ACCESS_KEY_ID", "AKID1",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_REGION", "eu-central-1"))) {
      assertThat(provider.name()).isEqualTo("bedrock");
      assertThat(provider.capabilities().has(Capability.TOOLS)).isTrue();
      assertThat(provider.server())
          .isEqualTo(URI.create("https://bedrock-runtime.eu-central-1.amazonaws.com/"));
      assertThat(provider.keys().keysFor(Caller.ANONYMOUS))
          .singleElement()
          .satisfies(key -> assertThat(key.secret()).isEqualTo("abc"))
          .satisfies(key -> assertThat(key.alias()).isEqualTo("AWS_BEARER_TOKEN_BEDROCK"));
    }
  }

  @Test
  void credentialsInTheEnvironmentComeSecond() {
    try (Provider provider =
        Bedrock.fromEnv(
            environment(
                "AWS_ACCESS_KEY_ID", "AKID1",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_DEFAULT_REGION", "cn-north-1"))) {
      assertThat(provider.keys().keysFor(Caller.ANONYMOUS))
          .containsExactly(AwsCredentials.of("AKID1", "secret").toKey("AWS_ACCESS_KEY_ID"));
      assertThat(provider.server())
          .isEqualTo(URI.create("https://bedrock-runtime.cn-north-1.amazonaws.com.cn/"));
    }
  }

  @Test
  void aProfileComesThirdAndBringsItsRegion() throws IOException {
    Files.writeString(
        folder.resolve("credentials"),
        "[dev]\naws_access_key_id = AKID2\naws_secret_access_key = secret-2\n");
    Files.writeString(folder.resolve("config"), "[profile dev]\nregion = us-west-2\n");

    try (Provider provider =
        Bedrock.fromEnv(
            environment(
                "AWS_PROFILE", "dev",
                "AWS_ENDPOINT_URL", "http://localhost:1",
                "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://localhost:2"))) {
      assertThat(provider.keys().keysFor(Caller.ANONYMOUS))
          .containsExactly(AwsCredentials.of("AKID2", "secret-2").toKey("dev"));
      assertThat(provider.server()).isEqualTo(URI.create("http://localhost:2/"));
    }
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(
            () ->
                Bedrock.fromEnv(
                    environment("AWS_REGION", "us-east-1", "AWS_EC2_METADATA_DISABLED", "true")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("AWS_BEARER_TOKEN_BEDROCK")
        .hasMessageContaining("AWS_ACCESS_KEY_ID")
        .hasMessageContaining("profile 'default'");
    assertThatThrownBy(() -> Bedrock.fromEnv(environment("AWS_BEARER_TOKEN_BEDROCK", "canary")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("AWS_REGION")
        .hasMessageNotContaining("canary");
    assertThatThrownBy(
            () ->
                Bedrock.fromEnv(
                    environment("AWS_ACCESS_KEY_ID", "canary", "AWS_REGION", "us-east-1")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("AWS_SECRET_ACCESS_KEY")
        .hasMessageNotContaining("canary");
  }

  /** With shared files of its own, which are not those of whoever runs the tests. */
  private Map<String, String> environment(String... namesAndValues) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("credentials").toString());
    environment.put("AWS_CONFIG_FILE", folder.resolve("config").toString());
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return environment;
  }

  @Test
  void eachSettingIsSetOnceAndChecked() {
    Bedrock.Builder builder =
        Bedrock.builder()
            .name("aws")
            .region("eu-central-1")
            .credentials(AwsKeys.of(CREDENTIALS))
            .baseUrl("http://localhost:1")
            .mediaLimits(MediaLimits.UNKNOWN)
            .header("x-amzn-bedrock-trace", "ENABLED");

    assertThatThrownBy(() -> builder.name("b")).hasMessageContaining("name is set already");
    assertThatThrownBy(() -> builder.region("b")).hasMessageContaining("region is set already");
    assertThatThrownBy(() -> builder.keys(KeySource.NONE)).hasMessageContaining("keys is set");
    assertThatThrownBy(() -> builder.baseUrl("http://b")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Bedrock.builder().keys(KeySource.NONE).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("region");
    assertThatThrownBy(
            () ->
                Bedrock.builder().credentials(KeySource.NONE).baseUrl("http://localhost:1").build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("region");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "eu central", "EU-CENTRAL-1", "a.b", "x/y", "evil.example#"})
  void aRegionIsAPartOfAnAddressAndNothingElse(String region) {
    assertThatThrownBy(() -> Bedrock.builder().region(region))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void signsWhatItSendsAndShowsNoSecret() {
    try (SimulatedProvider server = SimulatedProvider.bedrock().always("Blue.").start();
        Provider provider =
            Bedrock.builder()
                .region("eu-central-1")
                .baseUrl(server.baseUrl())
                .credentials(AwsKeys.of(CREDENTIALS))
                .build();
        LlmClient llm =
            LlmClient.builder().provider(provider).defaultModel("bedrock/a.b-v1:0").build()) {
      ChatResponse answer =
          llm.chat(ChatRequest.builder().user("Hi").extraHeader("x-amz-own", "1").build());

      assertThat(answer.text()).isEqualTo("Blue.");
      ReceivedRequest request = server.requests().get(0);
      assertThat(request.path()).isEqualTo("/model/a.b-v1%3A0/converse");
      assertThat(request.header("x-amz-security-token")).isEqualTo("token-canary");
      assertThat(request.header("content-type")).isEqualTo("application/json");
      assertThat(request.header("authorization"))
          .matches(
              "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\\d{8}/eu-central-1/bedrock/aws4_request,"
                  + " SignedHeaders=content-type;host;x-amz-date;x-amz-own;x-amz-security-token,"
                  + " Signature=[0-9a-f]{64}")
          .doesNotContain("canary");
      assertThat(provider + " " + answer.served()).doesNotContain("canary");
    }
  }

  @Test
  void aSignatureThatIsNoneIsRefused() {
    try (SimulatedProvider server = SimulatedProvider.bedrock().always("Blue.").start();
        LlmClient llm =
            LlmClient.builder()
                .provider(
                    Bedrock.builder()
                        .baseUrl(server.baseUrl())
                        .keys(KeySource.NONE)
                        .header("authorization", "AWS4-HMAC-SHA256 Credential=x")
                        .build())
                .defaultModel("bedrock/m")
                .build()) {
      LlmException error = catchThrowableOfType(LlmException.class, () -> llm.prompt("Hi").text());

      assertThat(error.kind()).isEqualTo(ErrorKind.AUTH);
      assertThat(error.providerCode()).isEqualTo("InvalidSignatureException");
    }
  }

  @Test
  void aKeyThatIsNoCredentialsIsAnErrorThatNamesIt() {
    try (SimulatedProvider server = SimulatedProvider.bedrock().always("Blue.").start();
        LlmClient llm =
            LlmClient.builder()
                .provider(
                    Bedrock.builder()
                        .region("eu-central-1")
                        .baseUrl(server.baseUrl())
                        .credentials(Keys.of("sk-canary"))
                        .build())
                .defaultModel("bedrock/m")
                .build()) {
      LlmException error = catchThrowableOfType(LlmException.class, () -> llm.prompt("Hi").text());

      assertThat(error.kind()).isEqualTo(ErrorKind.CONFIGURATION);
      assertThat(error).hasMessageContaining("key 'main'").hasMessageNotContaining("canary");
      assertThat(server.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorization", "x-amz-date", "X-Amz-Security-Token"})
  void nobodyElseSetsWhatProvesTheKey(String header) {
    try (SimulatedProvider server = SimulatedProvider.bedrock().always("Blue.").start();
        LlmClient llm = signed(server)) {
      ChatRequest request = ChatRequest.builder().user("Hi").extraHeader(header, "x").build();

      assertThatThrownBy(() -> llm.chat(request)).hasMessageContaining("extra header");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aRefusedKeyGivesWayToTheNext() {
    AwsCredentials second = AwsCredentials.of("AKID2", "secret-2");
    try (SimulatedProvider server =
            SimulatedProvider.bedrock().rejectsKey("AKIDEXAMPLE").always("Blue.").start();
        LlmClient llm =
            LlmClient.builder()
                .provider(
                    Bedrock.builder()
                        .region("eu-central-1")
                        .baseUrl(server.baseUrl())
                        .credentials(
                            Keys.of(CREDENTIALS.toKey("old"), second.toKey("new").weight(0)))
                        .build())
                .defaultModel("bedrock/m")
                .build()) {
      assertThat(llm.prompt("Hi").text()).isEqualTo("Blue.");
      assertThat(server.requests()).hasSize(2);
    }
  }

  private static LlmClient signed(SimulatedProvider server) {
    return LlmClient.builder()
        .provider(
            Bedrock.builder()
                .region("eu-central-1")
                .baseUrl(server.baseUrl())
                .credentials(AwsKeys.of(CREDENTIALS))
                .build())
        .defaultModel("bedrock/m")
        .retries(Retries.none())
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "us.amazon.nova-2-lite-v1:0, us.amazon.nova-2-lite-v1%3A0",
    "arn:aws:bedrock:us-east-1:123456789012:inference-profile/eu.a-b_c~1,"
        + " arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Ainference-profile%2Feu.a-b_c~1",
    "a%3Ab?c#d e\u00e9, a%253Ab%3Fc%23d%20e%C3%A9",
    "..a, ..a"
  })
  void anIdIsOneSegmentOfThePath(String model, String segment) {
    try (SimulatedProvider server = SimulatedProvider.bedrock().always("Blue.").start();
        LlmClient llm = signed(server);
        ChatStream answer = llm.stream(ChatRequest.of("Hi").withModel("bedrock/" + model))) {
      assertThat(answer.response().text()).isEqualTo("Blue.");
      assertThat(server.requests().get(0).path())
          .isEqualTo("/model/" + segment + "/converse-stream");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void noIdLeadsOutOfTheFolder(String model) {
    try (SimulatedProvider server = SimulatedProvider.bedrock().always("Blue.").start();
        LlmClient llm = signed(server)) {
      assertThatThrownBy(() -> llm.chat(ChatRequest.of("Hi").withModel("bedrock/" + model)))
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED));
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aConversationWithToolsGoesRound() {
    try (SimulatedProvider server =
            SimulatedProvider.bedrock()
                .callsTool("weather", "{\"city\":\"Oslo\"}", "It rains.")
                .start();
        LlmClient llm = signed(server)) {
      ChatRequest.Builder ask =
          ChatRequest.builder().tools(ToolSpec.of("weather", "Weather", Json.object()));
      Message question = Message.user("Do I need a coat in Oslo?");

      ChatResponse first = llm.chat(ask.messages(List.of(question)).build());
      String id = first.toolCalls().get(0).id();
      ChatResponse second =
          llm.chat(
              ask.messages(List.of(first.message(), Message.tool(ToolResult.of(id, "rain"))))
                  .build());

      assertThat(second.text()).isEqualTo("It rains.");
      assertThat(server.requests().get(1).text())
          .contains("{\"toolUse\":{\"toolUseId\":\"" + id + "\",\"name\":\"weather\"")
          .contains(
              "{\"toolResult\":{\"toolUseId\":\"" + id + "\",\"content\":[{\"text\":\"rain\"}]}}");
    }
  }

  @Test
  void theServiceLoaderFindsIt() {
    ProviderFactory factory = Factories.named("bedrock");

    try (Provider provider =
        factory.create(
            Settings.of(
                Map.of(
                    "region", "eu-central-1",
                    "base-url", "http://localhost:1",
                    "access-key-id", "AKID1",
                    "secret-access-key", "secret",
                    "session-token", "token",
                    "name", "local",
                    "max-response-bytes", "1000")))) {
      assertThat(provider.name()).isEqualTo("local");
      assertThat(provider.keys().keysFor(Caller.ANONYMOUS))
          .containsExactly(
              AwsCredentials.of("AKID1", "secret").withSessionToken("token").toKey("main"));
      assertThat(provider.toString()).isEqualTo("HttpProvider[local]");
    }
    try (Provider keyed = factory.create(Settings.of(Map.of("region", "x", "key", "abc")))) {
      assertThat(keyed.keys().keysFor(Caller.ANONYMOUS)).hasSize(1);
    }
  }

  @Test
  void theFactoryNamesWhatIsWrong() {
    BedrockProviderFactory factory = new BedrockProviderFactory();

    assertThatThrownBy(() -> factory.create(Settings.of(Map.of("regoin", "x"))))
        .hasMessageContaining("regoin");
    assertThatThrownBy(() -> factory.create(Settings.none())).hasMessageContaining("region");
    assertThatThrownBy(() -> factory.create(Settings.of(Map.of("access-key-id", "canary"))))
        .hasMessageContaining("secret-access-key")
        .hasMessageNotContaining("canary");
    assertThatThrownBy(
            () -> factory.create(Settings.of(Map.of("key", "canary", "profile", "dev-none"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("canary");
    assertThatThrownBy(
            () ->
                factory.create(
                    Settings.of(
                        Map.of(
                            "access-key-id", "canary",
                            "secret-access-key", "canary",
                            "profile", "dev"))))
        .hasMessageContaining("exclude each other")
        .hasMessageNotContaining("canary");
    assertThatThrownBy(
            () ->
                factory.create(
                    Settings.of(Map.of("region", "x", "credentials", "instance", "profile", "d"))))
        .hasMessageContaining("exclude each other");
    assertThatThrownBy(
            () -> factory.create(Settings.of(Map.of("region", "x", "credentials", "iam"))))
        .hasMessageContaining("web-identity")
        .hasMessageContaining("'iam'");
  }

  @Test
  void whereCredentialsAreFoundHasNames() {
    BedrockProviderFactory factory = new BedrockProviderFactory();

    try (Provider provider =
        factory.create(Settings.of(Map.of("region", "x", "credentials", "instance")))) {
      assertThat(provider.keys()).hasToString("RenewedKeys[instance]");
    }
  }
}
