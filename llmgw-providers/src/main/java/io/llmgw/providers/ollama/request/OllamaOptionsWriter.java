package io.llmgw.providers.ollama.request;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.providers.json.WireJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes {@code options} of one request, the parameters of the model by the names of a Modelfile,
 * unless there is nothing to say. What the caller gives for it himself goes into the same object,
 * field by field, and takes the place of ours. Not thread-safe.
 */
public final class OllamaOptionsWriter {
  /** The field of a body that is written here. */
  public static final String NAME = "options";

  private final JsonGenerator json;
  private final @Nullable Json given;
  private final Map<String, @Nullable Object> theirs;
  private boolean open;

  /**
   * A writer into the object that is open.
   *
   * @param extraBody what the caller gives
   */
  public OllamaOptionsWriter(JsonGenerator json, Map<String, Json> extraBody) {
    this.json = json;
    this.given = extraBody.get(NAME);
    this.theirs = given != null && given.isObject() ? given.asObject() : Map.of();
  }

  /** Writes the options of an embedding. */
  public void write(@Nullable Integer contextTokens) {
    if (given != null && !given.isObject()) {
      json.writeName(NAME);
      WireJson.write(json, given);
      return;
    }
    number("num_ctx", contextTokens);
    close();
  }

  /** Writes the options of a chat. */
  void write(@Nullable Integer contextTokens, GenerationSettings settings, ChatContent content) {
    if (given != null && !given.isObject()) {
      write(contextTokens);
      return;
    }
    number("num_ctx", contextTokens);
    number("temperature", settings.temperature());
    number("top_p", settings.topP());
    number("top_k", settings.topK());
    number("num_predict", settings.maxOutputTokens());
    number("seed", settings.seed());
    number("presence_penalty", settings.presencePenalty());
    number("frequency_penalty", settings.frequencyPenalty());
    if (!content.stop().isEmpty() && begins("stop")) {
      json.writeArrayPropertyStart("stop");
      for (String stop : content.stop()) {
        json.writeString(stop);
      }
      json.writeEndArray();
    }
    close();
  }

  private void number(String name, @Nullable Number value) {
    if (value == null || !begins(name)) {
      return;
    }
    WireJson.writeNumber(json, name, value);
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

  private void close() {
    for (Map.Entry<String, @Nullable Object> field : theirs.entrySet()) {
      open();
      json.writeName(field.getKey());
      WireJson.write(json, Json.ofValue(field.getValue()));
    }
    if (open) {
      json.writeEndObject();
    }
  }
}
