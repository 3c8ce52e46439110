package io.llmgw.providers.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.RateLimit;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.providers.replay.ListedHeaders;
import io.llmgw.test.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerHeadTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | INVALID_REQUEST | false",
        "401 | AUTH            | false",
        "402 | QUOTA           | false",
        "403 | PERMISSION      | false",
        "404 | NOT_FOUND       | false",
        "405 | INVALID_REQUEST | false",
        "407 | PROXY           | false",
        "408 | SERVER          | true",
        "409 | CONFLICT        | true",
        "413 | TOO_LARGE       | false",
        "415 | INVALID_REQUEST | false",
        "422 | INVALID_REQUEST | false",
        "425 | SERVER          | true",
        "429 | RATE_LIMIT      | true",
        "500 | SERVER          | true",
        "501 | SERVER          | false",
        "502 | SERVER          | true",
        "503 | OVERLOADED      | true",
        "520 | SERVER          | true",
        "529 | OVERLOADED      | true",
      })
  void everyStatusHasAKind(int status, ErrorKind kind, boolean retryable) {
    LlmException error = refusal(status, "");

    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.isRetryable()).isEqualTo(retryable);
    assertThat(error.httpStatus()).isEqualTo(status);
    assertThat(error.isPossiblyBilled()).isEqualTo(status == 408 || status == 425);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // OpenAI, and what most hosts copy
        "400 | {`error`:{`message`:`too"
            + " long`,`type`:`invalid_request_error`,`code`:`context_length_exceeded`}} |"
            + " CONTEXT_LENGTH | context_length_exceeded",
        "400 | {`error`:{`message`:`This model's maximum context length is 8192"
            + " tokens`,`type`:`invalid_request_error`,`code`:null}} | CONTEXT_LENGTH |"
            + " invalid_request_error",
        "429 | {`error`:{`message`:`x`,`type`:`insufficient_quota`,`code`:`insufficient_quota`}} |"
            + " QUOTA | insufficient_quota",
        "429 | {`error`:{`message`:`x`,`type`:`tokens`,`code`:`rate_limit_exceeded`}} | RATE_LIMIT"
            + " | rate_limit_exceeded",
        "429 | {`error`:{`message`:`INSUFFICIENT QUOTA: requests per minute`}} | RATE_LIMIT | ``",
        "429 | {`error`:{`message`:`Request too large: maximum context length of tokens per min`}}"
            + " | RATE_LIMIT | ``",
        "400 | {`error`:{`message`:`x`,`code`:`content_policy_violation`}} | CONTENT_POLICY |"
            + " content_policy_violation",
        "400 | {`error`:{`message`:`x`,`code`:`content_filter`,`status`:400}} | CONTENT_POLICY |"
            + " content_filter",
        "400 | {`error`:{`message`:`x`,`code`:`model_not_found`}} | MODEL_NOT_FOUND |"
            + " model_not_found",
        "404 |"
            + " {`error`:{`message`:`x`,`type`:`invalid_request_error`,`param`:null,`code`:`model_not_found`}}"
            + " | MODEL_NOT_FOUND | model_not_found",
        "401 | {`error`:{`message`:`Incorrect API key provided`,`code`:`invalid_api_key`}} | AUTH |"
            + " invalid_api_key",
        "400 | {`error`:{`message`:`x`,`code`:`invalid_api_key`}} | AUTH | invalid_api_key",
        // xAI
        "400 | {`code`:`invalid-argument`,`error`:`Incorrect API key provided.`} | AUTH |"
            + " invalid-argument",
        // llama.cpp, vLLM: numbers beside types
        "400 | {`error`:{`code`:400,`message`:`x`,`type`:`exceed_context_size_error`,`n_ctx`:1}} |"
            + " CONTEXT_LENGTH | exceed_context_size_error",
        "503 | {`error`:{`code`:503,`message`:`Loading model`,`type`:`unavailable_error`}} |"
            + " OVERLOADED | unavailable_error",
        "400 | {`object`:`error`,`message`:`x`,`type`:`BadRequestError`,`param`:null,`code`:400} |"
            + " INVALID_REQUEST | BadRequestError",
        // Mistral, FastAPI, Kong, xAI, Cohere, Ollama, Venice, Bedrock, Gemini
        "400 | {`object`:`error`,`message`:`x`,`type`:`invalid_model`,`param`:null,`code`:`1500`} |"
            + " MODEL_NOT_FOUND | 1500",
        "401 | {`detail`:`Invalid API Key`} | AUTH | ``",
        "422 | {`detail`:[{`loc`:[`body`],`msg`:`x`,`type`:`missing`}]} | INVALID_REQUEST |"
            + " missing",
        "401 | {`message`:`No API key found`,`request_id`:`r`} | AUTH | ``",
        "400 | {`code`:`invalid-argument`,`error`:`x`} | INVALID_REQUEST | invalid-argument",
        "400 | {`id`:`1`,`message`:`x`,`error_type`:`TOO_MANY_TOKENS`} | INVALID_REQUEST |"
            + " TOO_MANY_TOKENS",
        "404 | {`error`:`model not found`} | MODEL_NOT_FOUND | ``",
        "400 | {`Message`:`x`} | INVALID_REQUEST | ``",
        "400 | {`errors`:[{`message`:`x`,`code`:`bad`}]} | INVALID_REQUEST | bad",
        "429 | [{`error`:{`code`:429,`message`:`x`,`status`:`RESOURCE_EXHAUSTED`}}] | RATE_LIMIT |"
            + " RESOURCE_EXHAUSTED",
        "529 | {`type`:`error`,`error`:{`type`:`overloaded_error`,`message`:`Overloaded`}} |"
            + " OVERLOADED | overloaded_error",
        "502 | <html><body>Bad gateway</body></html> | SERVER | ``",
        "500 | {`error`:{`message`:`cut o | SERVER | ``",
        "500 | `` | SERVER | ``",
      })
  void readsEveryShape(int status, String body, ErrorKind kind, String code) {
    LlmException error = refusal(status, body == null ? "" : body.replace('`', '"'));

    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.providerCode()).isEqualTo(code == null || code.isEmpty() ? null : code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'request_id':'req_011CeCGm','type':'error','error':{'type':'api_error'}} | req_011CeCGm",
        "{'message':'No API key found','request_id':'e9e2:11'}                   | e9e2:11",
        "{'error':{'message':'x','request_id':'in-1.2'}}                         | in-1.2",
        "{'error':{'message':'x'},'request_id':'I said a whole sentence'}        |",
        "{'error':{'message':'x'},'request_id':'sk-ant-api03-secret'}            |",
        "{'error':{'message':'x'},'request_id':7}                                |",
      })
  void aRequestIdInTheBodyCountsWhereNoHeaderHasOne(String body, String id) {
    String json = body.replace('\'', '"');

    assertThat(refusal(500, json).requestId()).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'error':{'message':'x','type':'server_error'}}                    | SERVER          |"
            + " 200",
        "{'error':{'message':'x','code':502,'metadata':{}}}                 | SERVER          |"
            + " 502",
        "{'error':{'message':'x','code':429}}                               | RATE_LIMIT      |"
            + " 429",
        "{'error':{'message':'x','type':'overloaded_error'}}                | OVERLOADED      |"
            + " 200",
        "{'error':{'message':'x','type':'rate_limit_error'}}                | RATE_LIMIT      |"
            + " 200",
        "{'error':{'message':'x','code':'insufficient_quota'}}              | QUOTA           |"
            + " 200",
        "{'error':{'message':'x','type':'invalid_request_error'}}           | INVALID_REQUEST |"
            + " 200",
        "{'error':{'message':'x','type':'authentication_error'}}            | AUTH            |"
            + " 200",
        "{'error':{'message':'maximum context length exceeded'}}            | CONTEXT_LENGTH  |"
            + " 200",
        "{'error':{'message':'x','code':'tool_use_failed','status_code':400}} | SERVER          |"
            + " 400",
        "{'error':'something'}                                              | SERVER          |"
            + " 200",
      })
  @Fault("F050")
  void anErrorInsideAnAnswerHasItsInnerKind(String body, ErrorKind kind, int status) {
    LlmException error = refusal(200, body.replace('\'', '"'));

    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.httpStatus()).isEqualTo(status);
    assertThat(error.isPossiblyBilled()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'param':'temperature','code':'unsupported_value'       | temperature",
        "'param':'messages[2].content'                          | messages",
        "'param':null,'message':'max_tokens: 9000 > 4096'       | max_tokens",
        "'message':'output_config.format: Extra inputs'         | output_config",
        "'param':'tools please'                                 | ",
        "'param':'secret.words'                                 | ",
        "'message':'temperature is not what the prompt says'    | ",
      })
  void namesTheParameterThatIsRefused(String error, @Nullable String parameter) {
    LlmException refusal = refusal(400, ("{'error':{" + error + "}}").replace('\'', '"'));

    assertThat(refusal.parameter()).isEqualTo(parameter);
    assertThat(refusal).hasMessageNotContaining("prompt").hasMessageNotContaining("secret");
    if (parameter != null) {
      assertThat(refusal).hasMessageContaining("about " + parameter + ":");
    }
  }

  @Test
  void theProvidersAdviceOverrulesTheKind() {
    assertThat(refusal(500, "", "x-should-retry", "false").isRetryable()).isFalse();
    assertThat(refusal(400, "", "x-should-retry", "true").isRetryable()).isTrue();
  }

  @Test
  void anExhaustedLimitSaysWhenToComeBack() {
    LlmException error =
        refusal(
            429,
            "",
            "x-ratelimit-remaining-requests",
            "0",
            "x-ratelimit-reset-requests",
            "12s",
            "x-ratelimit-remaining-tokens",
            "900",
            "x-ratelimit-reset-tokens",
            "6m0s");

    assertThat(error.retryAfter()).isEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void factsOfTheHeadAreOnTheErrorAndOnTheAnswer() {
    String[] headers = {
      "X-Request-Id", "req_1",
      "openai-processing-ms", "120",
      "x-ratelimit-limit-requests", "500",
      "x-ratelimit-remaining-requests", "499",
      "x-ratelimit-reset-requests", "120ms",
      "set-cookie", "secret=1",
      "x-ratelimit-limit-tokens", "-1",
      "anthropic-ratelimit-input-tokens-remaining", "7",
      "x-ratelimit-limit", "60",
    };
    AnswerHead head = new AnswerHead("openai", "gpt", 200, ListedHeaders.of(headers), NOW);

    ResponseHead shown = head.started("id-1", "gpt-1").head();

    assertThat(shown.requestId()).isEqualTo("req_1");
    assertThat(shown.headers()).containsEntry("openai-processing-ms", "120");
    assertThat(shown.headers()).doesNotContainKey("set-cookie");
    assertThat(shown.rateLimits().all())
        .containsExactly(
            new RateLimit("requests", 60L, 499L, Duration.ofMillis(120)),
            new RateLimit("input-tokens", null, 7L, null));
    assertThat(head.failure(ErrorKind.PROTOCOL, "x").requestId()).isEqualTo("req_1");
  }

  @Test
  void limitsThatAreNotOfARateByNameAreRead() {
    String[] headers = {
      "X-Trial-Endpoint-Call-Limit", "100",
      "x-trial-endpoint-call-remaining", "93",
      "x-endpoint-monthly-call-limit", "1000",
      "x-endpoint-monthly-tool-limit", "7",
    };
    AnswerHead head = new AnswerHead("cohere", "m", 200, ListedHeaders.of(headers), NOW);

    ResponseHead shown = head.started(null, null).head();

    assertThat(shown.rateLimits().all())
        .containsExactly(
            new RateLimit("trial-endpoint-call", 100L, 93L, null),
            new RateLimit("endpoint-monthly-call", 1000L, null, null));
    assertThat(shown.headers()).containsEntry("x-endpoint-monthly-call-limit", "1000");
  }

  @Test
  void prosaicCodesAreLeftOut() {
    assertThat(refusal(400, "{\"error\":{\"code\":\"the prompt was: hello\"}}").providerCode())
        .isNull();
    assertThat(refusal(400, "{\"error\":{\"code\":\"" + "x".repeat(65) + "\"}}").providerCode())
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-SECRETKEY",
        "SK-secret",
        "key-abcdef",
        "BearerABC",
        "a1b2c3d4e5f6a7b8c9",
        "550e8400-e29b-41d4-a716-446655440000",
        "echo:word",
        "a+b",
      })
  @Fault("F160")
  void keysAreNoCodes(String code) {
    LlmException error = refusal(401, "{\"error\":{\"code\":\"" + code + "\"}}");

    assertThat(error.providerCode()).isNull();
    assertThat(error).hasMessageNotContaining(code);
  }

  @Test
  @Fault("F160")
  void onlyKnownCodesStandInTheMessage() {
    LlmException unknown = refusal(400, "{\"error\":{\"code\":\"canary_word\"}}");
    LlmException known = refusal(400, "{\"error\":{\"code\":\"tool_use_failed\"}}");

    assertThat(unknown.providerCode()).isEqualTo("canary_word");
    assertThat(unknown).hasMessageNotContaining("canary");
    assertThat(known).hasMessageContaining(" (tool_use_failed)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret", "opaque_secret_word", "x-opaque_secret_word", "tulips"})
  @Fault("F160")
  void whatWasAskedIsNotRepeatedAsACode(String code) {
    AnswerHead head = new AnswerHead("openai", "gpt", 400, ListedHeaders.of(), NOW);
    head.keepToItself(
        OwnWords.of(
            ApiKey.of("main", "opaque_secret_word"), ChatRequest.of("About tulips.").content()));
    byte[] bytes = ("{\"error\":{\"code\":\"" + code + "\"}}").getBytes(StandardCharsets.UTF_8);

    LlmException error = head.refusal(ErrorBody.of(bytes, 0, bytes.length));

    assertThat(error.providerCode()).isNull();
    assertThat(error).hasMessageNotContaining(code);
  }

  @Test
  void aKnownCodeIsToldThoughThePromptMentionsIt() {
    AnswerHead head = new AnswerHead("openai", "gpt", 429, ListedHeaders.of(), NOW);
    head.keepToItself(OwnWords.of(null, ChatRequest.of("What is rate_limit_exceeded?").content()));
    byte[] bytes =
        "{\"error\":{\"code\":\"rate_limit_exceeded\"}}".getBytes(StandardCharsets.UTF_8);

    LlmException error = head.refusal(ErrorBody.of(bytes, 0, bytes.length));

    assertThat(error.providerCode()).isEqualTo("rate_limit_exceeded");
  }

  @Test
  void everyStatusAndBodyHasOneKind() {
    String[] pieces = {
      "{",
      "}",
      "[",
      "]",
      "\"error\"",
      ":",
      ",",
      "\"message\"",
      "\"code\"",
      "\"type\"",
      "\"detail\"",
      "null",
      "1",
      "429",
      "-5",
      "1e400",
      "\"x\"",
      "\"errors\"",
      "true",
      "\"status\"",
      "<html>",
      "\\",
      "\uD83D",
      " "
    };
    for (int seed = 0; seed < 50_000; seed++) {
      Random random = new Random(seed);
      StringBuilder body = new StringBuilder();
      int length = random.nextInt(16);
      for (int i = 0; i < length; i++) {
        body.append(pieces[random.nextInt(pieces.length)]);
      }
      int status = seed % 3 == 0 ? 200 : 400 + random.nextInt(200);
      assertThat(refusal(status, body.toString()).kind()).isNotNull();
    }
  }

  private static LlmException refusal(int status, String body, String... headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new AnswerHead("openai", "gpt", status, ListedHeaders.of(headers), NOW)
        .refusal(ErrorBody.of(bytes, 0, bytes.length));
  }
}
