package io.llmgw.providers.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.TokenKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a recorded chat completion says. */
public final class RawReading implements RawAnswer {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final StringBuilder refusal = new StringBuilder();
  private final Map<String, String[]> calls = new LinkedHashMap<>();
  private final Map<TokenKind, Long> usage = new EnumMap<>(TokenKind.class);
  private @Nullable String finishReason;
  private boolean cut;
  private @Nullable String model;
  private @Nullable String upstream;
  private @Nullable String id;

  public static RawReading of(Exchange exchange) {
    return exchange.isStreamed() ? ofStream(exchange.streamBody()) : ofWhole(exchange.body());
  }

  private static RawReading ofWhole(byte[] body) {
    RawReading reading = new RawReading();
    JsonNode root = JSON.readTree(body);
    reading.head(root);
    int position = 0;
    for (JsonNode choice : root.path("choices")) {
      if (choice.path("index").asInt(0) == 0) {
        reading.words(choice.path("message"));
        for (JsonNode call : choice.path("message").path("tool_calls")) {
          reading.call("whole " + position++, call);
        }
        reading.legacyCall(choice.path("message"));
        reading.finish(choice);
      }
    }
    reading.usage(root.path("usage"));
    return reading;
  }

  private static RawReading ofStream(byte[] body) {
    RawReading reading = new RawReading();
    for (String line : new String(body, StandardCharsets.UTF_8).split("\r\n|\n|\r")) {
      if (line.startsWith("data:")) {
        String payload = line.substring(5).strip();
        if (payload.equals("[DONE]")) {
          break;
        }
        reading.chunk(JSON.readTree(payload));
      }
    }
    return reading;
  }

  private void chunk(JsonNode root) {
    head(root);
    for (JsonNode choice : root.path("choices")) {
      if (choice.path("index").asInt(0) == 0) {
        words(choice.path("delta"));
        for (JsonNode call : choice.path("delta").path("tool_calls")) {
          call(keyOf(call), call);
        }
        legacyCall(choice.path("delta"));
        finish(choice);
      }
    }
    usage(root.path("usage"));
    usage(root.path("x_groq").path("usage"));
  }

  /** Recorded hosts number their calls, or send each of them whole under an id of its own. */
  private static String keyOf(JsonNode call) {
    return call.has("index") ? "index " + call.path("index") : "id " + call.path("id");
  }

  private void head(JsonNode root) {
    String newId = root.path("id").asString("");
    String newModel = root.path("model").asString("");
    id = id == null && !newId.isEmpty() ? newId : id;
    model = model == null && !newModel.isEmpty() ? newModel : model;
    upstream = upstream == null ? root.path("provider").asString(null) : upstream;
  }

  private void words(JsonNode message) {
    JsonNode content = message.path("content");
    StringBuilder thinking = new StringBuilder();
    if (content.isString()) {
      text.append(content.stringValue());
    }
    for (JsonNode part : content) {
      text.append(part.path("text").asString(""));
      for (JsonNode thought : part.path("thinking")) {
        thinking.append(thought.path("text").asString(""));
      }
    }
    refusal.append(message.path("refusal").asString(""));
    StringBuilder details = new StringBuilder();
    for (JsonNode detail : message.path("reasoning_details")) {
      details.append(detail.path("text").asString(detail.path("summary").asString("")));
    }
    for (String candidate :
        List.of(
            message.path("reasoning_content").asString(""),
            message.path("reasoning").asString(""),
            thinking.toString(),
            details.toString())) {
      if (!candidate.isEmpty()) {
        reasoning.append(candidate);
        break;
      }
    }
  }

  private void call(String key, JsonNode call) {
    String[] known = calls.computeIfAbsent(key, absent -> new String[] {"", "", ""});
    known[2] = known[2].isEmpty() ? call.path("id").asString("") : known[2];
    function(known, call.path("function"));
  }

  private void legacyCall(JsonNode message) {
    JsonNode call = message.path("function_call");
    boolean said = !call.path("name").asString("").isEmpty() || call.path("arguments").size() > 0;
    if (said || !call.path("arguments").asString("").isEmpty()) {
      String[] known = calls.computeIfAbsent("legacy", absent -> new String[] {"", "", ""});
      function(known, message.path("function_call"));
    }
  }

  private static void function(String[] known, JsonNode function) {
    if (known[0].isEmpty()) {
      known[0] = function.path("name").asString("");
    }
    JsonNode arguments = function.path("arguments");
    known[1] += arguments.isContainer() ? arguments.toString() : arguments.asString("");
  }

  private void finish(JsonNode choice) {
    String own = choice.path("native_finish_reason").asString("").toLowerCase(Locale.ROOT);
    cut |= own.startsWith("max_") || own.equals("length");
    if (choice.path("finish_reason").isString()) {
      finishReason = choice.path("finish_reason").stringValue();
    }
  }

