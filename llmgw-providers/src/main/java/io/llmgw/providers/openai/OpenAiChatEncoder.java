package io.llmgw.providers.openai;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.providers.wire.BodyBytes;
import io.llmgw.providers.wire.BodyWriter;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes one request; not thread-safe. A field of the caller's {@code extraBody} takes the place of
 * ours, unless the answer would be one to another question then.
 */
final class OpenAiChatEncoder {
  // Budgets, prices and rules go by these, and the answer is read by them.
  private static final Set<String> FIXED =
      Set.of("model", "messages", "stream", "stream_options", "n");

  private final WireCall call;
  private final ChatContent content;
  private final GenerationSettings settings;

  private OpenAiChatEncoder(WireCall call, ChatRequest request) {
    this.call = call;
    this.content = request.content();
    this.settings = request.settings();
  }

  /** Writes the body of a request. */
  static BodyBytes encode(WireCall call, ChatRequest request) {
    return BodyWriter.write(
        call, (json, writer) -> new OpenAiChatEncoder(writer, request).writeTo(json));
  }

  private void writeTo(JsonGenerator json) {
    checkExtraBody();
    json.writeStartObject();
    writeText(json, "model", call.model());
    new OpenAiMessageWriter(json, call).write(content.messages());
    if (call.delivery() == Delivery.STREAMED) {
      writeStreaming(json);
    }
    writeSettings(json);
    writeTools(json);
    writeForm(json);
    writeLabels(json);
    for (Map.Entry<String, Json> extra : content.extraBody().entrySet()) {
      json.writeName(extra.getKey());
      WireJson.write(json, extra.getValue());
    }
    json.writeEndObject();
    noteCacheMarks();
  }

  private void checkExtraBody() {
    for (String field : content.extraBody().keySet()) {
      if (FIXED.contains(field)) {
        throw call.unsupported("the extra field " + field + ", which the gateway sets itself");
      }
    }
  }

  private boolean isOurs(String field) {
    return !content.extraBody().containsKey(field);
  }

  private static void writeStreaming(JsonGenerator json) {
    json.writeBooleanProperty("stream", true);
    json.writeObjectPropertyStart("stream_options");
    json.writeBooleanProperty("include_usage", true);
    json.writeEndObject();
  }

  private void writeSettings(JsonGenerator json) {
    // Reasoning models refuse the older max_tokens.
    writeNumber(json, "max_completion_tokens", settings.maxOutputTokens());
    writeNumber(json, "temperature", settings.temperature());
    writeNumber(json, "top_p", settings.topP());
    writeNumber(json, "seed", settings.seed());
    writeNumber(json, "frequency_penalty", settings.frequencyPenalty());
    writeNumber(json, "presence_penalty", settings.presencePenalty());
    if (settings.topK() != null) {
      call.dropOrRefuse("the parameter topK");
    }
    ReasoningSettings reasoning = settings.reasoning();
    if (reasoning != null) {
      writeText(json, "reasoning_effort", effort(reasoning));
    }
    List<String> stop = content.stop();
    if (!stop.isEmpty() && isOurs("stop")) {
      json.writeArrayPropertyStart("stop");
      for (String word : stop) {
        json.writeString(word);
      }
      json.writeEndArray();
    }
  }

  /** The effort, or the one nearest to a budget: the protocol knows no budgets. */
  private @Nullable String effort(ReasoningSettings reasoning) {
    if (reasoning.effort() != null) {
      return reasoning.effort().name().toLowerCase(Locale.ROOT);
    }
    int budget = reasoning.budgetTokens() == null ? -1 : reasoning.budgetTokens();
    if (budget < 0) {
      return null; // as much as the model likes, which is what it does when nobody says anything
    }
    String effort =
        budget == 0 ? "none" : budget <= 2048 ? "low" : budget <= 8192 ? "medium" : "high";
    call.note("a reasoning budget of " + budget + " tokens was sent as effort " + effort);
    return effort;
  }

