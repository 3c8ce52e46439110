package io.llmgw.test.simulated;

import io.llmgw.api.json.Json;
import io.llmgw.test.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes replies to chats in the format of OpenAI's Responses. */
final class ResponsesChat {
  private static final String COMPLETED = "completed";

  private final Reply reply;
  private final AnswerDraft draft;
  private final ResponsesFrames frames;

  private ResponsesChat(ChatAsk ask, Reply reply, int number) {
    this.reply = reply;
    this.draft = new AnswerDraft(ask, reply, "x-request-id", number);
    this.frames = new ResponsesFrames(number, ask.model(), draft.thoughts().size());
  }

  /**
   * The reply in bytes.
   *
   * @param number of the request, from 1: ids are made of it
   */
  static Answer answer(ChatAsk ask, Reply reply, int number) {
    ResponsesChat chat = new ResponsesChat(ask, reply, number);
    if (reply.content() instanceof Content.Raw raw) {
      return chat.draft.whole(raw.status(), raw.contentType(), raw.body(), List.of(), 0, null);
    }
    if (reply.content() instanceof Content.Failure failure) {
      return chat.failure(failure.status(), failure.code(), failure.message());
    }
    if (ask.isStreamed()) {
      return chat.streamed();
    }
    String code = chat.draft.failureInside();
    return code == null ? chat.whole() : chat.failure(200, code, "simulated error in the answer");
  }

  private Answer failure(int status, String code, String message) {
    String body = OpenAiFrames.error(status, code, message);
    return draft.whole(status, "application/json", body, List.of(), 0, null);
  }

  private Answer streamed() {
    String opening =
        frames.event(
            "response.created", "response", frames.response("in_progress", null, List.of(), null));
    List<Answer.Frame> events = new ArrayList<>();
    String closing = "";
    List<String> thoughts = draft.thoughts();
    if (!thoughts.isEmpty()) {
      opening += frames.openThought();
      thoughts.forEach(piece -> events.add(new Answer.Frame(frames.thought(piece), "")));
      append(frames.closeThought(String.join("", thoughts), draft.signature()), events);
    }
    if (reply.content() instanceof Content.Tools tools) {
      addToolFrames(tools, events);
    } else {
      String begun = frames.openText();
      if (events.isEmpty()) {
        opening += begun;
      } else {
        append(begun, events);
      }
      for (String token : draft.tokens()) {
        events.add(new Answer.Frame(frames.text(token), token));
      }
      closing = frames.closeText(String.join("", draft.tokens()), status());
    }
    Map<String, @Nullable Object> end =
        frames.response(status(), incomplete(), output(), draft.reported(events.size()));
    return new Answer(
        200,
        draft.headers("text/event-stream; charset=utf-8"),
        true,
        opening,
        events,
        closing,
        reply.course().done() ? frames.end(end) : "",
        draft.counts(events.size()),
        finish());
  }

  /** What follows a piece is sent with it: an item ends with its last piece. */
  private void addToolFrames(Content.Tools tools, List<Answer.Frame> events) {
    int index = 0;
    for (Content.ToolUse call : tools.calls()) {
      String begun =
          frames.event(
              "response.output_item.added",
              "output_index",
              frames.place(index),
              "item",
              frames.call(index, "in_progress", call.name(), ""));
      events.add(new Answer.Frame(begun, ""));
      for (String piece : Tokens.of(call.argumentsJson())) {
        events.add(new Answer.Frame(frames.arguments(index, piece), ""));
      }
      String ended =
          frames.event(
              "response.output_item.done",
              "output_index",
              frames.place(index),
              "item",
              frames.call(index, COMPLETED, call.name(), call.argumentsJson()));
      append(ended, events);
      index++;
    }
  }

  /** Sends this with the last of them. */
  private static void append(String bytes, List<Answer.Frame> events) {
    Answer.Frame last = events.remove(events.size() - 1);
    events.add(new Answer.Frame(last.bytes() + bytes, last.text()));
  }

  private Answer whole() {
    List<Answer.Frame> texts = new ArrayList<>();
    int tokens = draft.written();
    if (reply.content() instanceof Content.Text) {
      texts.add(new Answer.Frame("", String.join("", draft.tokens())));
    }
    Map<String, @Nullable Object> response =
        frames.response(status(), incomplete(), output(), draft.reported(tokens));
    return draft.whole(
        200, "application/json", Json.ofValue(response).text(), texts, tokens, finish());
  }

  private List<Object> output() {
    List<Object> output = new ArrayList<>();
    if (!draft.thoughts().isEmpty()) {
      output.add(frames.thoughtItem(String.join("", draft.thoughts()), draft.signature()));
    }
    if (reply.content() instanceof Content.Tools tools) {
      int index = 0;
      for (Content.ToolUse call : tools.calls()) {
        output.add(frames.call(index++, COMPLETED, call.name(), call.argumentsJson()));
      }
    } else {
      output.add(frames.message(status(), String.join("", draft.tokens())));
    }
    return output;
  }

  private String status() {
    return incomplete() == null ? COMPLETED : "incomplete";
  }

  private @Nullable String incomplete() {
    String given = reply.finish();
    if (given != null) {
      return given.equals(COMPLETED) ? null : given;
    }
    return draft.isCut() ? "max_output_tokens" : null;
  }

  private String finish() {
    String incomplete = incomplete();
    return incomplete == null ? COMPLETED : incomplete;
  }
}
