package io.llmgw.providers.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.replay.Cuts;
import io.llmgw.providers.replay.ListedHeaders;
import io.llmgw.test.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the provider's refusals become. */
class GeminiErrorTest {
  private static final String RETRY_INFO =
      "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"22s\"}";

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_ARGUMENT, INVALID_REQUEST, false",
    "400, FAILED_PRECONDITION, INVALID_REQUEST, false",
    "401, UNAUTHENTICATED, AUTH, false",
    "403, PERMISSION_DENIED, PERMISSION, false",
    "404, NOT_FOUND, NOT_FOUND, false",
    "429, RESOURCE_EXHAUSTED, RATE_LIMIT, true",
    "499, CANCELLED, SERVER, true",
    "500, INTERNAL, SERVER, true",
    "503, UNAVAILABLE, OVERLOADED, true",
    "504, DEADLINE_EXCEEDED, SERVER, true"
  })
  void everyKindOfErrorByItsStatusAndInsideAnAnswer(
      int status, String word, ErrorKind kind, boolean retryable) {
    String body = error(status, word, "secret");

    for (LlmException error : new LlmException[] {refusal(status, body), refusal(200, body)}) {
      assertThat(error.kind()).isEqualTo(kind);
      assertThat(error.isRetryable()).isEqualTo(retryable);
      assertThat(error.providerCode()).isEqualTo(word);
      assertThat(error.httpStatus()).isEqualTo(status);
      assertThat(error)
          .hasMessageContaining("gemini/gemini-test")
          .hasMessageContaining(word)
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void aWrongKeyIsOneThoughTheStatusSaysInvalid() {
    String info =
        "{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"API_KEY_INVALID\"}";

    LlmException error = refusal(400, error(400, "INVALID_ARGUMENT", "x", info));

    assertThat(error.kind()).isEqualTo(ErrorKind.AUTH);
    assertThat(error.providerCode()).isEqualTo("API_KEY_INVALID");
    assertThat(error.isRetryable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The input token count (1200293) exceeds the maximum number of tokens allowed (1048576).",
        "Unable to submit request because the input token count is 40000 but model only supports up"
            + " to 32768."
      })
  @Fault("F024")
  void aPromptThatIsTooLongIsOneOfItsOwnKind(String words) {
    assertThat(refusal(400, error(400, "INVALID_ARGUMENT", words)).kind())
        .isEqualTo(ErrorKind.CONTEXT_LENGTH);
  }

  @Test
  @Fault("F040")
  void theDelayInTheBodyIsWaitedFor() {
    String quota = "{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\":[]}";

    LlmException error = refusal(429, error(429, "RESOURCE_EXHAUSTED", "x", quota, RETRY_INFO));

    assertThat(error.kind()).isEqualTo(ErrorKind.RATE_LIMIT);
    assertThat(error.retryAfter()).isEqualTo(Duration.ofSeconds(22));
  }

  @Test
  @Fault("F040")
  void soItIsWhereTheErrorIsInAList() {
    String body = "[" + error(429, "RESOURCE_EXHAUSTED", "x", RETRY_INFO) + "]";

    assertThat(refusal(429, body).retryAfter()).isEqualTo(Duration.ofSeconds(22));
  }

  @Test
  @Fault("F040")
  void aHeaderCountsMoreThanTheBody() {
    byte[] body = bytes(error(429, "RESOURCE_EXHAUSTED", "x", RETRY_INFO));

    LlmException error =
        Decoding.READING
            .head(429, ListedHeaders.of("retry-after", "3"))
            .refusal(ErrorBody.of(body, 0, body.length));

    assertThat(error.retryAfter()).isEqualTo(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @CsvSource({
    "Please retry in 48.943s., 48943",
    "Quota exceeded. Please retry in 1m2.5s., 62500",
    "Please retry in 500ms., 500",
    "Please retry in 5h0m0s., 3600000",
    "Please retry in a while, -1",
    "Please retry in someday s, -1",
    "Come back later., -1"
  })
  @Fault("F040")
  void theWordsSayItWhereNoFieldDoes(String words, long millis) {
    Duration wait = refusal(429, error(429, "RESOURCE_EXHAUSTED", words)).retryAfter();

    assertThat(wait == null ? -1 : wait.toMillis()).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "", "-5s", "1e9s", "s"})
  void aDelayThatIsNoneIsNone(String delay) {
    String info = RETRY_INFO.replace("22s", delay);

    assertThat(refusal(429, error(429, "RESOURCE_EXHAUSTED", "x", info)).retryAfter()).isNull();
  }

  @Test
  @Fault("F040")
  void anErrorInsideAStreamHasItsDelayToo() {
    String stream = "data: " + error(429, "RESOURCE_EXHAUSTED", "x", RETRY_INFO) + "\r\n\r\n";

    LlmException error =
        catchThrowableOfType(
            LlmException.class,
            () ->
                Decoding.READING.stream(
                    Cuts.whole(bytes(stream)), Decoding.READING.head(), event -> {}));

    assertThat(error.kind()).isEqualTo(ErrorKind.RATE_LIMIT);
    assertThat(error.retryAfter()).isEqualTo(Duration.ofSeconds(22));
  }

  private static String error(int code, String word, String words, String... details) {
    return "{\"error\":{\"code\":"
        + (code + ",\"message\":\"" + words + "\",\"status\":\"" + word + "\",\"details\":[")
        + (String.join(",", details) + "]}}");
  }

  private static LlmException refusal(int status, String body) {
    byte[] bytes = bytes(body);
    return Decoding.READING
        .head(status, ListedHeaders.of())
        .refusal(ErrorBody.of(bytes, 0, bytes.length));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