  private void writeTools(JsonGenerator json) {
    List<ToolSpec> tools = content.tools();
    ToolChoice choice = content.toolChoice();
    if (tools.isEmpty()) {
      // The fields below are refused without tools, and say nothing without them.
      if (choice == ToolChoice.REQUIRED || choice instanceof ToolChoice.Named) {
        call.dropOrRefuse("the parameter toolChoice without tools");
      }
      return;
    }
    if (isOurs("tools")) {
      json.writeArrayPropertyStart("tools");
      for (ToolSpec tool : tools) {
        writeTool(json, tool);
      }
      json.writeEndArray();
    }
    if (choice != null && isOurs("tool_choice")) {
      writeChoice(json, choice);
    }
    Boolean parallel = settings.parallelToolCalls();
    if (parallel != null && isOurs("parallel_tool_calls")) {
      json.writeBooleanProperty("parallel_tool_calls", parallel);
    }
  }

  private static void writeTool(JsonGenerator json, ToolSpec tool) {
    json.writeStartObject();
    json.writeStringProperty("type", "function");
    json.writeObjectPropertyStart("function");
    json.writeStringProperty("name", tool.name());
    if (tool.description() != null) {
      json.writeStringProperty("description", tool.description());
    }
    json.writeName("parameters");
    WireJson.write(json, tool.parameters());
    if (tool.strict()) {
      json.writeBooleanProperty("strict", true);
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeChoice(JsonGenerator json, ToolChoice choice) {
    if (choice instanceof ToolChoice.Named named) {
      json.writeObjectPropertyStart("tool_choice");
      json.writeStringProperty("type", "function");
      json.writeObjectPropertyStart("function");
      json.writeStringProperty("name", named.name());
      json.writeEndObject();
      json.writeEndObject();
    } else {
      json.writeStringProperty("tool_choice", choice.toString().toLowerCase(Locale.ROOT));
    }
  }

  private void writeForm(JsonGenerator json) {
    ResponseFormat form = content.responseFormat();
    if (form == null || !isOurs("response_format")) {
      return;
    }
    json.writeObjectPropertyStart("response_format");
    if (form instanceof ResponseFormat.Schema schema) {
      json.writeStringProperty("type", "json_schema");
      json.writeObjectPropertyStart("json_schema");
      json.writeStringProperty("name", schema.name());
      json.writeBooleanProperty("strict", schema.strict());
      json.writeName("schema");
      WireJson.write(json, schema.schema());
      json.writeEndObject();
    } else {
      json.writeStringProperty("type", form.toString().toLowerCase(Locale.ROOT));
    }
    json.writeEndObject();
  }

  private void writeLabels(JsonGenerator json) {
    writeText(json, "user", content.userId());
    if (!content.metadata().isEmpty() && isOurs("metadata")) {
      json.writeObjectPropertyStart("metadata");
      for (Map.Entry<String, String> fact : content.metadata().entrySet()) {
        json.writeName(fact.getKey());
        json.writeString(fact.getValue());
      }
      json.writeEndObject();
    }
  }

  private void writeText(JsonGenerator json, String name, @Nullable String value) {
    if (value != null && isOurs(name)) {
      json.writeStringProperty(name, value);
    }
  }

  private void writeNumber(JsonGenerator json, String name, @Nullable Number value) {
    if (value == null || !isOurs(name)) {
      return;
    }
    if (value instanceof Double number) {
      json.writeNumberProperty(name, number);
    } else {
      json.writeNumberProperty(name, value.longValue());
    }
  }

  private void noteCacheMarks() {
    boolean marked = false;
    for (Message message : content.messages()) {
      marked |= message.cacheMark() != null;
    }
    for (ToolSpec tool : content.tools()) {
      marked |= tool.cacheMark() != null;
    }
    if (marked) {
      call.note("cache marks were left out: " + call.provider() + " caches by itself");
    }
  }
}
