package io.llmgw.providers.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.Part;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.RawAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a recorded answer says, or all lines of a stream one after the other, as trees. */
final class RawLines implements RawAnswer {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder thoughts = new StringBuilder();
  private final List<String> calls = new ArrayList<>();
  private final Map<TokenKind, Long> usage = new EnumMap<>(TokenKind.class);
  private @Nullable String finishReason;
  private @Nullable String model;

  static RawLines of(Exchange exchange) {
    RawLines raw = new RawLines();
    if (!exchange.isStreamed()) {
      raw.add(JSON.readTree(exchange.body()));
      return raw;
    }
    String body = new String(exchange.streamBody(), StandardCharsets.UTF_8);
    for (String line : body.split("\n")) {
      raw.add(JSON.readTree(line));
    }
    return raw;
  }

  /** The protocol has none. */
  static @Nullable String errorCode(byte[] body) {
    return null;
  }

  private void add(JsonNode line) {
    model = model == null ? line.path("model").stringValue(null) : model;
    JsonNode message = line.path("message");
    text.append(message.path("content").asString(""));
    thoughts.append(message.path("thinking").asString(""));
    for (JsonNode call : message.path("tool_calls")) {
      JsonNode function = call.path("function");
      String id = call.path("id").asString("call_" + calls.size());
      calls.add(id + " " + function.path("name").stringValue() + " " + function.path("arguments"));
    }
    if (line.path("done").asBoolean(false)) {
      finishReason = line.path("done_reason").stringValue(null);
      usage.put(TokenKind.INPUT, line.path("prompt_eval_count").longValue());
      usage.put(TokenKind.OUTPUT, line.path("eval_count").longValue());
    }
  }

  @Override
  public String text() {
    return text.toString();
  }

  @Override
  public void compareBlocks(ChatResponse read) {
    StringBuilder reasoning = new StringBuilder();
    for (Part part : read.message().parts()) {
      reasoning.append(part instanceof Part.Reasoning thought ? thought.text() : "");
    }
    assertThat(reasoning.toString()).isEqualTo(thoughts.toString());
    assertThat(read.toolCalls())
        .extracting(
            call -> call.id() + " " + call.name() + " " + JSON.readTree(call.arguments().text()))
        .isEqualTo(calls);
  }

  @Override
  public FinishReason finish() {
    return switch (String.valueOf(finishReason)) {
      case "stop" -> calls.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
      case "length" -> FinishReason.LENGTH;
      default -> throw new AssertionError("a new finish reason: " + finishReason);
    };
  }

  @Override
  public @Nullable String finishReason() {
    return finishReason;
  }

  @Override
  public @Nullable String model() {
    return model;
  }

  /** The protocol has none. */
  @Override
  public @Nullable String id() {
    return null;
  }

  @Override
  public Map<TokenKind, Long> usage() {
    return usage;
  }
}
