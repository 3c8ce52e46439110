package io.llmgw.providers.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.response.RateLimit;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.replay.ListedHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the provider's refusals become. */
class AnthropicErrorTest {
  @ParameterizedTest
  @CsvSource({
    "400, invalid_request_error, INVALID_REQUEST, false",
    "401, authentication_error, AUTH, false",
    "402, billing_error, QUOTA, false",
    "403, permission_error, PERMISSION, false",
    "404, not_found_error, NOT_FOUND, false",
    "409, invalid_request_error, CONFLICT, true",
    "413, request_too_large, TOO_LARGE, false",
    "422, invalid_request_error, INVALID_REQUEST, false",
    "429, rate_limit_error, RATE_LIMIT, true",
    "500, api_error, SERVER, true",
    "504, timeout_error, SERVER, true",
    "529, overloaded_error, OVERLOADED, true"
  })
  void everyKindOfError(int status, String type, ErrorKind kind, boolean retryable) {
    LlmException error =
        refusal(
            status,
            "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"secret\"}}",
            ListedHeaders.of("request-id", "req_1"));

    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.isRetryable()).isEqualTo(retryable);
    assertThat(error.providerCode()).isEqualTo(type);
    assertThat(error.httpStatus()).isEqualTo(status);
    assertThat(error.requestId()).isEqualTo("req_1");
    assertThat(error)
        .hasMessageContaining("anthropic/claude-test")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aPromptThatIsTooLongIsOneOfItsOwnKind() {
    String words = "prompt is too long: 210000 tokens > 200000 maximum";
    String body =
        "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\""
            + words
            + "\"}}";

    assertThat(refusal(400, body, ListedHeaders.of()).kind()).isEqualTo(ErrorKind.CONTEXT_LENGTH);
  }

  @Test
  void anAccountWithoutCreditIsNoInvalidRequest() {
    String body =
        "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Your credit"
            + " balance is too low to access the Anthropic API. Please go to Plans & Billing.\"}}";

    LlmException error = refusal(400, body, ListedHeaders.of());

    assertThat(error.kind()).isEqualTo(ErrorKind.QUOTA);
    assertThat(error.isRetryable()).isFalse();
  }

  @Test
  void aSpendLimitIsNoRateLimit() {
    String body =
        "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"x\","
            + "\"details\":{\"error_code\":\"enforced_spend_limit_reached\",\"more\":[1]}}}";

    LlmException error = refusal(429, body, ListedHeaders.of());

    assertThat(error.kind()).isEqualTo(ErrorKind.QUOTA);
    assertThat(error.isRetryable()).isFalse();
    assertThat(error.providerCode()).isEqualTo("enforced_spend_limit_reached");
  }

  @Test
  void aRefusalOfAProxyBeforeItIsTypedByItsStatus() {
    assertThat(refusal(413, "<html>too large</html>", ListedHeaders.of()).kind())
        .isEqualTo(ErrorKind.TOO_LARGE);
    assertThat(refusal(529, "", ListedHeaders.of()).kind()).isEqualTo(ErrorKind.OVERLOADED);
  }

  @Test
  void theProvidersAdviceIsTaken() {
    String body = "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\"}}";

    LlmException later = refusal(429, body, ListedHeaders.of("retry-after", "7"));
    LlmException never =
        refusal(429, body, ListedHeaders.of("retry-after", "7", "x-should-retry", "false"));
    LlmException reset =
        refusal(
            429,
            body,
            ListedHeaders.of(
                "anthropic-ratelimit-requests-remaining", "3",
                "anthropic-ratelimit-requests-reset", "2026-03-01T12:09:00Z",
                "anthropic-ratelimit-input-tokens-remaining", "0",
                "anthropic-ratelimit-input-tokens-reset", "2026-03-01T12:00:30Z"));

    assertThat(later.retryAfter()).hasSeconds(7);
    assertThat(never.isRetryable()).isFalse();
    assertThat(reset.retryAfter()).hasSeconds(30);
  }

  @Test
  void whatIsLeftIsInTheHeadOfEveryAnswer() {
    AnswerHead head =
        Decoding.READING.head(
            200,
            ListedHeaders.of(
                "request-id", "req_1",
                "anthropic-ratelimit-output-tokens-limit", "16000",
                "anthropic-ratelimit-output-tokens-remaining", "15000",
                "anthropic-ratelimit-output-tokens-reset", "2026-03-01T12:01:00Z"));

    assertThat(head.started(null, null).head().rateLimits().all())
        .containsExactly(new RateLimit("output-tokens", 16_000L, 15_000L, Duration.ofMinutes(1)));
    assertThat(head.started(null, null).head().requestId()).isEqualTo("req_1");
  }

  private static LlmException refusal(int status, String body, ListedHeaders headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return Decoding.READING.head(status, headers).refusal(ErrorBody.of(bytes, 0, bytes.length));
  }
}
