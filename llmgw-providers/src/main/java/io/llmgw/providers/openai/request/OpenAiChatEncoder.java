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
import io.llmgw.providers.wire.FunctionTool;
import io.llmgw.providers.wire.WireCall;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * Writes one request; not thread-safe. A field of the caller's {@code extraBody} takes the place of
 * ours, unless the answer would be one to another question then.
 */
public final class OpenAiChatEncoder {
  // Budgets, prices and rules go by these, and the answer is read by them.
  private static final Set<String> FIXED = Set.of("model", "messages", "stream", "n");
  private static final String STREAM_OPTIONS = "stream_options";
  private static final String USAGE = "include_usage";

  // Qwen's templates.
  private static final String ENABLE_THINKING = "enable_thinking";

  private final JsonGenerator json;
  private final WireCall call;
  private final ChatContent content;
  private final GenerationSettings settings;
  private final Dialect dialect;
  private final ParameterWriter parameters;

  private OpenAiChatEncoder(
      JsonGenerator json, WireCall call, ChatRequest request, Dialect dialect) {
    this.json = json;
    this.call = call;
    this.dialect = dialect;
    this.content = request.content();
    this.settings = request.settings();
    this.parameters = new ParameterWriter(json, call, content, dialect);
  }

  /** Writes the body of a request. */
  public static RequestBytes encode(WireCall call, ChatRequest request, Dialect dialect) {
    return BodyWriter.write(
        call, (json, writer) -> new OpenAiChatEncoder(json, writer, request, dialect).write());
  }

  private void write() {
    call.refuse(FIXED, content.extraBody().keySet());
    checkStreamOptions();
    json.writeStartObject();
    json.writeStringProperty("model", call.model());
    new OpenAiMessageWriter(json, call, dialect, isThinking()).write(content.messages());
    if (isStreamed()) {
      writeStreaming();
    }
    parameters.writeSettings(settings);
    writeTools();
    writeForm();
    writeLabels();
    parameters.writeExtraBody();
    json.writeEndObject();
    call.leaveOutCacheMarks(content);
  }

  /** Where there is no other answer, who waits for the whole of it is given what a stream says. */
  private boolean isStreamed() {
    return call.delivery() == Delivery.STREAMED
        || (dialect.streamsThoughtsAlone()
            && (isThinking() || (!isToldNotToThink() && dialect.streamsAlone(call.model()))));
  }

  private boolean isToldNotToThink() {
    ReasoningSettings reasoning = settings.reasoning();
    return content.extraBody().containsKey(ENABLE_THINKING)
        || (reasoning != null && reasoning.isOff());
  }

  private void writeStreaming() {
    json.writeBooleanProperty("stream", true);
    if (dialect.hasStreamOptions() && parameters.open(STREAM_OPTIONS, USAGE)) {
      json.writeBooleanProperty(USAGE, true);
      json.writeEndObject();
    }
  }

  /** The caller's own stand beside ours: the account of the call goes by the usage. */
  private void checkStreamOptions() {
    Json theirs = content.extraBody().get(STREAM_OPTIONS);
    if (theirs != null && !dialect.hasStreamOptions()) {
      throw call.unsupported("the extra field " + STREAM_OPTIONS);
    }
    boolean beside = theirs == null || (theirs.isObject() && !theirs.asObject().containsKey(USAGE));
    if (!beside) {
      throw call.unsupported(
          "the extra field " + STREAM_OPTIONS + "." + USAGE + ", which the gateway sets itself");
    }
    if (theirs != null && call.delivery() == Delivery.WHOLE) {
      parameters.leaveOut(STREAM_OPTIONS); // refused beside an answer that is no stream
    }
  }

  private void writeTools() {
    if (!parameters.hasTools()) {
      return; // the fields below are refused without tools, and say nothing without them
    }
    if (!dialect.capabilities().has(Capability.TOOLS)) {
      throw call.unsupported("the parameters tools and toolChoice (" + Capability.TOOLS + ")");
    }
    ToolChoice choice = content.toolChoice();
    if (parameters.isOurs("tools")) {
      json.writeArrayPropertyStart("tools");
      for (ToolSpec tool : content.tools()) {
        writeTool(tool);
      }
      json.writeEndArray();
    }
    if (choice != null) {
      writeChoice(choice);
    }
    parameters.writeParallelCalls(settings.parallelToolCalls());
  }

  private void writeTool(ToolSpec tool) {
    json.writeStartObject();
    json.writeStringProperty("type", "function");
    json.writeObjectPropertyStart("function");
    FunctionTool.writeMembers(json, tool);
    if (tool.strict()) {
      json.writeBooleanProperty("strict", true);
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeChoice(ToolChoice choice) {
    if (choice == ToolChoice.AUTO && dialect.field(Parameter.TOOL_CHOICE) == null) {
      return; // what every host does anyway
    }
    boolean forced = choice == ToolChoice.REQUIRED || choice instanceof ToolChoice.Named;
    if (forced && !dialect.forcesToolsWhileThinking() && isThinking()) {
      call.dropOrRefuse(
          "a forced toolChoice while the model thinks (reasoning NONE keeps it from that)");
      return;
    }
    String field = parameters.field(Parameter.TOOL_CHOICE);
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
      json.writeStringProperty(field, parameters.word(choice));
    }
  }

  private boolean isThinking() {
    Json enabled = content.extraBody().get(ENABLE_THINKING);
    if (enabled != null) {
      return enabled.text().equals("true");
    }
    Json switched = content.extraBody().get("thinking");
    if (switched != null && (!switched.isObject() || switched.asObject().containsKey("type"))) {
      return !switched.isObject() || !"disabled".equals(switched.asObject().get("type"));
    }
    ReasoningSettings reasoning = settings.reasoning();
    return reasoning == null ? dialect.thinksUnasked(call.model()) : !reasoning.isOff();
  }

  private void writeForm() {
    ResponseFormat form = content.responseFormat();
    if (form == null || !parameters.isOurs("response_format")) {
      return;
    }
    parameters.checkForm(form);
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

  private void writeLabels() {
    parameters.writeUser();
    String metadata = content.metadata().isEmpty() ? null : parameters.field(Parameter.METADATA);
    if (metadata != null && !isStored()) {
      call.dropOrRefuse(
          "the parameter metadata of an answer that is not stored: extraBody(\"store\", true) has"
              + " the provider keep it");
    } else if (metadata != null) {
      parameters.writeMetadata(metadata);
    }
  }

  /** OpenAI refuses metadata of what it does not keep; whether it may is not ours to say. */
  private boolean isStored() {
    Json store = content.extraBody().get("store");
    return store != null && store.text().equals("true");
  }
}
