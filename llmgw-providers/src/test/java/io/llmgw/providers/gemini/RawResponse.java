package io.llmgw.providers.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.ToolCall;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a recorded response says, or all those of a stream one after the other, as trees. */
final class RawResponse implements RawAnswer {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<String> KNOWN =
      Set.of("text", "thought", "thoughtSignature", "functionCall", "inlineData");

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder thoughts = new StringBuilder();
  private final List<String> calls = new ArrayList<>();
  private final List<String> signatures = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private final Map<TokenKind, Long> usage = new EnumMap<>(TokenKind.class);
  private int media;
  private @Nullable String finishReason;
  private boolean blocked;
  private @Nullable String model;
  private @Nullable String id;

  static RawResponse of(Exchange exchange) {
    RawResponse raw = new RawResponse();
    if (!exchange.isStreamed()) {
      raw.add(JSON.readTree(exchange.body()));
      return raw;
    }
    String body = new String(exchange.streamBody(), StandardCharsets.UTF_8);
    if (body.startsWith("[")) {
      JSON.readTree(body).forEach(raw::add);
      return raw;
    }
    for (String line : body.split("\r\n|\n|\r")) {
      if (line.startsWith("data:")) {
        raw.add(JSON.readTree(line.substring(5)));
      }
    }
    return raw;
  }

  /** Google's word for an error; the reason where it gives one. */
  static @Nullable String errorCode(byte[] body) {
    JsonNode error = JSON.readTree(body).path("error");
    for (JsonNode detail : error.path("details")) {
      if (detail.path("reason").isString()) {
        return detail.path("reason").stringValue();
      }
    }
    return error.path("status").stringValue();
  }

  private void add(JsonNode response) {
    id = id == null ? response.path("responseId").stringValue(null) : id;
    model = model == null ? response.path("modelVersion").stringValue(null) : model;
    for (JsonNode candidate : response.path("candidates")) {
      assertThat(candidate.path("index").asInt(0)).isZero();
      candidate.path("content").path("parts").forEach(this::part);
      if (candidate.has("finishReason")) {
        finishReason = candidate.path("finishReason").asString();
      }
    }
    JsonNode reason = response.at("/promptFeedback/blockReason");
    if (reason.isString()) {
      blocked = true;
      finishReason = reason.stringValue();
    }
    usage(response.path("usageMetadata"));
  }

  private void part(JsonNode part) {
    if (part.has("thoughtSignature")) {
      signatures.add(part.path("thoughtSignature").stringValue());
    }
    if (part.has("text")) {
      (part.path("thought").asBoolean(false) ? thoughts : text)
          .append(part.path("text").stringValue());
    }
    if (part.has("functionCall")) {
      JsonNode call = part.path("functionCall");
      String callId = call.path("id").asString("call_" + calls.size());
      calls.add(callId + " " + call.path("name").stringValue() + " " + call.path("args"));
    }
    media += part.has("inlineData") ? 1 : 0;
    for (String name : part.propertyNames()) {
      if (!KNOWN.contains(name)) {
        others.add(name + " " + part);
      }
    }
  }

  private void usage(JsonNode node) {
    if (!node.has("promptTokenCount") && !node.has("candidatesTokenCount")) {
      return;
    }
    usage.clear();
    long toolUse = node.path("toolUsePromptTokenCount").asLong(0);
    long thought = node.path("thoughtsTokenCount").asLong(0);
    usage.put(TokenKind.INPUT, node.path("promptTokenCount").longValue() + toolUse);
    usage.put(TokenKind.OUTPUT, node.path("candidatesTokenCount").asLong(0) + thought);
    put(TokenKind.CACHED_INPUT, node.path("cachedContentTokenCount"));
    put(TokenKind.REASONING, node.path("thoughtsTokenCount"));
    put(TokenKind.TOOL_USE, node.path("toolUsePromptTokenCount"));
    details(node.path("promptTokensDetails"), TokenKind.AUDIO_INPUT, TokenKind.IMAGE_INPUT);
    details(node.path("candidatesTokensDetails"), TokenKind.AUDIO_OUTPUT, TokenKind.IMAGE_OUTPUT);
    long total = node.path("totalTokenCount").asLong(-1);
    assertThat(total).isEqualTo(usage.get(TokenKind.INPUT) + usage.get(TokenKind.OUTPUT));
  }

  private void details(JsonNode details, TokenKind audio, TokenKind image) {
    for (JsonNode detail : details) {
      switch (detail.path("modality").asString("")) {
        case "AUDIO" -> put(audio, detail.path("tokenCount"));
        case "IMAGE" -> put(image, detail.path("tokenCount"));
        default -> {}
      }
    }
  }

  private void put(TokenKind kind, JsonNode count) {
    if (count.isNumber()) {
      usage.put(kind, count.longValue());
    }
  }

  @Override
  public String text() {
    return text.toString();
  }

  @Override
  public void compareBlocks(ChatResponse read) {
    StringBuilder reasoning = new StringBuilder();
    List<String> signed = new ArrayList<>();
    List<String> items = new ArrayList<>();
    int produced = 0;
    for (Part part : read.message().parts()) {
      if (part instanceof Part.Reasoning thought) {
        reasoning.append(thought.text());
        if (thought.signature() != null) {
          signed.add(thought.signature());
        }
      } else if (part instanceof ToolCall call) {
        call.providerFields()
            .forEach(
                (name, value) -> {
                  if (name.equals("gemini/thoughtSignature")) {
                    signed.add((String) value.value());
                  }
                });
      } else if (part instanceof ProviderItem item) {
        item(item, signed, items);
      } else if (!(part instanceof Part.Text)) {
        produced++;
      }
    }
    assertThat(reasoning).hasToString(thoughts.toString());
    assertThat(signed).isEqualTo(signatures);
    assertThat(items).isEqualTo(others);
    assertThat(produced).isEqualTo(media);
    assertThat(read.toolCalls())
        .extracting(
            call -> call.id() + " " + call.name() + " " + JSON.readTree(call.arguments().text()))
        .isEqualTo(calls);
  }

  /** A signature, a part that only the provider understands, or a remark. */
  private static void item(ProviderItem item, List<String> signed, List<String> items) {
    if (item.json().value() instanceof String signature && item.type().equals("thoughtSignature")) {
      signed.add(signature);
      return;
    }
    JsonNode json = JSON.readTree(item.json().text());
    if (json.has("thoughtSignature")) {
      signed.add(json.path("thoughtSignature").stringValue());
    }
    if (json.has(item.type()) && !item.type().equals("text")) {
      items.add(item.type() + " " + json);
    }
  }

  @Override
  public FinishReason finish() {
    if (blocked) {
      return FinishReason.CONTENT_FILTER;
    }
    return switch (String.valueOf(finishReason)) {
      case "STOP", "1" -> calls.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
      case "MAX_TOKENS" -> FinishReason.LENGTH;
      case "RECITATION" -> FinishReason.CONTENT_FILTER;
      case "UNEXPECTED_TOOL_CALL" -> FinishReason.ERROR;
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

  @Override
  public @Nullable String id() {
    return id;
  }

  @Override
  public Map<TokenKind, Long> usage() {
    return usage;
  }
}
