package io.llmgw.providers.answer;

import io.llmgw.providers.json.WireJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What an error body says, whichever of the known shapes it has: {@code {error:{..}}}, {@code
 * {error:".."}}, {@code {type:error,error:{..}}}, {@code {code,error:".."}}, {@code
 * {object:error,message}}, {@code {detail:..}}, {@code {message|Message}}, {@code {errors:[..]}},
 * {@code [{error:{..}}]}, HTML, or nothing. Never throws.
 *
 * <p>The provider's own words may repeat the prompt or the key. They are looked at to classify the
 * error and never leave this package.
 */
public final class ErrorBody {
  private final Fields outer = new Fields();
  private final Fields inner = new Fields();
  private boolean explicit;
  private boolean flagged;

  private ErrorBody() {}

  /** Reads a body, or as much of it as can be read. */
  public static ErrorBody of(byte[] bytes, int offset, int length) {
    ErrorBody body = new ErrorBody();
    try (JsonParser json = WireJson.parser(bytes, offset, length)) {
      if (json.nextToken() != null) {
        body.readRoot(json);
      }
    } catch (JacksonException e) {
      // HTML, text, or cut off: what was read until here is all there is to know.
    }
    return body;
  }

  /** Reads what stands inside of another body. */
  public static ErrorBody of(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return of(bytes, 0, bytes.length);
  }

  /** The same with a code that stands elsewhere; null, or one beside its own, changes nothing. */
  public ErrorBody named(@Nullable String code) {
    if (code != null && inner.isNameless() && outer.isNameless()) {
      outer.type(code);
    }
    return this;
  }

  private void readRoot(JsonParser json) {
    if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() == JsonToken.START_OBJECT) {
        readFields(json, outer); // Gemini wraps the error into an array
      }
    } else if (json.currentToken() == JsonToken.START_OBJECT) {
      readFields(json, outer);
    } else {
      outer.message(WireJson.string(json));
    }
  }

  private void readFields(JsonParser json, Fields fields) {
    String name;
    while ((name = json.nextName()) != null) {
      json.nextToken();
      switch (name) {
        case "error" -> readError(json);
        case "message", "Message", "msg" -> fields.message(WireJson.string(json));
        case "detail", "errors" -> readDetail(json);
        case "details" -> readDetails(json, fields);
        case "metadata" -> readMetadata(json, fields);
        case "code" -> {
          fields.numericCode = json.currentToken() == JsonToken.VALUE_NUMBER_INT;
          fields.code = WireJson.scalar(json);
        }
        case "request_id" -> fields.requestId = WireJson.string(json);
        case "param" -> fields.parameter = WireJson.string(json);
        case "type", "error_type" -> fields.type(WireJson.string(json));
        case "__type" -> fields.type(AwsErrors.bare(WireJson.string(json)));
        case "status", "status_code", "raw_status_code" -> fields.status(json);
        default -> json.skipChildren();
      }
    }
  }

  private void readError(JsonParser json) {
    switch (json.currentToken()) {
      case START_OBJECT -> {
        readFields(json, inner);
        explicit |= !inner.isEmpty();
      }
      case START_ARRAY -> readDetail(json);
      case VALUE_STRING -> {
        inner.message(json.getString());
        explicit |= !inner.isEmpty();
      }
      default -> {
        // null or false: no error
      }
    }
  }

  /** Anthropic says more of some errors beside their type, and Google in a list. */
  private static void readDetails(JsonParser json, Fields fields) {
    if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        readReason(json, fields);
      }
    } else {
      readReason(json, fields);
    }
  }

  /**
   * {@code reason} of an ErrorInfo, {@code retryDelay} of a RetryInfo, the words of a DebugInfo
   * (google.rpc).
   */
  private static void readReason(JsonParser json, Fields fields) {
    WireJson.members(
        json,
        (name, value) -> {
          switch (name) {
            case "error_code", "reason" -> fields.reason = WireJson.string(value);
            case "retryDelay" -> fields.retryDelay = WireJson.string(value);
            case "detail" -> fields.relayed(WireJson.string(value));
            default -> value.skipChildren();
          }
        });
  }

  /** OpenRouter says here what the host behind it said, and whether it is about the prompt. */
  private void readMetadata(JsonParser json, Fields fields) {
    WireJson.members(
        json,
        (name, value) -> {
          if (name.equals("raw")) {
            fields.relayed(WireJson.string(value));
          } else {
            flagged |= name.equals("flagged_input");
            value.skipChildren();
          }
        });
  }

  private void readDetail(JsonParser json) {
    JsonToken token = json.currentToken();
    if (token == JsonToken.START_OBJECT) {
      readFields(json, inner);
    } else if (token == JsonToken.VALUE_STRING) {
      inner.message(json.getString());
    } else if (token == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        readDetail(json);
      }
    }
    explicit |= !inner.isEmpty();
  }

  /**
   * Whether the body says by its shape that it is an error: it has an error member with content.
   */
  public boolean isExplicit() {
    return explicit;
  }

  /** Whether it says something in words, as an error without an error member does. */
  public boolean hasWords() {
    return inner.hasMessage() || outer.hasMessage();
  }

  /**
   * The provider's code, the reason it gives beside it, or its type where there is no code or only
   * a number beside a type. Null when there is none, and when what stands there looks like prose or
   * a key.
   */
  @Nullable String code() {
    Fields fields = inner.code != null || inner.type != null ? inner : outer;
    if (fields.reason != null && CodeWords.isCode(fields.reason)) {
      return fields.reason;
    }
    boolean typed = fields.type != null && (fields.code == null || fields.numericCode);
    String code = typed ? fields.type : fields.code;
    return code == null || !CodeWords.isCode(code) ? null : code;
  }

  /** The field of the request that it objects to; null when it names none that is known. */
  @Nullable String parameter() {
    String field = inner.field();
    return field == null ? outer.field() : field;
  }

  /** The id of the request, as Anthropic and Kong give it; null when it gives none. */
  @Nullable String requestId() {
    return outer.requestId == null ? inner.requestId : outer.requestId;
  }

  /** How long the body says to stay away, at most an hour; null when it does not say. */
  @Nullable Duration retryDelay() {
    Duration told = inner.retryDelay();
    return told == null ? outer.retryDelay() : told;
  }

  /** The HTTP status that the body names, 0 when it names none. */
  int status() {
    int status = inner.status();
    return status == 0 ? outer.status() : status;
  }

  /** Whether code or type is this word, in any case. */
  boolean isCalled(String word) {
    return inner.isCalled(word) || outer.isCalled(word);
  }

  /** Whether code or type is one of these words, in any case. */
  boolean isCalledAny(List<String> words) {
    for (String word : words) {
      if (isCalled(word)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether it is about the model that was asked for: by its code, or because its words say so,
   * other than in an address, which it may repeat.
   */
  public boolean isAboutModel() {
    return isCalledAny(NotFound.MODEL_CODES) || isOf(NotFound.MODEL);
  }

  private boolean isOf(String word) {
    return inner.hasWord(word) || outer.hasWord(word);
  }

  /** Whether the prompt was flagged by a moderation, which has no code for it. */
  boolean isFlagged() {
    return flagged;
  }

  /** Whether the provider's words hold this lower-case phrase. */
  boolean mentions(String phrase) {
    return inner.mentions(phrase) || outer.mentions(phrase);
  }

  /** Whether they hold one of these lower-case phrases. */
  boolean mentionsAny(List<String> phrases) {
    for (String phrase : phrases) {
      if (mentions(phrase)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return "ErrorBody[" + (explicit ? "explicit]" : "]");
  }
}
