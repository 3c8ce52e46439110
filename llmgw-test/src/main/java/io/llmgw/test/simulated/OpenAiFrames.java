package io.llmgw.test.simulated;

import io.llmgw.api.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of OpenAI's Chat Completions answers. */
final class OpenAiFrames {
  /** What ends a stream. */
  static final String DONE = frame("[DONE]");

  private static final long CREATED = 1_767_225_600; // 2026-01-01, so that answers are the same

  private final String id;
  private final String model;
  private final boolean usageAsked;

  OpenAiFrames(int number, String model, boolean usageAsked) {
    this.id = "chatcmpl-sim-" + number;
    this.model = model;
    this.usageAsked = usageAsked;
  }

  /** An event of an event stream. */
  static String frame(String payload) {
    return "data: " + payload + "\n\n";
  }

  /** An error as OpenAI sends it, as a body or in a stream. */
  static String error(int status, String code, String message) {
    return json(
        "error", object("message", message, "type", typeOf(status), "param", null, "code", code));
  }

  /** A chunk with a change of the message. */
  String delta(Map<String, @Nullable Object> delta) {
    return chunk(List.of(choice(delta, null)), null);
  }

  /** The chunk that ends the message. */
  String finish(String reason) {
    return chunk(List.of(choice(Map.of(), reason)), null);
  }

  /** The chunk with the usage. */
  String usage(Reply.Counts counts, int reasoningTokens) {
    return chunk(List.of(), usageObject(counts, reasoningTokens));
  }

  /** A whole answer. */
  String completion(
      Map<String, @Nullable Object> message,
      String finish,
      Reply.@Nullable Counts counts,
      int reasoningTokens) {
    Map<String, @Nullable Object> answer =
        object(
            "id", id,
            "object", "chat.completion",
            "created", CREATED,
            "model", model,
            "choices", List.of(object("index", 0, "message", message, "finish_reason", finish)));
    if (counts != null) {
      answer.put("usage", usageObject(counts, reasoningTokens));
    }
    return Json.ofValue(answer).text();
  }

  /** Usage as a member of answers and chunks. */
  static Map<String, @Nullable Object> usageObject(Reply.Counts counts) {
    return object(
        "prompt_tokens", counts.inputTokens(),
        "completion_tokens", counts.outputTokens(),
        "total_tokens", counts.inputTokens() + counts.outputTokens());
  }

  private static Map<String, @Nullable Object> usageObject(
      Reply.Counts counts, int reasoningTokens) {
    Map<String, @Nullable Object> usage = usageObject(counts);
    if (reasoningTokens > 0) {
      usage.put("completion_tokens_details", object("reasoning_tokens", reasoningTokens));
    }
    return usage;
  }

  /** The text of an object of these names and values. */
  static String json(@Nullable Object... namesAndValues) {
    return Json.ofValue(object(namesAndValues)).text();
  }

  /** An object of these names and values, in this order. */
  static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return object;
  }

  private static Map<String, @Nullable Object> choice(
      Map<String, @Nullable Object> delta, @Nullable String finish) {
    return object("index", 0, "delta", delta, "finish_reason", finish);
  }

  private String chunk(List<?> choices, @Nullable Map<String, @Nullable Object> usage) {
    Map<String, @Nullable Object> chunk =
        object(
            "id", id,
            "object", "chat.completion.chunk",
            "created", CREATED,
            "model", model,
            "choices", choices);
    if (usageAsked) {
      chunk.put("usage", usage); // null in every chunk but the last, as OpenAI sends it
    }
    return frame(Json.ofValue(chunk).text());
  }

  /** The error code that OpenAI sends with a status. */
  static String codeOf(int status) {
    return switch (status) {
      case 400 -> "invalid_value";
      case 401 -> "invalid_api_key";
      case 402 -> "billing_hard_limit_reached";
      case 403 -> "permission_denied";
      case 404 -> "model_not_found";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_exceeded";
      case 503, 529 -> "overloaded";
      default -> status >= 500 ? "server_error" : "request_refused";
    };
  }

  /** The error type that OpenAI sends with a status. */
  private static String typeOf(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 429 -> "requests";
      default -> status >= 500 ? "server_error" : "invalid_request_error";
    };
  }
}