  private void usage(JsonNode node) {
    if (!node.isObject() || node.isEmpty()) {
      return;
    }
    usage.clear();
    JsonNode read = node.path("prompt_tokens_details");
    JsonNode written = node.path("completion_tokens_details");
    long reasoning = most(node.path("reasoning_tokens"), written.path("reasoning_tokens"));
    put(TokenKind.INPUT, most(node.path("prompt_tokens")));
    put(TokenKind.OUTPUT, most(node.path("completion_tokens")));
    long sum = node.path("prompt_tokens").asLong(0) + node.path("completion_tokens").asLong(0);
    long sound = most(read.path("audio_tokens"));
    long rest = node.path("total_tokens").asLong(0) - sum;
    if (rest > 0) {
      usage.merge(rest == sound ? TokenKind.INPUT : TokenKind.OUTPUT, rest, Long::sum);
    }
    long cached =
        most(
            read.path("cached_tokens"),
            node.path("prompt_cache_hit_tokens"),
            node.path("cached_tokens"),
            node.path("num_cached_tokens"),
            node.path("cache_read_input_tokens"));
    put(TokenKind.CACHED_INPUT, cached);
    put(TokenKind.CACHE_WRITE, most(read.path("cache_write_tokens")));
    put(TokenKind.AUDIO_INPUT, sound);
    put(TokenKind.IMAGE_INPUT, most(read.path("image_tokens")));
    put(TokenKind.REASONING, reasoning);
    put(TokenKind.AUDIO_OUTPUT, most(written.path("audio_tokens")));
  }

  /** The largest of the numbers among them; -1 when none is one. */
  private static long most(JsonNode... nodes) {
    long most = -1;
    for (JsonNode node : nodes) {
      most = node.isNumber() ? Math.max(most, node.longValue()) : most;
    }
    return most;
  }

  private void put(TokenKind kind, long tokens) {
    if (tokens >= 0) {
      usage.put(kind, tokens);
    }
  }

  @Override
  public String text() {
    return text.toString();
  }

  @Override
  public void compareBlocks(ChatResponse read) {
    assertThat(joined(read, Part.Reasoning.class, Part.Reasoning::text))
        .isEqualTo(reasoning.toString());
    assertThat(joined(read, Part.Refusal.class, Part.Refusal::text)).isEqualTo(refusal.toString());
    assertThat(read.toolCalls())
        .extracting(call -> call.id() + " " + call.name() + call.arguments().text())
        .isEqualTo(calls());
    assertThat(read.toolCalls()).extracting(ToolCall::id).doesNotHaveDuplicates();
    if (!isCut()) {
      assertThat(read.toolCalls()).allMatch(call -> call.arguments().isValid());
    }
  }

  private static <P> String joined(ChatResponse read, Class<P> kind, Function<P, String> text) {
    StringBuilder joined = new StringBuilder();
    for (Part part : read.message().parts()) {
      if (kind.isInstance(part)) {
        joined.append(text.apply(kind.cast(part)));
      }
    }
    return joined.toString();
  }

  /**
   * Id, name and arguments of each tool call, in order of appearance. Where an id is missing, or is
   * that of an earlier call, one is made of the position.
   */
  private List<String> calls() {
    List<String> described = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (String[] call : calls.values()) {
      boolean usable = !call[2].isEmpty() && ids.add(call[2]);
      String callId = usable ? call[2] : "call_" + described.size();
      // An empty text stands for an empty object.
      described.add(callId + " " + call[0] + (call[1].isBlank() ? "{}" : call[1]));
    }
    return described;
  }

  /** What the reason for the end means; what an answer holds says more than a plain "stop". */
  @Override
  public FinishReason finish() {
    if (isCut()) {
      return FinishReason.LENGTH;
    }
    if (!calls.isEmpty()) {
      return FinishReason.TOOL_CALLS;
    }
    if (refusal.length() > 0) {
      return FinishReason.REFUSAL;
    }
    Map<String, FinishReason> known =
        Map.of(
            "stop", FinishReason.STOP,
            "", FinishReason.STOP,
            "tool_calls", FinishReason.TOOL_CALLS,
            "function_call", FinishReason.TOOL_CALLS,
            "content_filter", FinishReason.CONTENT_FILTER);
    return known.getOrDefault(String.valueOf(finishReason), FinishReason.OTHER);
  }

  /** The code of an error: a word, the type where there is none, and a number where neither is. */
  public static @Nullable String errorCode(byte[] body) {
    JsonNode error = JSON.readTree(body).path("error");
    JsonNode code = error.path("code");
    if (code.isString()) {
      return code.stringValue();
    }
    return error.path("type").asString(code.isNumber() ? code.toString() : null);
  }

  @Override
  public @Nullable String finishReason() {
    return finishReason;
  }

  /** Whether the limit on its length ended it, by the word of the host or of who is behind it. */
  private boolean isCut() {
    return cut || "length".equals(finishReason) || "model_length".equals(finishReason);
  }

  @Override
  public @Nullable String model() {
    return model;
  }

  @Override
  public @Nullable String upstream() {
    return upstream;
  }

  @Override
  public @Nullable String id() {
    return id;
  }

  @Override
  public Map<TokenKind, Long> usage() {
    return usage;
  }
}
