package io.llmgw.providers.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.RawAnswer;
import io.llmgw.providers.replay.RawReading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a recorded response says. Of a stream, text and reasoning are what its pieces add up to;
 * calls and items are those that it shows whole.
 */
final class RawResponse implements RawAnswer {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<String> READ = Set.of("message", "function_call");

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final StringBuilder refusal = new StringBuilder();
  private final List<String> calls = new ArrayList<>();
  private final List<JsonNode> items = new ArrayList<>();
  private final List<JsonNode> annotations = new ArrayList<>();
  private final Map<TokenKind, Long> usage = new EnumMap<>(TokenKind.class);
  private String status = "";
  private @Nullable String incomplete;
  private @Nullable String model;
  private @Nullable String id;

  static RawResponse of(Exchange exchange) {
    RawResponse reading = new RawResponse();
    if (exchange.isStreamed()) {
      reading.stream(exchange.streamBody());
    } else {
      JsonNode root = JSON.readTree(exchange.body());
      reading.end(root);
      for (JsonNode item : root.path("output")) {
        reading.item(item);
        reading.words(item);
      }
    }
    return reading;
  }

  /** The code of an error, which xAI has beside its words. */
  static @Nullable String errorCode(byte[] body) {
    JsonNode root = JSON.readTree(body);
    return root.path("error").isString()
        ? root.path("code").asString(null)
        : RawReading.errorCode(body);
  }

  private void stream(byte[] body) {
    for (String line : new String(body, StandardCharsets.UTF_8).split("\r\n|\n|\r")) {
      if (line.startsWith("data:") && !line.endsWith("[DONE]")) {
        event(JSON.readTree(line.substring(5)));
      }
    }
  }

  private void event(JsonNode event) {
    String delta = event.path("delta").asString("");
    switch (event.path("type").asString("")) {
      case "response.output_text.delta" -> text.append(delta);
      case "response.refusal.delta" -> refusal.append(delta);
      case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" ->
          reasoning.append(delta);
      case "response.output_item.done" -> item(event.path("item"));
      case "response.completed", "response.incomplete" -> end(event.path("response"));
      default -> {
        // It says nothing that is not said elsewhere.
      }
    }
  }

  private void item(JsonNode item) {
    String type = item.path("type").asString("");
    if (type.equals("function_call")) {
      String arguments = item.path("arguments").asString("");
      calls.add(
          item.path("call_id").asString("")
              + (" " + item.path("id").asString("-") + " " + item.path("name").asString(""))
              + (arguments.isBlank() ? "{}" : arguments));
    }
    for (JsonNode part : item.path("content")) {
      part.path("annotations").forEach(annotations::add);
    }
    if (!READ.contains(type)) {
      items.add(item);
    }
  }

  private void words(JsonNode item) {
    boolean thought = item.path("type").asString("").equals("reasoning");
    for (JsonNode part : item.path("content")) {
      String said = part.path("text").asString("");
      (thought ? reasoning : text).append(said);
      refusal.append(part.path("refusal").asString(""));
    }
    if (item.path("content").isEmpty()) {
      item.path("summary").forEach(part -> reasoning.append(part.path("text").asString("")));
    }
  }

  private void end(JsonNode response) {
    id = response.path("id").asString(null);
    model = response.path("model").asString(null);
    status = response.path("status").asString("");
    incomplete = response.at("/incomplete_details/reason").asString(null);
    JsonNode used = response.path("usage");
    put(TokenKind.INPUT, used.path("input_tokens"));
    put(TokenKind.CACHED_INPUT, used.at("/input_tokens_details/cached_tokens"));
    put(TokenKind.CACHE_WRITE, used.at("/input_tokens_details/cache_write_tokens"));
    put(TokenKind.OUTPUT, used.path("output_tokens"));
    put(TokenKind.REASONING, used.at("/output_tokens_details/reasoning_tokens"));
  }

  private void put(TokenKind kind, JsonNode tokens) {
    if (tokens.isNumber()) {
      usage.put(kind, tokens.longValue());
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
    assertThat(read.toolCalls()).extracting(RawResponse::described).isEqualTo(calls);
    List<JsonNode> found = new ArrayList<>();
    List<JsonNode> cited = new ArrayList<>();
    for (Part part : read.message().parts()) {
      if (part instanceof ProviderItem item) {
        JsonNode json = JSON.readTree(item.json().text());
        switch (item.type()) {
          case "annotations" -> json.forEach(cited::add);
          case "message", "content_filters" -> {
            // Beside the content.
          }
          default -> found.add(json);
        }
      }
    }
    assertThat(found).isEqualTo(items);
    assertThat(cited).isEqualTo(annotations);
  }

  private static String described(ToolCall call) {
    String fields = call.providerFields().keySet().toString();
    assertThat(fields).doesNotContain("status");
    String item =
        call.providerFields().entrySet().stream()
            .filter(field -> field.getKey().endsWith(":responses/id"))
            .map(field -> String.valueOf(field.getValue().value()))
            .findFirst()
            .orElse("-");
    return call.id() + " " + item + " " + call.name() + call.arguments().text();
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

  @Override
  public String finishReason() {
    return status.equals("incomplete") && incomplete != null ? incomplete : status;
  }

  @Override
  public FinishReason finish() {
    if (status.equals("completed")) {
      return !calls.isEmpty()
          ? FinishReason.TOOL_CALLS
          : refusal.isEmpty() ? FinishReason.STOP : FinishReason.REFUSAL;
    }
    if (status.equals("in_progress")) {
      return FinishReason.PAUSE;
    }
    assertThat(incomplete).isEqualTo("max_output_tokens");
    return FinishReason.LENGTH;
  }

  @Override
  public @Nullable String model() {
    return model;
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
