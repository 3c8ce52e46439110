package io.llmgw.providers.bedrock.request;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.providers.claude.ClaudeSampling;
import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.BodyWriter;
import io.llmgw.providers.wire.WireCall;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes one request; not thread-safe. A field of the caller's {@code extraBody} takes the place of
 * ours, unless the answer would be one to another question then.
 */
public final class ConverseEncoder {
  // Budgets, prices and rules go by these.
  private static final Set<String> FIXED = Set.of("modelId", "messages", "system");

  private final WireCall call;
  private final JsonGenerator json;
  private final ChatContent content;
  private final GenerationSettings settings;
  private final AskedReasoning reasoning;
  private final ClaudeSampling sampling;

  private ConverseEncoder(WireCall call, JsonGenerator json, ChatRequest request) {
    this.call = call;
    this.json = json;
    this.content = request.content();
    this.settings = request.settings();
    this.reasoning = AskedReasoning.of(call, content, settings);
    this.sampling = sampling();
  }

  /** Writes the body of a request; model and delivery are no part of it. */
  public static RequestBytes encode(WireCall call, ChatRequest request) {
    return BodyWriter.write(
        call, (json, writer) -> new ConverseEncoder(writer, json, request).writeAll());
  }

  private void writeAll() {
    call.refuse(FIXED, content.extraBody().keySet());
    ConversePoints points = new ConversePoints(call, content, reasoning.family());
    json.writeStartObject();
    new ConverseToolWriter(json, call, content, points).write(reasoning.claudeThinks());
    new ConverseMessageWriter(json, call, points).write(content.messages());
    writeInference();
    writeOutput();
    writeModelFields();
    writeLabels();
    WireJson.writeMembers(json, content.extraBody(), ModelFieldsWriter.FIELD);
    json.writeEndObject();
  }

  private boolean isOurs(String field) {
    return !content.extraBody().containsKey(field);
  }

  /** Models of others take all three, and a temperature to 1. */
  private ClaudeSampling sampling() {
    boolean ours = isOurs("inferenceConfig");
    Double temperature = ours ? settings.temperature() : null;
    Double topP = ours ? settings.topP() : null;
    return new ClaudeSampling(temperature, topP, settings.topK())
        .taken(call, reasoning.claudeThinks());
  }

  private void writeInference() {
    refuse("seed", settings.seed());
    refuse("frequencyPenalty", settings.frequencyPenalty());
    refuse("presencePenalty", settings.presencePenalty());
    if (Boolean.FALSE.equals(settings.parallelToolCalls())) {
      call.dropOrRefuse("the parameter parallelToolCalls");
    }
    if (!isOurs("inferenceConfig")) {
      return;
    }
    Double temperature = sampling.temperature();
    Double topP = sampling.topP();
    List<String> stop = content.stop();
    Integer most = settings.maxOutputTokens();
    if (temperature == null && most == null && topP == null && stop.isEmpty()) {
      return;
    }
    json.writeObjectPropertyStart("inferenceConfig");
    if (most != null) {
      json.writeNumberProperty("maxTokens", most);
    }
    if (temperature != null) {
      json.writeNumberProperty("temperature", temperature);
    }
    if (topP != null) {
      json.writeNumberProperty("topP", topP);
    }
    if (!stop.isEmpty()) {
      json.writeArrayPropertyStart("stopSequences");
      stop.forEach(json::writeString);
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void refuse(String name, @Nullable Number value) {
    if (value != null) {
      call.dropOrRefuse("the parameter " + name);
    }
  }

  private void writeOutput() {
    ResponseFormat form = content.responseFormat();
    if (form == ResponseFormat.Mode.JSON_OBJECT) {
      call.dropOrRefuse("the response format json without a schema");
    }
    ResponseFormat.Schema schema = form instanceof ResponseFormat.Schema given ? given : null;
    String effort = reasoning.effortWord();
    if ((schema == null && effort == null) || !isOurs("outputConfig")) {
      return;
    }
    json.writeObjectPropertyStart("outputConfig");
    if (effort != null) {
      json.writeStringProperty("effort", effort);
    }
    if (schema != null) {
      writeSchema(schema);
    }
    json.writeEndObject();
  }

  /** The schema is a text with JSON in it. */
  private void writeSchema(ResponseFormat.Schema schema) {
    json.writeObjectPropertyStart("textFormat");
    json.writeStringProperty("type", "json_schema");
    json.writeObjectPropertyStart("structure");
    json.writeObjectPropertyStart("jsonSchema");
    json.writeStringProperty("name", schema.name());
    json.writeStringProperty("schema", schema.schema().text());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
    if (!schema.strict()) {
      call.note("the schema of the answer is strict: " + call.provider() + " has no other form");
    }
  }

  private void writeModelFields() {
    new ModelFieldsWriter(json, content.extraBody().get(ModelFieldsWriter.FIELD))
        .write(reasoning, sampling.topK());
  }

  private void writeLabels() {
    if (content.userId() != null) {
      call.dropOrRefuse("the parameter userId");
    }
    if (content.metadata().isEmpty() || !isOurs("requestMetadata")) {
      return;
    }
    json.writeObjectPropertyStart("requestMetadata");
    content.metadata().forEach(json::writeStringProperty);
    json.writeEndObject();
  }
}
