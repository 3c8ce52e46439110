package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.object;

import io.llmgw.api.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes replies to chats as Ollama does. */
final class OllamaChat {
  // The real one refuses with this type, and streams with its own.
  private static final String JSON = "application/json; charset=utf-8";
  private static final String LINES = "application/x-ndjson";

  private final ChatAsk ask;
  private final Reply reply;
  private final int number;
  private final AnswerDraft draft;
  private int lines;

  private OllamaChat(ChatAsk ask, Reply reply, int number) {
    this.ask = ask;
    this.reply = reply;
    this.number = number;
    this.draft = new AnswerDraft(ask, reply, "x-request-id", number);
  }

  /**
   * The reply in bytes.
   *
   * @param number of the request, from 1: ids are made of it
   */
  static Answer answer(ChatAsk ask, Reply reply, int number) {
    OllamaChat chat = new OllamaChat(ask, reply, number);
    if (reply.content() instanceof Content.Raw raw) {
      return chat.draft.whole(raw.status(), raw.contentType(), raw.body(), List.of(), 0, null);
    }
    if (reply.content() instanceof Content.Failure failure) {
      return chat.failure(failure.status(), failure.message());
    }
    String inside = ask.isStreamed() ? null : chat.draft.failureInside();
    if (inside != null) {
      return chat.failure(200, inside);
    }
    return ask.isStreamed() ? chat.streamed() : chat.whole();
  }

  private Answer failure(int status, String message) {
    String body = OpenAiFrames.json("error", message);
    return draft.whole(status, JSON, body, List.of(), 0, null);
  }

  /** A call is a line of its own; the last line has the end, the usage, and no words. */
  private Answer streamed() {
    List<Answer.Frame> events = new ArrayList<>();
    for (String thought : draft.thoughts()) {
      Map<String, @Nullable Object> message = message("");
      message.put("thinking", thought);
      events.add(new Answer.Frame(line(response(message)), ""));
    }
    int index = 0;
    if (reply.content() instanceof Content.Tools tools) {
      for (Content.ToolUse call : tools.calls()) {
        Map<String, @Nullable Object> message = message("");
        message.put("tool_calls", List.of(call(call, index++)));
        events.add(new Answer.Frame(line(response(message)), ""));
      }
    } else {
      for (String token : draft.tokens()) {
        events.add(new Answer.Frame(line(response(message(token))), token));
      }
    }
    int tokens = draft.written();
    String end = line(ended(message(""), tokens));
    return new Answer(
        200,
        draft.headers(LINES),
        true,
        "",
        events,
        "",
        reply.course().done() ? end : "",
        draft.counts(tokens),
        finish());
  }

  private Answer whole() {
    List<Answer.Frame> texts = new ArrayList<>();
    Map<String, @Nullable Object> message;
    if (reply.content() instanceof Content.Tools tools) {
      message = message("");
      List<Object> calls = new ArrayList<>();
      tools.calls().forEach(call -> calls.add(call(call, calls.size())));
      message.put("tool_calls", calls);
    } else {
      String text = String.join("", draft.tokens());
      message = message(text);
      texts.add(new Answer.Frame("", text));
    }
    if (!draft.thoughts().isEmpty()) {
      message.put("thinking", String.join("", draft.thoughts()));
    }
    String body = Json.ofValue(ended(message, draft.written())).text();
    return draft.whole(200, JSON, body, texts, draft.written(), finish());
  }

  private static String line(Map<String, @Nullable Object> response) {
    return Json.ofValue(response).text() + "\n";
  }

  private static Map<String, @Nullable Object> message(String text) {
    return object("role", "assistant", "content", text);
  }

  /** Numbered and with ids, as of servers since 2025. */
  private Map<String, @Nullable Object> call(Content.ToolUse call, int index) {
    Json arguments = Json.ofText(call.argumentsJson());
    Object sent = arguments.isValid() ? arguments : arguments.text();
    return object(
        "id",
        "call_sim_" + number + "_" + index,
        "function",
        object("index", index, "name", call.name(), "arguments", sent));
  }

  private Map<String, @Nullable Object> response(Map<String, @Nullable Object> message) {
    String time = String.format("2026-03-01T12:00:%02d.%dZ", lines / 10 % 60, 12345 + lines++);
    return object("model", ask.model(), "created_at", time, "message", message, "done", false);
  }

  private Map<String, @Nullable Object> ended(Map<String, @Nullable Object> message, int tokens) {
    Map<String, @Nullable Object> response = response(message);
    response.put("done", true);
    response.put("done_reason", finish());
    response.put("total_duration", 2_000_000);
    Reply.Counts counts = draft.reported(tokens);
    if (counts != null) {
      response.put("prompt_eval_count", counts.inputTokens());
      response.put("eval_count", counts.outputTokens());
    }
    return response;
  }

  /** No word says that tools are called. */
  private String finish() {
    String given = reply.finish();
    if (given != null) {
      return given;
    }
    return draft.isCut() ? "length" : "stop";
  }
}
