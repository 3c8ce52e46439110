package io.llmgw.test.simulated;

import io.llmgw.api.json.Json;
import io.llmgw.test.Tokens;
import io.llmgw.test.socket.ReceivedRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server reads of a request's body. */
final class ChatAsk {
  /** A body that asks nothing. */
  static final ChatAsk NOTHING = new ChatAsk(Map.of());

  private static final List<String> NOT_TEXT =
      List.of("/role", "/type", "/id", "/call_id", "/tool_call_id", "/tool_use_id", "/media_type");

  private static final List<String> LIMITS =
      List.of("max_completion_tokens", "max_output_tokens", "max_tokens");

  private final Map<String, @Nullable Object> body;

  private ChatAsk(Map<String, @Nullable Object> body) {
    this.body = body;
  }

  /** What this request asks; null when its body is not a JSON object. */
  static @Nullable ChatAsk of(ReceivedRequest request) {
    Json json = request.json();
    if (!json.isObject()) {
      return null;
    }
    Map<String, @Nullable Object> body = json.asObject();
    if (GeminiAsk.isOne(request)) {
      return new ChatAsk(GeminiAsk.plain(request, body));
    }
    if (OllamaAsk.isOne(request)) {
      return new ChatAsk(OllamaAsk.plain(body));
    }
    return new ChatAsk(BedrockAsk.isOne(request) ? BedrockAsk.plain(request, body) : body);
  }

  String model() {
    return body.get("model") instanceof String model ? model : "unnamed";
  }

  boolean isStreamed() {
    return Boolean.TRUE.equals(body.get("stream"));
  }

  boolean asksForUsage() {
    return body.get("stream_options") instanceof Map<?, ?> options
        && Boolean.TRUE.equals(options.get("include_usage"));
  }

  /** The most tokens to answer with; the largest number when it does not say. */
  int maxTokens() {
    for (String name : LIMITS) {
      if (body.get(name) instanceof Long tokens) {
        return (int) Math.min(Integer.MAX_VALUE, tokens);
      }
    }
    return Integer.MAX_VALUE;
  }

  /** Whether the last message is the result of a tool. */
  boolean endsWithToolResult() {
    Map<?, ?> last = lastMessage();
    if (last.get("content") instanceof List<?> parts) {
      for (Object part : parts) {
        if (part instanceof Map<?, ?> block && "tool_result".equals(block.get("type"))) {
          return true;
        }
      }
    }
    return "tool".equals(last.get("role")) || "function_call_output".equals(last.get("type"));
  }

  /** The text of the last message; empty when it has none. */
  String lastText() {
    StringBuilder text = new StringBuilder();
    Map<?, ?> last = lastMessage();
    appendText(text, last.containsKey("output") ? last.get("output") : last.get("content"));
    return text.toString();
  }

  /** Tokens of all texts in the messages, or in the inputs of an embedding. */
  int inputTokens() {
    int[] tokens = {0};
    for (String member : List.of("system", "messages", "input", "texts", "query", "documents")) {
      Json.ofValue(body.get(member))
          .mapStrings(
              (pointer, leaf) -> {
                boolean text = NOT_TEXT.stream().noneMatch(pointer::endsWith);
                tokens[0] += text ? Tokens.count(leaf) : 0;
                return leaf;
              });
    }
    return tokens[0];
  }

  /** A member of the body; null when it is absent. */
  @Nullable Object member(String name) {
    return body.get(name);
  }

  private Map<?, ?> lastMessage() {
    Object conversation = body.getOrDefault("messages", body.get("input"));
    if (conversation instanceof String only) {
      return Map.of("content", only);
    }
    return conversation instanceof List<?> messages
            && !messages.isEmpty()
            && messages.get(messages.size() - 1) instanceof Map<?, ?> last
        ? last
        : Map.of();
  }

  private static void appendText(StringBuilder text, @Nullable Object content) {
    if (content instanceof String string) {
      text.append(string);
    } else if (content instanceof List<?> parts) {
      for (Object part : parts) {
        appendText(text, part instanceof Map<?, ?> map ? map.get("text") : null);
      }
    }
  }
}
