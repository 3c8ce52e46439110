package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.object;

import io.llmgw.test.socket.ReceivedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests of Google's API in the names of the other ones. */
final class GeminiAsk {
  static final String STREAM = ":streamGenerateContent";
  static final String WHOLE = ":generateContent";
  static final String EMBED = ":batchEmbedContents";
  static final String EMBED_ONE = ":embedContent";
  static final String PREDICT = ":predict";

  static final String CLAUDE = ":rawPredict";
  static final String CLAUDE_STREAM = ":streamRawPredict";

  private static final String COUNT = ":countTokens";

  private static final List<String> METHODS =
      List.of(STREAM, WHOLE, EMBED, EMBED_ONE, PREDICT, COUNT, CLAUDE, CLAUDE_STREAM);

  private GeminiAsk() {}

  /** Whether its path names a method of the API. */
  static boolean isOne(ReceivedRequest request) {
    return METHODS.stream().anyMatch(method -> Protocol.isAt(request, method));
  }

  /** Whether it asks for vectors. */
  static boolean embeds(ReceivedRequest request) {
    return Protocol.isAt(request, EMBED)
        || Protocol.isAt(request, EMBED_ONE)
        || Protocol.isAt(request, PREDICT);
  }

  /** Whether it asks how many tokens something is. */
  static boolean counts(ReceivedRequest request) {
    return Protocol.isAt(request, COUNT);
  }

  /** Whether it asks how many tokens something is to a model of Anthropic. */
  static boolean countsForClaude(ReceivedRequest request) {
    return Protocol.isAt(request, "/count-tokens" + CLAUDE);
  }

  /** Whether it asks a model of Anthropic, in its own protocol. */
  static boolean asksClaude(ReceivedRequest request) {
    return Protocol.isAt(request, CLAUDE) || Protocol.isAt(request, CLAUDE_STREAM);
  }

  /** The members that {@link ChatAsk} reads. */
  @SuppressWarnings("unchecked") // members of JSON
  static Map<String, @Nullable Object> plain(
      ReceivedRequest request, Map<String, @Nullable Object> given) {
    Map<String, @Nullable Object> body =
        given.get("generateContentRequest") instanceof Map<?, ?> whole
            ? (Map<String, @Nullable Object>) whole
            : given;
    Map<String, @Nullable Object> plain = object("model", model(request.path()));
    if (asksClaude(request)) {
      plain.putAll(body);
      return plain;
    }
    if (Protocol.isAt(request, PREDICT)) {
      List<Object> inputs = new ArrayList<>();
      list(body.get("instances")).forEach(one -> inputs.add(member(one, "content")));
      plain.put("input", inputs);
      plain.put("dimensions", member(body.get("parameters"), "outputDimensionality"));
      return plain;
    }
    if (Protocol.isAt(request, EMBED_ONE)) {
      boolean any = body.get("content") != null;
      plain.put("input", any ? List.of(text(body.get("content"))) : List.of());
      plain.put("dimensions", member(body.get("embedContentConfig"), "outputDimensionality"));
      return plain;
    }
    if (Protocol.isAt(request, EMBED)) {
      List<Object> inputs = new ArrayList<>();
      for (Object one : list(body.get("requests"))) {
        inputs.add(text(member(one, "content")));
        plain.put("dimensions", member(one, "outputDimensionality"));
      }
      plain.put("input", inputs);
      return plain;
    }
    plain.put("stream", Protocol.isAt(request, STREAM));
    plain.put("max_tokens", member(body.get("generationConfig"), "maxOutputTokens"));
    plain.put("system", text(body.get("systemInstruction")));
    List<Object> messages = new ArrayList<>();
    list(body.get("contents")).forEach(content -> messages.add(message(content)));
    plain.put("messages", messages);
    return plain;
  }

  private static String model(String path) {
    int end = path.lastIndexOf(':');
    return path.substring(path.lastIndexOf('/', end) + 1, end);
  }

  private static Object message(@Nullable Object content) {
    List<Object> parts = new ArrayList<>();
    for (Object part : list(member(content, "parts"))) {
      Object result = member(part, "functionResponse");
      if (member(part, "text") instanceof String said) {
        parts.add(object("text", said));
      } else if (result != null) {
        parts.add(object("type", "tool_result", "content", member(result, "response")));
      }
    }
    return object("role", member(content, "role"), "content", parts);
  }

  private static String text(@Nullable Object content) {
    StringBuilder text = new StringBuilder();
    for (Object part : list(member(content, "parts"))) {
      text.append(member(part, "text") instanceof String said ? said : "");
    }
    return text.toString();
  }

  private static @Nullable Object member(@Nullable Object object, String name) {
    return object instanceof Map<?, ?> members ? members.get(name) : null;
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> elements ? elements : List.of();
  }
}
