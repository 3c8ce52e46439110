package io.llmgw.providers.answer;

import io.llmgw.providers.json.WireJson;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The members of one level of an error body. */
final class Fields {
  private static final int LONGEST_MESSAGE = 2048;
  private static final String RETRY_IN = "please retry in "; // Gemini, in lower case

  @Nullable String code;
  @Nullable String type;
  @Nullable String reason;
  @Nullable String parameter;
  @Nullable String requestId;
  @Nullable String retryDelay;
  boolean numericCode;
  private @Nullable String message;
  private @Nullable String relayed;
  private int status;

  /** The first text that is there counts. */
  void message(@Nullable String text) {
    if (message == null && text != null && !text.isEmpty()) {
      message = head(text);
    }
  }

  /** What another host said, in its own words or its own JSON. */
  void relayed(@Nullable String text) {
    relayed = text == null ? relayed : head(text);
  }

  private static String head(String text) {
    String head = text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) : text;
    return head.toLowerCase(Locale.ROOT);
  }

  /** The word "error" says nothing: Anthropic and others call the whole body so. */
  void type(@Nullable String text) {
    if (text != null && !text.equals("error")) {
      type = text;
    }
  }

  /** A number is an HTTP status; Gemini's word is as good as a type. */
  void status(JsonParser json) {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      status = statusOf(json.getString());
    } else if (type == null) {
      type(WireJson.string(json));
    } else {
      json.skipChildren();
    }
  }

  int status() {
    String known = code;
    return status == 0 && numericCode && known != null ? statusOf(known) : status;
  }

  private static int statusOf(String digits) {
    boolean error = digits.length() == 3 && (digits.charAt(0) == '4' || digits.charAt(0) == '5');
    return error ? Integer.parseInt(digits) : 0;
  }

  boolean isCalled(String word) {
    return word.equalsIgnoreCase(code)
        || word.equalsIgnoreCase(type)
        || word.equalsIgnoreCase(reason);
  }

  boolean mentions(String phrase) {
    return (message != null && message.contains(phrase))
        || (relayed != null && relayed.contains(phrase));
  }

  /** Whether a word of the message begins so; what stands in an address or a name is none. */
  boolean hasWord(String beginning) {
    return hasWord(message, beginning) || hasWord(relayed, beginning);
  }

  private static boolean hasWord(@Nullable String text, String beginning) {
    int at = text == null ? -1 : text.indexOf(beginning);
    while (text != null && at >= 0) {
      char before = at == 0 ? ' ' : text.charAt(at - 1);
      if (!Character.isLetterOrDigit(before) && "/-_.:".indexOf(before) < 0) {
        return true;
      }
      at = text.indexOf(beginning, at + 1);
    }
    return false;
  }

  /** How long to stay away, as a field or, where there is none, in the words of Gemini. */
  @Nullable Duration retryDelay() {
    Duration told = Delays.span(retryDelay);
    if (told != null || message == null) {
      return told;
    }
    int at = message.indexOf(RETRY_IN);
    if (at < 0) {
      return null;
    }
    int from = at + RETRY_IN.length();
    int end = message.indexOf('s', from) + 1; // of seconds, the last unit, behind it a full stop
    return end == 0 ? null : Delays.span(message.substring(from, end));
  }

  /** The field that is named as such, or that Anthropic's words begin with. */
  @Nullable String field() {
    String named = parameter == null ? null : RequestFields.in(parameter);
    return named != null || message == null ? named : RequestFields.in(message);
  }

  boolean hasMessage() {
    return message != null;
  }

  boolean isNameless() {
    return code == null && type == null;
  }

  boolean isEmpty() {
    return code == null && type == null && message == null;
  }
}
