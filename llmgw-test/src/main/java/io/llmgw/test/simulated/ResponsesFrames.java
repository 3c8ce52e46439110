package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.object;

import io.llmgw.api.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of OpenAI's Responses; counts the events of one answer. Not thread-safe. */
final class ResponsesFrames {
  private static final long CREATED = 1_767_225_600; // 2026-01-01, so that answers are the same

  private final int number;
  private final String model;
  private int events;

  ResponsesFrames(int number, String model) {
    this.number = number;
    this.model = model;
  }

  /** An event of a stream. */
  String event(String type, @Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> event = object("type", type);
    event.putAll(object(namesAndValues));
    event.put("sequence_number", events++);
    return "event: " + type + "\ndata: " + Json.ofValue(event).text() + "\n\n";
  }

  /** The event that ends a stream. */
  String end(Map<String, @Nullable Object> response) {
    return event("response." + response.get("status"), "response", response);
  }

  /** A piece of the text. */
  String text(String piece) {
    return event(
        "response.output_text.delta",
        "item_id",
        messageId(),
        "output_index",
        0,
        "content_index",
        0,
        "delta",
        piece);
  }

  /** What a stream with a text begins with. */
  String openText() {
    return event("response.output_item.added", "output_index", 0, "item", message("in_progress"))
        + part("response.content_part.added", "");
  }

  /** What a stream with a text ends with, before its last event. */
  String closeText(String text, String status) {
    return part("response.content_part.done", text)
        + event("response.output_item.done", "output_index", 0, "item", message(status, text));
  }

  private String part(String type, String text) {
    return event(
        type, "item_id", messageId(), "output_index", 0, "content_index", 0, "part", part(text));
  }

  private static Map<String, @Nullable Object> part(String text) {
    return object("type", "output_text", "annotations", List.of(), "text", text);
  }

  private String messageId() {
    return "msg_sim_" + number;
  }

  private Map<String, @Nullable Object> message(String status) {
    return object(
        "id",
        messageId(),
        "type",
        "message",
        "status",
        status,
        "content",
        List.of(),
        "role",
        "assistant");
  }

  /** The item with this text. */
  Map<String, @Nullable Object> message(String status, String text) {
    Map<String, @Nullable Object> message = message(status);
    message.put("content", List.of(part(text)));
    return message;
  }

  /** The item with this call. */
  Map<String, @Nullable Object> call(int index, String status, String name, String arguments) {
    return object(
        "id",
        callItem(index),
        "type",
        "function_call",
        "status",
        status,
        "arguments",
        arguments,
        "call_id",
        "call_sim_" + number + "_" + index,
        "name",
        name);
  }

  /** A piece of the arguments of a call. */
  String arguments(int index, String piece) {
    return event(
        "response.function_call_arguments.delta",
        "item_id",
        callItem(index),
        "output_index",
        index,
        "delta",
        piece);
  }

  private String callItem(int index) {
    return "fc_sim_" + number + "_" + index;
  }

  /** The response as it is at some time. */
  Map<String, @Nullable Object> response(
      String status, @Nullable String incomplete, List<?> output, Reply.@Nullable Counts counts) {
    return object(
        "id",
        "resp_sim_" + number,
        "object",
        "response",
        "created_at",
        CREATED,
        "status",
        status,
        "error",
        null,
        "incomplete_details",
        incomplete == null ? null : object("reason", incomplete),
        "model",
        model,
        "output",
        output,
        "usage",
        counts == null ? null : usage(counts));
  }

  private static Map<String, @Nullable Object> usage(Reply.Counts counts) {
    return object(
        "input_tokens", counts.inputTokens(),
        "input_tokens_details", object("cached_tokens", 0),
        "output_tokens", counts.outputTokens(),
        "output_tokens_details", object("reasoning_tokens", 0),
        "total_tokens", counts.inputTokens() + counts.outputTokens());
  }
}
