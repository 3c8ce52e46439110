package io.llmgw.providers.openai.request;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.dialect.Parameter;
import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.BodyWriter;
import io.llmgw.providers.wire.WireCall;
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
public final class OpenAiChatEncoder {
  // Budgets, prices and rules go by these, and the answer is read by them.
  private static final Set<String> FIXED =
      Set.of("model", "messages", "stream", "stream_options", "n");

  private final WireCall call;
  private final ChatContent content;
  private final GenerationSettings settings;
  private final Dialect dialect;

  private OpenAiChatEncoder(WireCall call, ChatRequest request, Dialect dialect) {
    this.call = call;
    this.dialect = dialect;
    this.content = request.content();
    this.settings = request.settings();
  }

  /** Writes the body of a request. */
  public static RequestBytes encode(WireCall call, ChatRequest request, Dialect dialect) {
    return BodyWriter.write(
        call, (json, writer) -> new OpenAiChatEncoder(writer, request, dialect).writeTo(json));
  }

  private void writeTo(JsonGenerator json) {
    call.refuse(FIXED, content.extraBody().keySet());
    json.writeStartObject();
    json.writeStringProperty("model", call.model());
    new OpenAiMessageWriter(json, call, dialect, isThinking()).write(content.messages());
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
    call.leaveOutCacheMarks(content);
  }

  /** What the host calls the parameter; null where it is not to be written. */
  private @Nullable String field(Parameter parameter) {
    String field = dialect.field(parameter);
    if (field == null) {
      call.dropOrRefuse("the parameter " + parameter.label());
      return null;
    }
    return isOurs(field) ? field : null;
  }

  private boolean isOurs(String field) {
    return !content.extraBody().containsKey(field);
  }

  private void writeStreaming(JsonGenerator json) {
    json.writeBooleanProperty("stream", true);
    if (dialect.hasStreamOptions()) {
      json.writeObjectPropertyStart("stream_options");
      json.writeBooleanProperty("include_usage", true);
      json.writeEndObject();
    }
  }

  private void writeSettings(JsonGenerator json) {
    writeNumber(json, Parameter.MAX_OUTPUT_TOKENS, settings.maxOutputTokens());
    writeNumber(json, Parameter.TEMPERATURE, settings.temperature());
    writeNumber(json, Parameter.TOP_P, settings.topP());
    writeNumber(json, Parameter.TOP_K, settings.topK());
    writeNumber(json, Parameter.SEED, settings.seed());
    writeNumber(json, Parameter.FREQUENCY_PENALTY, settings.frequencyPenalty());
    writeNumber(json, Parameter.PRESENCE_PENALTY, settings.presencePenalty());
    if (settings.reasoning() != null) {
      ReasoningWriter.write(json, call, dialect, settings.reasoning());
    }
    String stop = content.stop().isEmpty() ? null : field(Parameter.STOP);
    if (stop != null) {
      json.writeArrayPropertyStart(stop);
      for (String word : content.stop()) {
        json.writeString(word);
      }
      json.writeEndArray();
    }
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
    if (choice != null) {
      writeChoice(json, choice);
    }
    Boolean parallel = settings.parallelToolCalls();
    String field = parallel == null ? null : field(Parameter.PARALLEL_TOOL_CALLS);
    if (parallel != null && field != null) {
      json.writeBooleanProperty(field, parallel);
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

  private void writeChoice(JsonGenerator json, ToolChoice choice) {
    if (choice == ToolChoice.AUTO && dialect.field(Parameter.TOOL_CHOICE) == null) {
      return; // what every host does anyway
    }
    boolean forced = choice == ToolChoice.REQUIRED || choice instanceof ToolChoice.Named;
    if (forced && !dialect.forcesToolsWhileThinking() && isThinking()) {
      call.dropOrRefuse(
          "a forced toolChoice while the model thinks (reasoning NONE keeps it from that)");
      return;
    }
    String field = field(Parameter.TOOL_CHOICE);
    if (field == null) {
      return;
    }
    if (choice instanceof ToolChoice.Named named) {
      json.writeObjectPropertyStart(field);
      json.writeStringProperty("type", "function");
      json.writeObjectPropertyStart("function");
      json.writeStringProperty("name", named.name());
      json.writeEndObject();
      json.writeEndObject();
    } else {
      String word =
          choice == ToolChoice.REQUIRED
              ? dialect.requiredToolWord()
              : choice.toString().toLowerCase(Locale.ROOT);
      json.writeStringProperty(field, word);
    }
  }

  private boolean isThinking() {
    Json switched = content.extraBody().get("thinking");
    if (switched != null) {
      return !switched.isObject() || !"disabled".equals(switched.asObject().get("type"));
    }
    ReasoningSettings reasoning = settings.reasoning();
    return reasoning == null ? dialect.thinksUnasked(call.model()) : !reasoning.isOff();
  }

  private void writeForm(JsonGenerator json) {
    ResponseFormat form = content.responseFormat();
    if (form == null || !isOurs("response_format")) {
      return;
    }
    checkForm(form);
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

  /** Leaving it out would change what is asked. */
  private void checkForm(ResponseFormat form) {
    boolean schema = form instanceof ResponseFormat.Schema;
    Capability needed = schema ? Capability.JSON_SCHEMA : Capability.JSON_OBJECT;
    if (form != ResponseFormat.text() && !dialect.capabilities().has(needed)) {
      throw call.unsupported("answers of the form " + needed);
    }
  }

  private void writeLabels(JsonGenerator json) {
    String user = content.userId() == null ? null : field(Parameter.USER_ID);
    if (user != null && content.userId() != null) {
      json.writeStringProperty(user, content.userId());
    }
    String metadata = content.metadata().isEmpty() ? null : field(Parameter.METADATA);
    if (metadata != null && !isStored()) {
      call.dropOrRefuse(
          "the parameter metadata of an answer that is not stored: extraBody(\"store\", true) has"
              + " the provider keep it");
    } else if (metadata != null) {
      json.writeObjectPropertyStart(metadata);
      for (Map.Entry<String, String> fact : content.metadata().entrySet()) {
        json.writeName(fact.getKey());
        json.writeString(fact.getValue());
      }
      json.writeEndObject();
    }
  }

  /** OpenAI refuses metadata of what it does not keep; whether it may is not ours to say. */
  private boolean isStored() {
    Json store = content.extraBody().get("store");
    return store != null && store.text().equals("true");
  }

  private void writeNumber(JsonGenerator json, Parameter parameter, @Nullable Number value) {
    String field = value == null ? null : field(parameter);
    if (value == null || field == null) {
      return;
    }
    if (value instanceof Double number) {
      json.writeNumberProperty(field, number);
    } else {
      json.writeNumberProperty(field, value.longValue());
    }
  }
}
