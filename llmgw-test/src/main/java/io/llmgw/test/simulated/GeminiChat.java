package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.object;

import io.llmgw.api.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes replies to chats as Google's generateContent does. */
final class GeminiChat {
  private static final String SIGNATURE = "thoughtSignature";

  private final Reply reply;
  private final AnswerDraft draft;
  private final GeminiFrames frames;

  private GeminiChat(ChatAsk ask, Reply reply, int number) {
    this.reply = reply;
    this.draft = new AnswerDraft(ask, reply, "x-request-id", number);
    this.frames = new GeminiFrames(number, ask.model(), draft.thoughts().size());
  }

  /**
   * The reply in bytes.
   *
   * @param number of the request, from 1: ids are made of it
   */
  static Answer answer(ChatAsk ask, Reply reply, int number) {
    GeminiChat chat = new GeminiChat(ask, reply, number);
    if (reply.content() instanceof Content.Raw raw) {
      return chat.draft.whole(raw.status(), raw.contentType(), raw.body(), List.of(), 0, null);
    }
    if (reply.content() instanceof Content.Failure failure) {
      return chat.failure(failure);
    }
    String inside = ask.isStreamed() ? null : chat.draft.failureInside();
    if (inside != null) {
      return chat.failure(200, GeminiFrames.statusOf(inside), inside, "simulated error");
    }
    return ask.isStreamed() ? chat.streamed() : chat.whole();
  }

  /** A code that nobody chose is the one of another protocol. */
  private Answer failure(Content.Failure failure) {
    int status = failure.status();
    boolean chosen = !failure.code().equals(OpenAiFrames.codeOf(status));
    String word = chosen ? failure.code() : GeminiFrames.wordOf(status);
    return failure(status, status, word, failure.message());
  }

  private Answer failure(int status, int code, String word, String message) {
    String body = GeminiFrames.error(code, word, message);
    return draft.whole(status, "application/json; charset=UTF-8", body, List.of(), 0, null);
  }

  /** The last event has the reason for the end and the whole usage: nothing else marks the end. */
  private Answer streamed() {
    List<Answer.Frame> events = new ArrayList<>();
    for (String thought : draft.thoughts()) {
      events.add(new Answer.Frame(event(List.of(thought(thought)), null, null), ""));
    }
    if (reply.content() instanceof Content.Tools tools) {
      for (Map<String, @Nullable Object> part : calls(tools)) {
        events.add(new Answer.Frame(event(List.of(part), null, null), ""));
      }
    } else {
      for (String token : draft.tokens()) {
        events.add(new Answer.Frame(event(List.of(object("text", token)), null, null), token));
      }
    }
    int tokens = draft.written();
    Reply.Counts counts = draft.reported(tokens);
    Reply.Counts begun = counts == null ? null : new Reply.Counts(counts.inputTokens(), 0);
    String end = event(List.of(signed(object("text", ""))), finish(), counts);
    return new Answer(
        200,
        draft.headers("text/event-stream"),
        true,
        event(List.of(), null, begun),
        events,
        "",
        reply.course().done() ? end : "",
        draft.counts(tokens),
        finish());
  }

  private String event(List<?> parts, @Nullable String finish, Reply.@Nullable Counts counts) {
    return GeminiFrames.frame(frames.response(parts, finish, counts));
  }

  private Answer whole() {
    List<Answer.Frame> texts = new ArrayList<>();
    List<Object> parts = new ArrayList<>();
    if (!draft.thoughts().isEmpty()) {
      parts.add(thought(String.join("", draft.thoughts())));
    }
    if (reply.content() instanceof Content.Tools tools) {
      parts.addAll(calls(tools));
    } else {
      String text = String.join("", draft.tokens());
      parts.add(signed(object("text", text)));
      texts.add(new Answer.Frame("", text));
    }
    String body = frames.response(parts, finish(), draft.reported(draft.written()));
    return draft.whole(
        200, "application/json; charset=UTF-8", body, texts, draft.written(), finish());
  }

  private static Map<String, @Nullable Object> thought(String text) {
    return object("text", text, "thought", true);
  }

  /** The part with which a text ends, which what was thought before it is signed with. */
  private Map<String, @Nullable Object> signed(Map<String, @Nullable Object> part) {
    if (draft.signature() != null && reply.content() instanceof Content.Text) {
      part.put(SIGNATURE, draft.signature());
    }
    return part;
  }

  /** Without ids, as the real ones mostly; the first of them is signed, as the real one. */
  private List<Map<String, @Nullable Object>> calls(Content.Tools tools) {
    List<Map<String, @Nullable Object>> parts = new ArrayList<>();
    for (Content.ToolUse call : tools.calls()) {
      Json arguments = Json.ofText(call.argumentsJson());
      Object sent = arguments.isValid() ? arguments : arguments.text();
      Map<String, @Nullable Object> part =
          object("functionCall", object("name", call.name(), "args", sent));
      if (parts.isEmpty()) {
        String signature = draft.signature();
        part.put(SIGNATURE, signature == null ? "c2ltdWxhdGVk" : signature);
      }
      parts.add(part);
    }
    return parts;
  }

  private String finish() {
    String given = reply.finish();
    if (given != null) {
      return given;
    }
    return draft.isCut() ? "MAX_TOKENS" : "STOP";
  }
}
