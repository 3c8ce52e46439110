package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.object;

import io.llmgw.api.json.Json;
import io.llmgw.test.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes replies to chats as the second version of Cohere's API does. */
final class CohereChat {
  private final Reply reply;
  private final int number;
  private final AnswerDraft draft;

  private CohereChat(ChatAsk ask, Reply reply, int number) {
    this.reply = reply;
    this.number = number;
    this.draft = new AnswerDraft(ask, reply, "x-debug-trace-id", number);
  }

  /**
   * The reply in bytes.
   *
   * @param number of the request, from 1: ids are made of it
   */
  static Answer answer(ChatAsk ask, Reply reply, int number) {
    CohereChat chat = new CohereChat(ask, reply, number);
    if (reply.content() instanceof Content.Raw raw) {
      return chat.draft.whole(raw.status(), raw.contentType(), raw.body(), List.of(), 0, null);
    }
    if (reply.content() instanceof Content.Failure failure) {
      return chat.failure(failure);
    }
    String inside = ask.isStreamed() ? null : chat.draft.failureInside();
    if (inside != null) {
      return chat.failure(200, inside, "simulated error in the answer");
    }
    return ask.isStreamed() ? chat.streamed() : chat.whole();
  }

  /** A code that nobody chose is the one of another protocol: this one has words alone. */
  private Answer failure(Content.Failure failure) {
    boolean chosen = !failure.code().equals(OpenAiFrames.codeOf(failure.status()));
    return failure(failure.status(), chosen ? failure.code() : "", failure.message());
  }

  private Answer failure(int status, String code, String message) {
    String body = CohereFrames.error(code, message);
    return draft.whole(status, "application/json", body, List.of(), 0, null);
  }

  private Answer streamed() {
    List<Answer.Frame> events = new ArrayList<>();
    StringBuilder opening = new StringBuilder(start());
    int first = addThought(opening, events);
    String closing;
    if (reply.content() instanceof Content.Tools tools) {
      addToolFrames(tools, events);
      closing = CohereFrames.event("tool-call-end", "index", tools.calls().size() - 1);
    } else {
      Object block = object("type", "text", "text", "");
      String begun = CohereFrames.delta("content-start", first, "content", block);
      if (first == 0) {
        opening.append(begun);
      }
      String before = first == 0 ? "" : begun;
      for (String token : draft.tokens()) {
        String delta = CohereFrames.delta("content-delta", first, "content", object("text", token));
        events.add(new Answer.Frame(before + delta, token));
        before = "";
      }
      // Where the limit of the request is reached in the reasoning, no text has begun.
      closing = before.isEmpty() ? CohereFrames.event("content-end", "index", first) : "";
    }
    Reply.Counts reported = draft.reported(events.size());
    Object end = CohereFrames.end(finish(), reported, draft.thoughts().size());
    return new Answer(
        200,
        draft.headers("text/event-stream"),
        true,
        opening.toString(),
        events,
        closing,
        reply.course().done()
            ? CohereFrames.event("message-end", "delta", end) + OpenAiFrames.DONE
            : "",
        draft.counts(events.size()),
        finish());
  }

  /** A block of its own, where it thinks; tells which block comes next. */
  private int addThought(StringBuilder opening, List<Answer.Frame> events) {
    List<String> thoughts = draft.thoughts();
    if (thoughts.isEmpty()) {
      return 0;
    }
    Object block = object("type", "thinking", "thinking", "");
    opening.append(CohereFrames.delta("content-start", 0, "content", block));
    for (String thought : thoughts) {
      Object piece = object("thinking", thought);
      events.add(new Answer.Frame(CohereFrames.delta("content-delta", 0, "content", piece), ""));
    }
    Answer.Frame last = events.remove(events.size() - 1);
    events.add(new Answer.Frame(last.bytes() + CohereFrames.event("content-end", "index", 0), ""));
    return 1;
  }

  private String start() {
    Object message =
        object(
            "role", "assistant",
            "content", List.of(),
            "tool_plan", "",
            "tool_calls", List.of(),
            "citations", List.of());
    return CohereFrames.event("message-start", "id", id(), "delta", object("message", message));
  }

  private void addToolFrames(Content.Tools tools, List<Answer.Frame> events) {
    int index = 0;
    for (Content.ToolUse call : tools.calls()) {
      String before = index == 0 ? "" : CohereFrames.event("tool-call-end", "index", index - 1);
      Object begun = call(index, call.name(), "");
      events.add(
          new Answer.Frame(
              before + CohereFrames.delta("tool-call-start", index, "tool_calls", begun), ""));
      for (String piece : Tokens.of(call.argumentsJson())) {
        Object more = object("function", object("arguments", piece));
        events.add(
            new Answer.Frame(CohereFrames.delta("tool-call-delta", index, "tool_calls", more), ""));
      }
      index++;
    }
  }

  private Answer whole() {
    Map<String, @Nullable Object> message = object("role", "assistant");
    List<Answer.Frame> texts = new ArrayList<>();
    int tokens = draft.written();
    List<Object> content = new ArrayList<>();
    if (!draft.thoughts().isEmpty()) {
      content.add(object("type", "thinking", "thinking", String.join("", draft.thoughts())));
    }
    if (reply.content() instanceof Content.Tools tools) {
      List<Object> calls = new ArrayList<>();
      for (Content.ToolUse call : tools.calls()) {
        calls.add(call(calls.size(), call.name(), call.argumentsJson()));
      }
      message.put("tool_calls", calls);
    } else {
      String text = String.join("", draft.tokens());
      content.add(object("type", "text", "text", text));
      texts.add(new Answer.Frame("", text));
    }
    if (!content.isEmpty()) {
      message.put("content", content);
    }
    Map<String, @Nullable Object> answer = object("id", id(), "message", message);
    answer.putAll(CohereFrames.end(finish(), draft.reported(tokens), draft.thoughts().size()));
    String body = Json.ofValue(answer).text();
    return draft.whole(200, "application/json", body, texts, tokens, finish());
  }

  private Map<String, @Nullable Object> call(int index, String tool, String arguments) {
    return object(
        "id",
        "call_sim_" + number + "_" + index,
        "type",
        "function",
        "function",
        object("name", tool, "arguments", arguments));
  }

  private String id() {
    return "cohere-sim-" + number;
  }

  private String finish() {
    String given = reply.finish();
    if (given != null) {
      return given;
    }
    if (reply.content() instanceof Content.Text) {
      return draft.isCut() ? "MAX_TOKENS" : "COMPLETE";
    }
    return "TOOL_CALL";
  }
}
