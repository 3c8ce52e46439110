package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.object;

import io.llmgw.test.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes replies to chats in OpenAI's Chat Completions format. */
final class OpenAiChat {
  private final ChatAsk ask;
  private final Reply reply;
  private final int number;
  private final AnswerDraft draft;
  private final OpenAiFrames frames;

  private OpenAiChat(ChatAsk ask, Reply reply, int number) {
    this.ask = ask;
    this.reply = reply;
    this.number = number;
    this.draft = new AnswerDraft(ask, reply, "x-request-id", number);
    this.frames = new OpenAiFrames(number, ask.model(), ask.asksForUsage());
  }

  /**
   * The reply in bytes.
   *
   * @param number of the request, from 1: ids are made of it
   */
  static Answer answer(ChatAsk ask, Reply reply, int number) {
    OpenAiChat chat = new OpenAiChat(ask, reply, number);
    if (reply.content() instanceof Content.Raw raw) {
      return chat.draft.whole(raw.status(), raw.contentType(), raw.body(), List.of(), 0, null);
    }
    if (reply.content() instanceof Content.Failure failure) {
      return chat.failure(failure.status(), failure.code(), failure.message());
    }
    if (!ask.isStreamed()) {
      String code = chat.draft.failureInside();
      return code == null ? chat.whole() : chat.failure(200, code, "simulated error in the answer");
    }
    return chat.streamed();
  }

  private Answer streamed() {
    List<Answer.Frame> events = new ArrayList<>();
    for (String thought : draft.thoughts()) {
      events.add(new Answer.Frame(frames.delta(OpenAiThoughts.piece(draft, thought)), ""));
    }
    String signature = draft.signature();
    if (signature != null && !events.isEmpty()) {
      Answer.Frame last = events.remove(events.size() - 1);
      String signed = frames.delta(OpenAiThoughts.signature(signature));
      events.add(new Answer.Frame(last.bytes() + signed, ""));
    }
    if (reply.content() instanceof Content.Tools tools) {
      addToolFrames(tools, events);
    } else {
      for (String token : draft.tokens()) {
        events.add(new Answer.Frame(frames.delta(object("content", token)), token));
      }
    }
    Reply.Counts reported = draft.reported(events.size());
    return new Answer(
        200,
        draft.headers("text/event-stream; charset=utf-8"),
        true,
        frames.delta(object("role", "assistant", "content", "")),
        events,
        frames.finish(finish())
            + (ask.asksForUsage() && reported != null
                ? frames.usage(reported, draft.thoughts().size())
                : ""),
        reply.course().done() ? OpenAiFrames.DONE : "",
        draft.counts(events.size()),
        finish());
  }

  private void addToolFrames(Content.Tools tools, List<Answer.Frame> events) {
    int index = 0;
    for (Content.ToolUse call : tools.calls()) {
      addToolFrame(
          events,
          object(
              "index",
              index,
              "id",
              toolCallId(index),
              "type",
              "function",
              "function",
              object("name", call.name(), "arguments", "")));
      for (String piece : Tokens.of(call.argumentsJson())) {
        addToolFrame(events, object("index", index, "function", object("arguments", piece)));
      }
      index++;
    }
  }

  private void addToolFrame(List<Answer.Frame> events, Map<String, @Nullable Object> call) {
    events.add(new Answer.Frame(frames.delta(object("tool_calls", List.of(call))), ""));
  }

  private Answer whole() {
    Map<String, @Nullable Object> message = object("role", "assistant", "content", null);
    List<Answer.Frame> texts = new ArrayList<>();
    int tokens = draft.written();
    if (reply.content() instanceof Content.Tools tools) {
      List<Object> calls = new ArrayList<>();
      for (Content.ToolUse call : tools.calls()) {
        calls.add(
            object(
                "id", toolCallId(calls.size()),
                "type", "function",
                "function", object("name", call.name(), "arguments", call.argumentsJson())));
      }
      message.put("tool_calls", calls);
    } else {
      String text = String.join("", draft.tokens());
      message.put("content", text);
      texts.add(new Answer.Frame("", text));
    }
    message.putAll(OpenAiThoughts.whole(draft));
    String body =
        frames.completion(message, finish(), draft.reported(tokens), draft.thoughts().size());
    return draft.whole(200, "application/json", body, texts, tokens, finish());
  }

  private Answer failure(int status, String code, String message) {
    String body = OpenAiFrames.error(status, code, message);
    return draft.whole(status, "application/json", body, List.of(), 0, null);
  }

  private String finish() {
    String given = reply.finish();
    if (given != null) {
      return given;
    }
    if (reply.content() instanceof Content.Text) {
      return draft.isCut() ? "length" : "stop";
    }
    return "tool_calls";
  }

  private String toolCallId(int index) {
    return "call_sim_" + number + "_" + index;
  }
}
