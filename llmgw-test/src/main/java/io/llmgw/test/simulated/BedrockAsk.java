package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.object;

import io.llmgw.test.socket.ReceivedRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request to Bedrock's Converse or InvokeModel, in the words of the other protocols. */
final class BedrockAsk {
  private static final Pattern PATH =
      Pattern.compile(".*/model/([^/]+)/(converse(?:-stream)?|invoke(?:-with-response-stream)?)");

  private BedrockAsk() {}

  /** Whether it is one. */
  static boolean isOne(ReceivedRequest request) {
    return request.method().equals("POST") && PATH.matcher(request.path()).matches();
  }

  /** Whether it is one to InvokeModel. */
  static boolean invokes(ReceivedRequest request) {
    Matcher path = PATH.matcher(request.path());
    return path.matches() && path.group(2).startsWith("invoke");
  }

  /** The same body with what stands elsewhere, and blocks as Anthropic writes them. */
  static Map<String, @Nullable Object> plain(
      ReceivedRequest request, Map<String, @Nullable Object> body) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>(body);
    Matcher path = PATH.matcher(request.path());
    if (path.matches()) {
      plain.put("model", URLDecoder.decode(path.group(1), StandardCharsets.UTF_8));
      plain.put("stream", path.group(2).endsWith("-stream"));
    }
    if (body.get("inferenceConfig") instanceof Map<?, ?> config) {
      plain.put("max_tokens", config.get("maxTokens"));
    }
    if (body.get("messages") instanceof List<?> messages) {
      plain.put("messages", messages(messages));
    }
    return plain;
  }

  private static List<@Nullable Object> messages(List<?> messages) {
    List<@Nullable Object> plain = new ArrayList<>();
    for (Object message : messages) {
      plain.add(
          message instanceof Map<?, ?> map && map.get("content") instanceof List<?> blocks
              ? object("role", map.get("role"), "content", blocks(blocks))
              : message);
    }
    return plain;
  }

  private static List<@Nullable Object> blocks(List<?> blocks) {
    List<@Nullable Object> plain = new ArrayList<>();
    for (Object block : blocks) {
      plain.add(
          block instanceof Map<?, ?> map && map.get("toolResult") instanceof Map<?, ?> result
              ? object("type", "tool_result", "content", result.get("content"))
              : block);
    }
    return plain;
  }
}
