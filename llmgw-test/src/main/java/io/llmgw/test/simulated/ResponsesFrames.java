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
  private final int reasoningTokens;
  private int events;

  /**
   * Those of an answer.
   *
   * @param reasoningTokens more than 0 where an item of reasoning comes before all others
   */
  ResponsesFrames(int number, String model, int reasoningTokens) {
    this.number = number;
    this.model = model;
    this.reasoningTokens = reasoningTokens;
  }

  /** The place in the output of the item that is this one without reasoning. */
  int place(int index) {
    return reasoningTokens > 0 ? index + 1 : index;
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
        place(0),
        "content_index",
        0,
        "delta",
        piece);
  }

  /** What a stream with a text begins with. */
  String openText() {
    return event(
            "response.output_item.added", "output_index", place(0), "item", message("in_progress"))
        + part("response.content_part.added", "");
  }

  /** What a stream with a text ends with, before its last event. */
  String closeText(String text, String status) {
    return part("response.content_part.done", text)
        + event(
            "response.output_item.done", "output_index", place(0), "item", message(status, text));
  }

  /** What a stream with reasoning begins with. */
  String openThought() {
    return event(
            "response.output_item.added", "output_index", 0, "item", thoughtItem(List.of(), null))
        + summary("response.reasoning_summary_part.added", "part", summaryPart(""));
  }

  /** A piece of the reasoning. */
  String thought(String piece) {
    return summary("response.reasoning_summary_text.delta", "delta", piece);
  }

  /** What the reasoning ends with. */
  String closeThought(String text, @Nullable String encrypted) {
    return summary("response.reasoning_summary_text.done", "text", text)
        + summary("response.reasoning_summary_part.done", "part", summaryPart(text))
        + event(
            "response.output_item.done", "output_index", 0, "item", thoughtItem(text, encrypted));
  }

  /** The item with this reasoning. */
  Map<String, @Nullable Object> thoughtItem(String text, @Nullable String encrypted) {
    return thoughtItem(List.of(summaryPart(text)), encrypted);
  }

  private Map<String, @Nullable Object> thoughtItem(List<?> summary, @Nullable String encrypted) {
    Map<String, @Nullable Object> item =
        object("id", thoughtId(), "type", "reasoning", "summary", summary);
    if (encrypted != null) {
      item.put("encrypted_content", encrypted);
    }
    return item;
  }

  private String summary(String type, String member, Object value) {
    return event(
        type, "item_id", thoughtId(), "output_index", 0, "summary_index", 0, member, value);
  }

  private static Map<String, @Nullable Object> summaryPart(String text) {
    return object("type", "summary_text", "text", text);
  }

  private String thoughtId() {
    return "rs_sim_" + number;
  }

  private String part(String type, String text) {
    return event(
        type,
        "item_id",
        messageId(),
        "output_index",
        place(0),
        "content_index",
        0,
        "part",
        part(text));
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
        place(index),
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

  private Map<String, @Nullable Object> usage(Reply.Counts counts) {
    return object(
        "input_tokens", counts.inputTokens(),
        "input_tokens_details", object("cached_tokens", 0),
        "output_tokens", counts.outputTokens(),
        "output_tokens_details", object("reasoning_tokens", reasoningTokens),
        "total_tokens", counts.inputTokens() + counts.outputTokens());
  }
}
