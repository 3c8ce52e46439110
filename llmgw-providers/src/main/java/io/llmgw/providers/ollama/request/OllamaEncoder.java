package io.llmgw.providers.ollama.request;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.BodyWriter;
import io.llmgw.providers.wire.FunctionTool;
import io.llmgw.providers.wire.WireCall;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes one request; not thread-safe. A field of the caller's {@code extraBody} takes the place of
 * ours, unless the answer would be one to another question then.
 */
public final class OllamaEncoder {
  // Budgets, prices and rules go by these, and the answer is read by them.
  private static final Set<String> FIXED = Set.of("model", "messages", "stream");

  private final WireCall call;
  private final JsonGenerator json;
  private final ChatContent content;
  private final GenerationSettings settings;
  private final @Nullable Integer contextTokens;

  private OllamaEncoder(
      WireCall call, JsonGenerator json, ChatRequest request, @Nullable Integer contextTokens) {
    this.call = call;
    this.json = json;
    this.content = request.content();
    this.settings = request.settings();
    this.contextTokens = contextTokens;
  }

  /**
   * Writes the body of a request.
   *
   * @param contextTokens the context window that is asked for; null for the server's own
   */
  public static RequestBytes encode(
      WireCall call, ChatRequest request, @Nullable Integer contextTokens) {
    return BodyWriter.write(
        call, (json, writer) -> new OllamaEncoder(writer, json, request, contextTokens).writeAll());
  }

  private void writeAll() {
    call.refuse(FIXED, content.extraBody().keySet());
    json.writeStartObject();
    json.writeStringProperty("model", call.model());
    new OllamaMessageWriter(json, call).write(content.messages());
    // Streamed is what the server does unless it is told otherwise.
    json.writeBooleanProperty("stream", call.delivery() == Delivery.STREAMED);
    writeTools();
    writeFormat();
    if (settings.reasoning() != null && isOurs(OllamaThinking.NAME)) {
      OllamaThinking.write(json, call, settings.reasoning());
    }
    new OllamaOptionsWriter(json, content.extraBody()).write(contextTokens, settings, content);
    refuseLabels();
    call.leaveOutCacheMarks(content);
    WireJson.writeMembers(json, content.extraBody(), OllamaOptionsWriter.NAME);
    json.writeEndObject();
  }

  private boolean isOurs(String field) {
    return !content.extraBody().containsKey(field);
  }

  /** The protocol has no choice: a model that may not call anything is told of no tools. */
  private void writeTools() {
    ToolChoice choice = content.toolChoice();
    if (choice == ToolChoice.REQUIRED || choice instanceof ToolChoice.Named) {
      call.dropOrRefuse("the parameter toolChoice");
    }
    if (Boolean.FALSE.equals(settings.parallelToolCalls())) {
      call.dropOrRefuse("the parameter parallelToolCalls");
    }
    if (content.tools().isEmpty() || !isOurs("tools")) {
      return;
    }
    if (choice == ToolChoice.NONE) {
      call.note("tools were left out, since none may be called");
      return;
    }
    json.writeArrayPropertyStart("tools");
    boolean strict = false;
    for (ToolSpec tool : content.tools()) {
      FunctionTool.write(json, tool);
      strict |= tool.strict();
    }
    json.writeEndArray();
    if (strict) {
      call.note("that a tool is strict was left out: " + call.provider() + " has no word for it");
    }
  }

  private void writeFormat() {
    ResponseFormat form = content.responseFormat();
    if (form == null || form == ResponseFormat.Mode.TEXT || !isOurs("format")) {
      return;
    }
    if (form instanceof ResponseFormat.Schema schema) {
      json.writeName("format");
      WireJson.write(json, schema.schema());
      if (!schema.strict()) {
        call.note("the schema of the answer is strict: " + call.provider() + " has no other form");
      }
    } else {
      json.writeStringProperty("format", "json");
    }
  }

  private void refuseLabels() {
    if (content.userId() != null) {
      call.dropOrRefuse("the parameter userId");
    }
    if (!content.metadata().isEmpty()) {
      call.dropOrRefuse("the parameter metadata");
    }
  }
}
