package io.llmgw.providers.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.Retries;
import io.llmgw.providers.aws.AwsCredentials;
import io.llmgw.providers.aws.AwsKeys;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The count of a chat by CountTokens, in the form of either API. */
@ExtendWith(LeakRule.class)
class BedrockCountTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String CLAUDE = "anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final ChatRequest CHAT =
      ChatRequest.builder()
          .messages(List.of(Message.system("You are brief."), Message.user("Hello, world!")))
          .tools(ToolSpec.of("weather", "tells it", Json.ofText("{\"type\":\"object\"}")))
          .reasoning(ReasoningEffort.LOW)
          .maxOutputTokens(5000)
          .metadata("team", "blue")
          .extraBody("guardrailConfig", Map.of("guardrailIdentifier", "g"))
          .extraBody("serviceTier", Map.of("type", "flex"))
          .build();

  @Test
  void whatMakesThePromptIsSentAndWhatMakesTheAnswerIsNot() {
    JsonNode body = body(encoded(Decoding.FORMAT, CHAT, CLAUDE));

    assertThat(body.propertyNames()).containsExactly("input");
    assertThat(body.path("input").propertyNames()).containsExactly("converse");
    assertThat(body.at("/input/converse").propertyNames())
        .containsExactlyInAnyOrder(
            "messages", "system", "toolConfig", "additionalModelRequestFields");
  }

  @Test
  void byInvokeModelTheWholeBodyIsSentAsBytes() {
    BedrockFormat format = BedrockFormat.of(BedrockApi.INVOKE);
    ChatRequest chat = ChatRequest.of("Hello!");

    JsonNode body = body(encoded(format, chat, CLAUDE));

    byte[] inside = Base64.getDecoder().decode(body.at("/input/invokeModel/body").stringValue());
    WireCall call = new WireCall(chat, "bedrock", CLAUDE, Delivery.WHOLE, note -> {});
    assertThat(inside).isEqualTo(format.encode(call).body().toByteArray());
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic.claude-opus-4-v1:0, anthropic.claude-opus-4-v1%3A0",
    "us.anthropic.claude-opus-4-v1:0, anthropic.claude-opus-4-v1%3A0",
    "us-gov.anthropic.claude-opus-4-v1:0, anthropic.claude-opus-4-v1%3A0",
    "global.anthropic.claude-opus-4-6, anthropic.claude-opus-4-6",
    "anthropic.claude-4.5, anthropic.claude-4.5",
    "arn:aws:bedrock:us-east-1:1:inference-profile/eu.anthropic.claude-4, anthropic.claude-4",
    "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-4, anthropic.claude-4",
    "arn:aws:bedrock:us-east-1:1:application-inference-profile/a1,"
        + " arn%3Aaws%3Abedrock%3Aus-east-1%3A1%3Aapplication-inference-profile%2Fa1"
  })
  void tokensAreCountedForTheModelItself(String model, String segment) {
    assertThat(encoded(Decoding.FORMAT, ChatRequest.of("Hi"), model).path())
        .isEqualTo("model/" + segment + "/count-tokens");
  }

  @ParameterizedTest
  @EnumSource
  void countsOverHttp(BedrockApi api) {
    try (SimulatedProvider server = SimulatedProvider.bedrock().start();
        LlmClient llm = client(server, api)) {
      long tokens =
          llm.countTokens(ChatRequest.of("Hello, world!").withModel("bedrock/eu." + CLAUDE))
              .inputTokens();

      assertThat(tokens).isPositive();
      assertThat(server.requests()).hasSize(1);
      assertThat(server.requests().get(0).path())
          .isEqualTo("/model/anthropic.claude-sonnet-4-5-20250929-v1%3A0/count-tokens");
      assertThat(server.requests().get(0).header("authorization")).startsWith("AWS4-HMAC-SHA256");
    }
  }

  @Test
  void whatTheProviderDoesNotCountIsAnErrorBeforeAnythingIsSent() {
    try (SimulatedProvider server = SimulatedProvider.bedrock().start();
        Provider provider = provider(server, BedrockApi.CONVERSE);
        LlmClient llm = client(server, BedrockApi.CONVERSE)) {
      assertThat(provider.capabilities(CLAUDE).has(Capability.TOKEN_COUNT)).isTrue();
      assertThat(provider.capabilities("arn:aws:bedrock:x").has(Capability.TOKEN_COUNT)).isTrue();

      LlmException error =
          catchThrowableOfType(
              LlmException.class,
              () -> llm.countTokens(ChatRequest.of("x").withModel("bedrock/amazon.nova-pro-v1:0")));

      assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
      assertThat(error).hasMessageContaining("TOKEN_COUNT");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aRefusalIsTyped() {
    Reply refusal =
        Reply.raw(400, "application/json", "{\"message\":\"The provided model doesn't support\"}")
            .header("x-amzn-errortype", "ValidationException:http://internal/");
    try (SimulatedProvider server = SimulatedProvider.bedrock().always(refusal).start();
        LlmClient llm = client(server, BedrockApi.CONVERSE)) {
      LlmException error =
          catchThrowableOfType(
              LlmException.class,
              () -> llm.countTokens(ChatRequest.of("x").withModel("bedrock/" + CLAUDE)));

      assertThat(error.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
      assertThat(error.providerCode()).isEqualTo("ValidationException");
    }
  }

  @Test
  void anApiKeyIsEnough() {
    try (SimulatedProvider server = SimulatedProvider.bedrock().start();
        LlmClient llm =
            LlmClient.builder()
                .provider(Bedrock.builder().baseUrl(server.baseUrl()).keys(Keys.of("abc")).build())
                .build()) {
      assertThat(llm.countTokens(ChatRequest.of("x").withModel("bedrock/" + CLAUDE)).inputTokens())
          .isPositive();
      assertThat(server.requests().get(0).bearerToken()).isEqualTo("abc");
    }
  }

  private static WireRequest encoded(WireFormat format, ChatRequest chat, String model) {
    TokenCountRequest request = TokenCountRequest.of(chat);
    return format
        .forRequest(request)
        .encode(new WireCall(request, "bedrock", model, Delivery.WHOLE, note -> {}));
  }

  private static JsonNode body(WireRequest written) {
    return JSON.readTree(new String(written.body().toByteArray(), StandardCharsets.UTF_8));
  }

  private static LlmClient client(SimulatedProvider server, BedrockApi api) {
    return LlmClient.builder().provider(provider(server, api)).retries(Retries.none()).build();
  }

  private static Provider provider(SimulatedProvider server, BedrockApi api) {
    return Bedrock.builder()
        .region("eu-central-1")
        .baseUrl(server.baseUrl())
        .credentials(AwsKeys.of(AwsCredentials.of("AKIDEXAMPLE", "secret")))
        .api(api)
        .build();
  }
}
