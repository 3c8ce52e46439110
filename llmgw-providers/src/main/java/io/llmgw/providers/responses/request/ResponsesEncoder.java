package io.llmgw.providers.responses.request;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.dialect.Parameter;
import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.openai.request.ParameterWriter;
import io.llmgw.providers.wire.BodyWriter;
import io.llmgw.providers.wire.FunctionTool;
import io.llmgw.providers.wire.WireCall;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * Writes one request; not thread-safe. A field of the caller's {@code extraBody} takes the place of
 * ours, unless the answer would be one to another question then; of {@code text} and {@code
 * reasoning}, which hold several settings, the members of the caller do.
 */
public final class ResponsesEncoder {
  // Budgets, prices and rules go by these, and the answer is read by them.
  private static final Set<String> FIXED = Set.of("model", "input", "stream");

  /** How the names of models begin that do not reason: they refuse to be asked for it. */
  private static final List<String> NOT_REASONING =
      List.of("gpt-3.5", "gpt-35", "gpt-4", "gpt-5-chat", "chatgpt-4o");

  private final JsonGenerator json;
  private final WireCall call;
  private final ChatContent content;
  private final GenerationSettings settings;
  private final Dialect dialect;
  private final ParameterWriter parameters;

  private ResponsesEncoder(
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
        call, (json, writer) -> new ResponsesEncoder(json, writer, request, dialect).write());
  }

  private void write() {
    call.refuse(FIXED, content.extraBody().keySet());
    json.writeStartObject();
    json.writeStringProperty("model", call.model());
    new InputWriter(json, call, dialect).write(content.messages());
    if (call.delivery() == Delivery.STREAMED) {
      json.writeBooleanProperty("stream", true);
    }
    writeState();
    parameters.writeSettings(settings);
    writeTools();
    writeForm();
    parameters.writeUser();
    writeMetadata();
    parameters.writeExtraBody();
    json.writeEndObject();
    call.leaveOutCacheMarks(content);
  }

  /** Nothing is left on the server: what a later turn needs of this one comes with the answer. */
  private void writeState() {
    if (parameters.isOurs("store")) {
      json.writeBooleanProperty("store", false);
    }
    if (parameters.isOurs("include") && mayReason()) {
      json.writeArrayPropertyStart("include");
      json.writeString("reasoning.encrypted_content");
      json.writeEndArray();
    }
  }

  private boolean mayReason() {
    for (String beginning : NOT_REASONING) {
      if (call.model().startsWith(beginning)) {
        return false;
      }
    }
    return true;
  }

  private void writeTools() {
    if (!parameters.hasTools()) {
      return; // a choice among none says nothing
    }
    if (parameters.isOurs("tools")) {
      json.writeArrayPropertyStart("tools");
      for (ToolSpec tool : content.tools()) {
        writeTool(tool);
      }
      json.writeEndArray();
    }
    ToolChoice choice = content.toolChoice();
    String field = choice == null ? null : parameters.field(Parameter.TOOL_CHOICE);
    if (choice instanceof ToolChoice.Named named && field != null) {
      json.writeObjectPropertyStart(field);
      json.writeStringProperty("type", "function");
      json.writeStringProperty("name", named.name());
      json.writeEndObject();
    } else if (choice != null && field != null) {
      json.writeStringProperty(field, parameters.word(choice));
    }
    parameters.writeParallelCalls(settings.parallelToolCalls());
  }

  /** Says always whether it is strict: the protocol takes one for strict that does not. */
  private void writeTool(ToolSpec tool) {
    json.writeStartObject();
    json.writeStringProperty("type", "function");
    FunctionTool.writeMembers(json, tool);
    json.writeBooleanProperty("strict", tool.strict());
    json.writeEndObject();
  }

  private void writeForm() {
    ResponseFormat form = content.responseFormat();
    if (form == null || !parameters.open("text", "format")) {
      return;
    }
    parameters.checkForm(form);
    json.writeObjectPropertyStart("format");
    if (form instanceof ResponseFormat.Schema schema) {
      json.writeStringProperty("type", "json_schema");
      json.writeStringProperty("name", schema.name());
      json.writeBooleanProperty("strict", schema.strict());
      json.writeName("schema");
      WireJson.write(json, schema.schema());
    } else {
      json.writeStringProperty("type", form.toString().toLowerCase(Locale.ROOT));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeMetadata() {
    String field = content.metadata().isEmpty() ? null : parameters.field(Parameter.METADATA);
    if (field != null) {
      parameters.writeMetadata(field);
    }
  }
}
