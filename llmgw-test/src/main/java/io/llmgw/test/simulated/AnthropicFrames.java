package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.object;

import io.llmgw.api.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of Anthropic's Messages answers. */
final class AnthropicFrames {
  private final String id;
  private final String model;

  AnthropicFrames(int number, String model) {
    this.id = "msg_sim_" + number;
    this.model = model;
  }

  /** An event of a stream. */
  static String event(String type, @Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> event = object("type", type);
    event.putAll(object(namesAndValues));
    return "event: " + type + "\ndata: " + Json.ofValue(event).text() + "\n\n";
  }

  /** An error, as a body or in a stream. */
  static String error(String type, String message) {
    return OpenAiFrames.json(
        "type", "error", "error", object("type", type, "message", message), "request_id", null);
  }

  /** What a stream begins with. */
  String start(Reply.@Nullable Counts counts) {
    Map<String, @Nullable Object> usage =
        counts == null
            ? object()
            : object("input_tokens", counts.inputTokens(), "output_tokens", 1);
    return event("message_start", "message", message(List.of(), null, usage));
  }

  /** A block of content begins. */
  static String block(int index, Map<String, @Nullable Object> block) {
    return event("content_block_start", "index", index, "content_block", block);
  }

  /** A block of content goes on. */
  static String delta(int index, String type, String field, String piece) {
    return event(
        "content_block_delta", "index", index, "delta", object("type", type, field, piece));
  }

  /** A block of content ends. */
  static String stop(int index) {
    return event("content_block_stop", "index", index);
  }

  /** Why the message ends, and its usage. */
  static String finish(String reason, Reply.@Nullable Counts counts) {
    Map<String, @Nullable Object> delta = object("stop_reason", reason, "stop_sequence", null);
    return counts == null
        ? event("message_delta", "delta", delta)
        : event(
            "message_delta",
            "delta",
            delta,
            "usage",
            object("output_tokens", counts.outputTokens()));
  }

  /** A whole answer. */
  String whole(List<?> content, String reason, Reply.@Nullable Counts counts) {
    Map<String, @Nullable Object> usage =
        counts == null
            ? object()
            : object("input_tokens", counts.inputTokens(), "output_tokens", counts.outputTokens());
    return Json.ofValue(message(content, reason, usage)).text();
  }

  private Map<String, @Nullable Object> message(
      List<?> content, @Nullable String reason, Map<String, @Nullable Object> usage) {
    return object(
        "id", id,
        "type", "message",
        "role", "assistant",
        "model", model,
        "content", content,
        "stop_reason", reason,
        "stop_sequence", null,
        "usage", usage);
  }

  /** The type of error that Anthropic sends with a status. */
  static String typeOf(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 402 -> "billing_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 504 -> "timeout_error";
      case 529 -> "overloaded_error";
      default -> status >= 500 ? "api_error" : "invalid_request_error";
    };
  }
}
