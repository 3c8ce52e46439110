package io.llmgw.providers.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.providers.answer.AnswerHeaders;
import io.llmgw.providers.answer.ErrorBody;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A recorded refusal, by a walk of its body of our own: what must become of it. */
public final class RecordedError {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** What the code alone says, whatever the status. */
  private static final Map<String, ErrorKind> BY_CODE =
      Map.ofEntries(
          Map.entry("FAILED_PRECONDITION", ErrorKind.PERMISSION),
          Map.entry("INVALID_ARGUMENT", ErrorKind.INVALID_REQUEST),
          Map.entry("authentication_error", ErrorKind.AUTH),
          Map.entry("decimal_below_min_value", ErrorKind.INVALID_REQUEST),
          Map.entry("invalid_function_parameters", ErrorKind.INVALID_REQUEST),
          Map.entry("invalid_image_file", ErrorKind.INVALID_REQUEST),
          Map.entry("invalid_request_error", ErrorKind.INVALID_REQUEST),
          Map.entry("invalid_value", ErrorKind.INVALID_REQUEST),
          Map.entry("model_not_found", ErrorKind.MODEL_NOT_FOUND),
          Map.entry("not_supported_error", ErrorKind.SERVER),
          Map.entry("server_error", ErrorKind.SERVER),
          Map.entry("unknown_parameter", ErrorKind.INVALID_REQUEST),
          Map.entry("unsupported_file", ErrorKind.INVALID_REQUEST));

  private final Exchange exchange;
  private final byte[] bytes;
  private final JsonNode body;
  private final @Nullable String code;

  private RecordedError(Exchange exchange, byte[] bytes, @Nullable String code) {
    this.exchange = exchange;
    this.bytes = bytes;
    this.body = JSON.readTree(bytes);
    this.code = code;
  }

  /**
   * A recorded answer of status 400 and above.
   *
   * @param code the provider's code, by a walk of the body; null where it gives none
   */
  static RecordedError of(Exchange exchange, byte[] bytes, @Nullable String code) {
    return new RecordedError(exchange, bytes, code == null ? inHeaders(exchange) : code);
  }

  /** AWS says it beside the body, with an address behind it. */
  private static @Nullable String inHeaders(Exchange exchange) {
    String type = exchange.headers().first("x-amzn-errortype");
    return type == null ? null : type.replaceFirst(":.*", "");
  }

  /** The same of a body that came whole and has OpenAI's shape. */
  public static RecordedError ofOpenAi(Exchange exchange) {
    byte[] bytes = exchange.body();
    return of(exchange, bytes, RawReading.errorCode(bytes));
  }

  /** Reads it, and compares what became of it. */
  public void compare(FormatReading reading) {
    LlmException error = reading.head(exchange).refusal(ErrorBody.of(bytes, 0, bytes.length));

    assertThat(error.kind()).isEqualTo(kind());
    assertThat(error.httpStatus()).isEqualTo(exchange.status());
    assertThat(error.isRetryable()).isEqualTo(isWorthARetry());
    assertThat(error.provider()).isEqualTo(reading.provider());
    assertThat(error.model()).isEqualTo(reading.model());
    assertThat(error.providerCode()).isEqualTo(code);
    assertThat(error.requestId()).isEqualTo(requestId());
    // The provider's words may repeat the prompt or the key: ours say what is wrong instead.
    assertThat(words()).isNotBlank();
    assertThat(error).hasMessageNotContaining(words());
    assertThat(error.getMessage())
        .startsWith(reading.provider() + "/" + reading.model() + " answered " + exchange.status());
  }

  private String words() {
    JsonNode error = body.path("error");
    if (error.isMissingNode()) {
      return body.path("message").stringValue();
    }
    return error.isString() ? error.stringValue() : error.path("message").stringValue();
  }

  private ErrorKind kind() {
    ErrorKind said = code == null ? null : BY_CODE.get(code);
    if (said != null) {
      return said;
    }
    if (words().startsWith("Incorrect API key")) {
      return ErrorKind.AUTH; // xAI says so with the code of any bad argument
    }
    if ("ValidationException".equals(code)) {
      return words().contains("Input Tokens Exceeded")
          ? ErrorKind.CONTEXT_LENGTH
          : ErrorKind.MODEL_NOT_FOUND;
    }
    if (words().toLowerCase(Locale.ROOT).contains("maximum context length")) {
      return ErrorKind.CONTEXT_LENGTH;
    }
    if (exchange.status() == 404 && words().contains("model")) {
      return ErrorKind.MODEL_NOT_FOUND;
    }
    throw new AssertionError(
        exchange + " has an error of a new sort, " + exchange.status() + " " + code + ": say here");
  }

  private @Nullable String requestId() {
    AnswerHeaders headers = exchange.headers();
    for (String name : new String[] {"x-request-id", "request-id", "x-amzn-requestid"}) {
      if (headers.first(name) != null) {
        return headers.first(name);
      }
    }
    return body.path("request_id").asString(null);
  }

  /** The provider's own word first; no money is left for long, whatever the status says. */
  private boolean isWorthARetry() {
    String word = exchange.headers().first("x-should-retry");
    if (word != null) {
      return word.equals("true");
    }
    boolean paidUp = !"insufficient_quota".equals(code);
    boolean able = exchange.status() >= 500 && exchange.status() != 501;
    return (exchange.status() == 429 && paidUp) || able;
  }
}
