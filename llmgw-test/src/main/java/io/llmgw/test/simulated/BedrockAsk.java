package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.object;

import io.llmgw.api.json.Json;
import io.llmgw.test.socket.ReceivedRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request to Bedrock's runtime, in the words of the other protocols. */
final class BedrockAsk {
  private static final Pattern PATH =
      Pattern.compile(
          ".*/model/([^/]+)/"
              + "(converse(?:-stream)?|invoke(?:-with-response-stream)?|count-tokens)");

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

  /** Whether it asks how many tokens something is. */
  static boolean counts(ReceivedRequest request) {
    Matcher path = PATH.matcher(request.path());
    return path.matches() && path.group(2).equals("count-tokens");
  }

  /** Whether it asks Titan for a vector. */
  static boolean embedsByTitan(ReceivedRequest request) {
    return invokes(request) && model(request).contains("titan-embed");
  }

  /** Whether it asks Cohere for vectors. */
  static boolean embedsByCohere(ReceivedRequest request) {
    return invokes(request) && model(request).contains("cohere.embed");
  }

  private static String model(ReceivedRequest request) {
    Matcher path = PATH.matcher(request.path());
    return path.matches() ? URLDecoder.decode(path.group(1), StandardCharsets.UTF_8) : "";
  }

  /** What is to be counted: the request that it would be elsewhere; empty where there is none. */
  private static Map<String, @Nullable Object> counted(Map<String, @Nullable Object> body) {
    Map<?, ?> input = body.get("input") instanceof Map<?, ?> given ? given : Map.of();
    if (input.get("converse") instanceof Map<?, ?> converse) {
      return Json.ofValue(converse).asObject();
    }
    if (input.get("invokeModel") instanceof Map<?, ?> invoke
        && invoke.get("body") instanceof String base64) {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return Json.ofText(new String(bytes, StandardCharsets.UTF_8)).asObject();
    }
    return Map.of();
  }

  /** The same body with what stands elsewhere, and blocks as Anthropic writes them. */
  static Map<String, @Nullable Object> plain(
      ReceivedRequest request, Map<String, @Nullable Object> given) {
    Map<String, @Nullable Object> body = counts(request) ? counted(given) : given;
    Map<String, @Nullable Object> plain = new LinkedHashMap<>(body);
    Matcher path = PATH.matcher(request.path());
    if (path.matches()) {
      plain.put("model", model(request));
      plain.put("stream", path.group(2).endsWith("-stream"));
    }
    if (body.get("inputText") instanceof String text) {
      plain.put("input", text);
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
