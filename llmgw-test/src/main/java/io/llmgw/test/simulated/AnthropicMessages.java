package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.object;

import io.llmgw.api.json.Json;
import io.llmgw.test.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes replies to chats in Anthropic's Messages format. */
final class AnthropicMessages {
  private final Reply reply;
  private final int number;
  private final AnswerDraft draft;
  private final AnthropicFrames frames;

  private AnthropicMessages(ChatAsk ask, Reply reply, int number) {
    this.reply = reply;
    this.number = number;
    this.draft = new AnswerDraft(ask, reply, "request-id", number);
    this.frames = new AnthropicFrames(number, ask.model());
  }

  /**
   * The reply in bytes.
   *
   * @param number of the request, from 1: ids are made of it
   */
  static Answer answer(ChatAsk ask, Reply reply, int number) {
    AnthropicMessages messages = new AnthropicMessages(ask, reply, number);
    if (reply.content() instanceof Content.Raw raw) {
      return messages.draft.whole(raw.status(), raw.contentType(), raw.body(), List.of(), 0, null);
    }
    if (reply.content() instanceof Content.Failure failure) {
      return messages.failure(failure);
    }
    String inside = ask.isStreamed() ? null : messages.draft.failureInside();
    if (inside != null) {
      return messages.failure(200, inside, "simulated error in the answer");
    }
    return ask.isStreamed() ? messages.streamed() : messages.whole();
  }

  /** A code that nobody chose is the one of another protocol. */
  private Answer failure(Content.Failure failure) {
    boolean chosen = !failure.code().equals(OpenAiFrames.codeOf(failure.status()));
    String type = chosen ? failure.code() : AnthropicFrames.typeOf(failure.status());
    return failure(failure.status(), type, failure.message());
  }

  private Answer failure(int status, String type, String message) {
    String body = AnthropicFrames.error(type, message);
    return draft.whole(status, "application/json", body, List.of(), 0, null);
  }

  private Answer streamed() {
    List<Answer.Frame> events = new ArrayList<>();
    StringBuilder opening = new StringBuilder();
    int first = addThought(opening, events);
    int last = first;
    if (reply.content() instanceof Content.Tools tools) {
      addToolFrames(tools, first, events);
      last = first + tools.calls().size() - 1;
    } else {
      String begun = AnthropicFrames.block(first, object("type", "text", "text", ""));
      if (first == 0) {
        opening.append(begun);
      }
      String before = first == 0 ? "" : begun;
      for (String token : draft.tokens()) {
        String delta = AnthropicFrames.delta(first, "text_delta", "text", token);
        events.add(new Answer.Frame(before + delta, token));
        before = "";
      }
      if (!before.isEmpty()) {
        last = -1; // the limit of the request was reached in the reasoning, which has ended
      }
    }
    Reply.Counts reported = draft.reported(events.size());
    return new Answer(
        200,
        draft.headers("text/event-stream; charset=utf-8"),
        true,
        frames.start(reported) + opening,
        events,
        (last < 0 ? "" : AnthropicFrames.stop(last)) + AnthropicFrames.finish(finish(), reported),
        reply.course().done() ? AnthropicFrames.event("message_stop") : "",
        draft.counts(events.size()),
        finish());
  }

  /** A block of its own, where it thinks; tells which block comes next. */
  private int addThought(StringBuilder opening, List<Answer.Frame> events) {
    List<String> thoughts = draft.thoughts();
    if (thoughts.isEmpty()) {
      return 0;
    }
    opening.append(
        AnthropicFrames.block(0, object("type", "thinking", "thinking", "", "signature", "")));
    for (String thought : thoughts) {
      String delta = AnthropicFrames.delta(0, "thinking_delta", "thinking", thought);
      events.add(new Answer.Frame(delta, ""));
    }
    String signature = draft.signature();
    String signed =
        signature == null
            ? ""
            : AnthropicFrames.delta(0, "signature_delta", "signature", signature);
    Answer.Frame last = events.remove(events.size() - 1);
    events.add(new Answer.Frame(last.bytes() + signed + AnthropicFrames.stop(0), ""));
    return 1;
  }

  private void addToolFrames(Content.Tools tools, int first, List<Answer.Frame> events) {
    int index = first;
    for (Content.ToolUse call : tools.calls()) {
      String before = index == first ? "" : AnthropicFrames.stop(index - 1);
      Map<String, @Nullable Object> block = block(index - first, call.name(), Json.object());
      events.add(new Answer.Frame(before + AnthropicFrames.block(index, block), ""));
      for (String piece : Tokens.of(call.argumentsJson())) {
        String delta = AnthropicFrames.delta(index, "input_json_delta", "partial_json", piece);
        events.add(new Answer.Frame(delta, ""));
      }
      index++;
    }
  }

  private Answer whole() {
    List<Object> content = new ArrayList<>();
    List<Answer.Frame> texts = new ArrayList<>();
    int tokens = draft.written();
    if (!draft.thoughts().isEmpty()) {
      String signature = draft.signature();
      content.add(
          object(
              "type",
              "thinking",
              "thinking",
              String.join("", draft.thoughts()),
              "signature",
              signature == null ? "" : signature));
    }
    int index = 0;
    if (reply.content() instanceof Content.Tools tools) {
      for (Content.ToolUse call : tools.calls()) {
        Json input = Json.ofText(call.argumentsJson());
        Json sent = input.isValid() ? input : Json.ofValue(input.text());
        content.add(block(index++, call.name(), sent));
      }
    } else {
      String text = String.join("", draft.tokens());
      content.add(object("type", "text", "text", text));
      texts.add(new Answer.Frame("", text));
    }
    String body = frames.whole(content, finish(), draft.reported(tokens));
    return draft.whole(200, "application/json", body, texts, tokens, finish());
  }

  private Map<String, @Nullable Object> block(int index, String tool, Json input) {
    String id = "toolu_sim_" + number + "_" + index;
    return object("type", "tool_use", "id", id, "name", tool, "input", input);
  }

  private String finish() {
    String given = reply.finish();
    if (given != null) {
      return given;
    }
    if (reply.content() instanceof Content.Text) {
      return draft.isCut() ? "max_tokens" : "end_turn";
    }
    return "tool_use";
  }
}
