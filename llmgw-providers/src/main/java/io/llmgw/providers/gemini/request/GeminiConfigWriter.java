package io.llmgw.providers.gemini.request;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.WireCall;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes {@code generationConfig} of one request, unless there is nothing to say. What the caller
 * gives for it himself goes into the same object, field by field, and takes the place of ours. Not
 * thread-safe.
 */
final class GeminiConfigWriter {
  static final String NAME = "generationConfig";

  private static final int MOST_STOPS = 5;

  private final JsonGenerator json;
  private final WireCall call;
  private final ChatContent content;
  private final GenerationSettings settings;
  private final @Nullable Json given;
  private final Map<String, @Nullable Object> theirs;
  private boolean open;

  GeminiConfigWriter(
      JsonGenerator json, WireCall call, ChatContent content, GenerationSettings settings) {
    this.json = json;
    this.call = call;
    this.content = content;
    this.settings = settings;
    this.given = content.extraBody().get(NAME);
    this.theirs = given != null && given.isObject() ? given.asObject() : Map.of();
  }

  void write() {
    if (given != null && !given.isObject()) {
      json.writeName(NAME);
      WireJson.write(json, given);
      return;
    }
    writeSampling();
    writeStops();
    writeFormat();
    GeminiThinking thinking = GeminiThinking.of(call, settings);
    if (thinking.isSaid() && begins("thinkingConfig")) {
      thinking.write(json);
    }
    for (Map.Entry<String, @Nullable Object> field : theirs.entrySet()) {
      open();
      json.writeName(field.getKey());
      WireJson.write(json, Json.ofValue(field.getValue()));
    }
    if (open) {
      json.writeEndObject();
    }
  }

  private void writeSampling() {
    Double temperature = settings.temperature();
    if (temperature != null && temperature > 2 && !theirs.containsKey("temperature")) {
      call.dropOrRefuse("a temperature above 2");
    } else {
      number("temperature", temperature);
    }
    number("topP", settings.topP());
    number("topK", settings.topK());
    number("maxOutputTokens", settings.maxOutputTokens());
    Long seed = settings.seed();
    if (seed != null && seed.intValue() != seed && !theirs.containsKey("seed")) {
      call.dropOrRefuse("a seed of more than 32 bits");
    } else {
      number("seed", seed);
    }
    number("presencePenalty", settings.presencePenalty());
    number("frequencyPenalty", settings.frequencyPenalty());
    if (Boolean.FALSE.equals(settings.parallelToolCalls())) {
      call.dropOrRefuse("the parameter parallelToolCalls");
    }
  }

  private void number(String name, @Nullable Number value) {
    if (value == null || !begins(name)) {
      return;
    }
    if (value instanceof Double fraction) {
      json.writeNumberProperty(name, fraction);
    } else {
      json.writeNumberProperty(name, value.longValue());
    }
  }

  private void writeStops() {
    List<String> stops = content.stop();
    if (stops.isEmpty() || theirs.containsKey("stopSequences")) {
      return;
    }
    if (stops.size() > MOST_STOPS) {
      call.dropOrRefuse("more than " + MOST_STOPS + " stop sequences");
      stops = stops.subList(0, MOST_STOPS);
    }
    open();
    json.writeArrayPropertyStart("stopSequences");
    for (String stop : stops) {
      json.writeString(stop);
    }
    json.writeEndArray();
  }

  private void writeFormat() {
    ResponseFormat form = content.responseFormat();
    if (form == null || form == ResponseFormat.Mode.TEXT) {
      return;
    }
    boolean tools = !content.tools().isEmpty() || content.extraBody().containsKey("tools");
    if (tools && !GeminiGeneration.of(call.model()).hasToolsBesideFormat()) {
      call.dropOrRefuse("a response format beside tools, which models since Gemini 3 take");
      return;
    }
    if (begins("responseMimeType")) {
      json.writeStringProperty("responseMimeType", "application/json");
    }
    boolean ours = !theirs.containsKey("responseSchema");
    if (form instanceof ResponseFormat.Schema schema && ours && begins("responseJsonSchema")) {
      json.writeName("responseJsonSchema");
      WireJson.write(json, schema.schema());
      if (!schema.strict()) {
        call.note("the schema of the answer is strict: " + call.provider() + " has no other form");
      }
    }
  }

  /** Whether the field is ours to write, for which the object is open then. */
  private boolean begins(String name) {
    if (theirs.containsKey(name)) {
      return false;
    }
    open();
    return true;
  }

  private void open() {
    if (!open) {
      open = true;
      json.writeObjectPropertyStart(NAME);
    }
  }
}
