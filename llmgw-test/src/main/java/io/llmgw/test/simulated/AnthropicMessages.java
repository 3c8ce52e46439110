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
    int last = 0;
    if (reply.content() instanceof Content.Tools tools) {
      addToolFrames(tools, events);
      last = tools.calls().size() - 1;
    } else {
      opening.append(AnthropicFrames.block(0, object("type", "text", "text", "")));
      for (String token : draft.tokens()) {
        String delta = AnthropicFrames.delta(0, "text_delta", "text", token);
        events.add(new Answer.Frame(delta, token));
      }
    }
    Reply.Counts reported = draft.reported(events.size());
    return new Answer(
        200,
        draft.headers("text/event-stream; charset=utf-8"),
        true,
        frames.start(reported) + opening,
        events,
        AnthropicFrames.stop(last) + AnthropicFrames.finish(finish(), reported),
        reply.course().done() ? AnthropicFrames.event("message_stop") : "",
        draft.counts(events.size()),
        finish());
  }

  private void addToolFrames(Content.Tools tools, List<Answer.Frame> events) {
    int index = 0;
    for (Content.ToolUse call : tools.calls()) {
      String before = index == 0 ? "" : AnthropicFrames.stop(index - 1);
      Map<String, @Nullable Object> block = block(index, call.name(), Json.object());
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
    int tokens = 0;
    if (reply.content() instanceof Content.Tools tools) {
      for (Content.ToolUse call : tools.calls()) {
        Json input = Json.ofText(call.argumentsJson());
        Json sent = input.isValid() ? input : Json.ofValue(input.text());
        content.add(block(content.size(), call.name(), sent));
        tokens += 1 + Tokens.count(call.argumentsJson());
      }
    } else {
      String text = String.join("", draft.tokens());
      content.add(object("type", "text", "text", text));
      texts.add(new Answer.Frame("", text));
      tokens = draft.tokens().size();
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
