package io.llmgw.providers.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.answer.OwnWords;
import io.llmgw.providers.aws.AwsCredentials;
import io.llmgw.providers.replay.ListedHeaders;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals by status and header, as the API reference lists them for Converse and for all. */
class BedrockErrorTest {
  private static final String NAMESPACE = ":http://internal.amazon.com/coral/com.amazon.bedrock/";

  @ParameterizedTest
  @CsvSource({
    "400, ValidationException, INVALID_REQUEST, false",
    "400, ServiceQuotaExceededException, QUOTA, false",
    "400, ThrottlingException, RATE_LIMIT, true",
    "400, ExpiredTokenException, AUTH, false",
    "400, IncompleteSignatureException, AUTH, false",
    "403, AccessDeniedException, PERMISSION, false",
    "403, UnrecognizedClientException, AUTH, false",
    "403, InvalidSignatureException, AUTH, false",
    "403, MissingAuthenticationTokenException, AUTH, false",
    "404, ResourceNotFoundException, MODEL_NOT_FOUND, false",
    "408, ModelTimeoutException, SERVER, true",
    "424, ModelErrorException, SERVER, true",
    "424, ModelStreamErrorException, SERVER, true",
    "429, ThrottlingException, RATE_LIMIT, true",
    "429, ModelNotReadyException, OVERLOADED, true",
    "500, InternalServerException, SERVER, true",
    "503, ServiceUnavailableException, OVERLOADED, true"
  })
  void theNameInTheHeaderTellsTheKind(int status, String type, ErrorKind kind, boolean retryable) {
    LlmException error = refusal(status, type + NAMESPACE, "{\"message\":\"secret words\"}");

    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.isRetryable()).isEqualTo(retryable);
    assertThat(error.httpStatus()).isEqualTo(status);
    assertThat(error.providerCode()).isEqualTo(type);
    assertThat(error).hasMessageContaining(type).hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "Input is too long for requested model., CONTEXT_LENGTH",
    "The model returned the following errors: Input Tokens Exceeded: Number of, CONTEXT_LENGTH",
    "The model returned the following errors: prompt is too long: 9 tokens, CONTEXT_LENGTH",
    "The provided model identifier is invalid., MODEL_NOT_FOUND",
    "Malformed input request, INVALID_REQUEST"
  })
  void whatIsInvalidIsInTheWords(String message, ErrorKind kind) {
    LlmException error = refusal(400, "ValidationException", "{\"message\":\"" + message + "\"}");

    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error).hasMessageNotContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "InvalidSignatureException, Signature expired: 20261127T090006Z is now earlier than",
    "InvalidSignatureException, Signature not yet current: 20261127T090006Z is still later than",
    "SignatureDoesNotMatch, Signature expired: 20261127T090006Z is now earlier than",
    "RequestExpired, canary"
  })
  void aClockThatIsWrongIsNoFaultOfTheKey(String type, String message) {
    LlmException error = refusal(403, type, "{\"message\":\"" + message + "\"}");

    assertThat(error.kind()).isEqualTo(ErrorKind.CONFIGURATION);
    assertThat(error.isRetryable()).isFalse();
    assertThat(error)
        .hasMessageContaining("set the clock of this host")
        .hasMessageNotContaining(message);
  }

  @Test
  void theNameMayStandInTheBody() {
    String body = "{\"__type\":\"com.amazon.coral.service#UnrecognizedClientException\"}";

    LlmException error = refusal(403, null, body);

    assertThat(error.kind()).isEqualTo(ErrorKind.AUTH);
    assertThat(error.providerCode()).isEqualTo("UnrecognizedClientException");
  }

  @ParameterizedTest
  @CsvSource({"secret prose with blanks", "AKIASECRET0123456789", "'<html>'"})
  void whatLooksLikeNoNameIsNotRepeated(String type) {
    LlmException error = refusal(403, type, "{\"Message\":\"secret\"}");

    assertThat(error.kind()).isEqualTo(ErrorKind.PERMISSION);
    assertThat(error.providerCode()).isNull();
    assertThat(error.toString()).doesNotContain(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bad-AKIDCANARYAKIDCANARY", "Bad-secretcanarysecretcanary"})
  void neitherPartOfTheCredentialsIsRepeated(String type) {
    ApiKey key =
        AwsCredentials.of("AKIDCANARYAKIDCANARY", "secretcanarysecretcanary").toKey("main");
    AnswerHead head = Decoding.READING.head(403, ListedHeaders.of("x-amzn-errortype", type));
    head.keepToItself(OwnWords.of(key, ChatRequest.of("x").content()));

    LlmException error = head.refusal(ErrorBody.of(new byte[0], 0, 0));

    assertThat(error.kind()).isEqualTo(ErrorKind.PERMISSION);
    assertThat(error.providerCode()).isNull();
    assertThat(error.toString()).doesNotContainIgnoringCase("canary");
  }

  private static LlmException refusal(int status, String header, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    ListedHeaders headers =
        header == null ? ListedHeaders.of() : ListedHeaders.of("X-Amzn-ErrorType", header);
    return Decoding.READING.head(status, headers).refusal(ErrorBody.of(bytes, 0, bytes.length));
  }
}
