package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.object;

import io.llmgw.api.json.Json;
import io.llmgw.test.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes replies to chats as Bedrock's Converse and ConverseStream. */
final class BedrockConverse {
  private static final String REQUEST_ID = "x-amzn-requestid";
  private static final String ERROR_TYPE = "x-amzn-errortype";
  private static final String NAMESPACE = ":http://internal.amazon.com/coral/com.amazon.bedrock/";

  private final ChatAsk ask;
  private final Reply reply;
  private final int number;
  private final AnswerDraft draft;

  private BedrockConverse(ChatAsk ask, Reply reply, int number) {
    this.ask = ask;
    this.reply = reply;
    this.number = number;
    this.draft = new AnswerDraft(ask, reply, REQUEST_ID, number);
  }

  /**
   * The reply in bytes.
   *
   * @param number of the request, from 1: ids are made of it
   */
  static Answer answer(ChatAsk ask, Reply reply, int number) {
    BedrockConverse converse = new BedrockConverse(ask, reply, number);
    if (reply.content() instanceof Content.Raw raw) {
      return converse.draft.whole(raw.status(), raw.contentType(), raw.body(), List.of(), 0, null);
    }
    if (reply.content() instanceof Content.Failure failure) {
      return converse.failure(failure);
    }
    String inside = ask.isStreamed() ? null : converse.draft.failureInside();
    if (inside != null) {
      String body = OpenAiFrames.json("__type", inside, "message", "simulated error in the answer");
      return converse.draft.whole(200, "application/json", body, List.of(), 0, null);
    }
    return ask.isStreamed() ? converse.streamed() : converse.whole();
  }

  /** A code that nobody chose is the one of another protocol. */
  private Answer failure(Content.Failure failure) {
    boolean chosen = !failure.code().equals(OpenAiFrames.codeOf(failure.status()));
    String type = chosen ? failure.code() : typeOf(failure.status());
    String body = OpenAiFrames.json("message", failure.message());
    return new AnswerDraft(ask, reply.header(ERROR_TYPE, type + NAMESPACE), REQUEST_ID, number)
        .whole(failure.status(), "application/json", body, List.of(), 0, null);
  }

  /** The exception that Bedrock sends with a status. */
  private static String typeOf(int status) {
    return switch (status) {
      case 401 -> "UnrecognizedClientException";
      case 403 -> "AccessDeniedException";
      case 404 -> "ResourceNotFoundException";
      case 408 -> "ModelTimeoutException";
      case 424 -> "ModelErrorException";
      case 429 -> "ThrottlingException";
      case 503, 529 -> "ServiceUnavailableException";
      default -> status >= 500 ? "InternalServerException" : "ValidationException";
    };
  }

  private Answer streamed() {
    List<Answer.Frame> events = new ArrayList<>();
    int first = addThought(events);
    int last = first;
    if (reply.content() instanceof Content.Tools tools) {
      addToolFrames(tools, first, events);
      last = first + tools.calls().size() - 1;
    } else {
      for (String token : draft.tokens()) {
        events.add(new Answer.Frame(delta(first, object("text", token)), token));
      }
      if (first > 0 && draft.tokens().isEmpty()) {
        last = -1; // the limit of the request was reached in the reasoning, which has ended
      }
    }
    return new Answer(
        200,
        draft.headers("application/vnd.amazon.eventstream"),
        true,
        event("messageStart", object("role", "assistant")),
        events,
        (last < 0 ? "" : stop(last)) + event("messageStop", object("stopReason", finish())),
        reply.course().done() ? event("metadata", account(events.size())) : "",
        draft.counts(events.size()),
        finish());
  }

  /** A block of its own, where it thinks; tells which block comes next. */
  private int addThought(List<Answer.Frame> events) {
    List<String> thoughts = draft.thoughts();
    if (thoughts.isEmpty()) {
      return 0;
    }
    for (String thought : thoughts) {
      String delta = delta(0, object("reasoningContent", object("text", thought)));
      events.add(new Answer.Frame(delta, ""));
    }
    String signature = draft.signature();
    String signed =
        signature == null
            ? ""
            : delta(0, object("reasoningContent", object("signature", signature)));
    Answer.Frame last = events.remove(events.size() - 1);
    events.add(new Answer.Frame(last.bytes() + signed + stop(0), ""));
    return 1;
  }

  private Map<String, @Nullable Object> thought() {
    Map<String, @Nullable Object> text = object("text", String.join("", draft.thoughts()));
    if (draft.signature() != null) {
      text.put("signature", draft.signature());
    }
    return object("reasoningContent", object("reasoningText", text));
  }

  private void addToolFrames(Content.Tools tools, int first, List<Answer.Frame> events) {
    int index = first;
    for (Content.ToolUse call : tools.calls()) {
      String before = index == first ? "" : stop(index - 1);
      Map<String, @Nullable Object> start =
          object("toolUse", object("toolUseId", id(index - first), "name", call.name()));
      String begin = event("contentBlockStart", object("contentBlockIndex", index, "start", start));
      events.add(new Answer.Frame(before + begin, ""));
      for (String piece : Tokens.of(call.argumentsJson())) {
        String delta = delta(index, object("toolUse", object("input", piece)));
        events.add(new Answer.Frame(delta, ""));
      }
      index++;
    }
  }

  private String id(int index) {
    return "tooluse_sim_" + number + "_" + index;
  }

  private static String delta(int index, Map<String, @Nullable Object> delta) {
    return event("contentBlockDelta", object("contentBlockIndex", index, "delta", delta));
  }

  private static String stop(int index) {
    return event("contentBlockStop", object("contentBlockIndex", index));
  }

  /** Padded, lest its size gives the words away. */
  private static String event(String type, Map<String, @Nullable Object> payload) {
    payload.put("p", "abcdefghijklmnopqrstuvwxyz".substring(0, type.length()));
    return EventMessage.event(type, Json.ofValue(payload).text());
  }

  private Answer whole() {
    List<Object> content = new ArrayList<>();
    List<Answer.Frame> texts = new ArrayList<>();
    int tokens = draft.written();
    if (!draft.thoughts().isEmpty()) {
      content.add(thought());
    }
    int index = 0;
    if (reply.content() instanceof Content.Tools tools) {
      for (Content.ToolUse call : tools.calls()) {
        Json input = Json.ofText(call.argumentsJson());
        Json sent = input.isValid() ? input : Json.ofValue(input.text());
        content.add(
            object(
                "toolUse", object("toolUseId", id(index++), "name", call.name(), "input", sent)));
      }
    } else {
      String text = String.join("", draft.tokens());
      content.add(object("text", text));
      texts.add(new Answer.Frame("", text));
    }
    Map<String, @Nullable Object> answer =
        object(
            "output",
            object("message", object("role", "assistant", "content", content)),
            "stopReason",
            finish());
    answer.putAll(account(tokens));
    String body = Json.ofValue(answer).text();
    return draft.whole(200, "application/json", body, texts, tokens, finish());
  }

  /** Usage and time of an answer. */
  private Map<String, @Nullable Object> account(int tokens) {
    Map<String, @Nullable Object> account = object("metrics", object("latencyMs", 1));
    Reply.Counts reported = draft.reported(tokens);
    if (reported != null) {
      long input = reported.inputTokens();
      long output = reported.outputTokens();
      account.put(
          "usage",
          object("inputTokens", input, "outputTokens", output, "totalTokens", input + output));
    }
    return account;
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
