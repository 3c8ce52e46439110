package io.llmgw.providers.gemini;

import io.llmgw.api.json.Json;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.providers.embedding.VectorLength;
import io.llmgw.providers.json.WireJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The settings of {@code embedContent} at Vertex, in an object of their own: beside the content
 * they are deprecated ({@code EmbedContentRequest} of its {@code PredictionService}). The caller
 * gives them as extra fields of these names, as for other models, or in that object, which is
 * joined with the rest; all else that he gives stands beside it.
 */
final class EmbedContentConfig {
  static final String DIMENSIONS = "outputDimensionality";

  private static final String NAME = "embedContentConfig";
  private static final Set<String> SETTINGS =
      Set.of(
          DIMENSIONS, "taskType", "title", "autoTruncate", "documentOcr", "audioTrackExtraction");

  private final EmbeddingRequest request;
  private final Map<String, Json> extras;
  private final @Nullable Json given;
  private final Map<String, @Nullable Object> theirs;

  EmbedContentConfig(EmbeddingRequest request) {
    this.request = request;
    this.extras = request.content().extraBody();
    this.given = extras.get(NAME);
    this.theirs = given != null && given.isObject() ? given.asObject() : Map.of();
  }

  /** How long the vectors are that are asked for here. */
  VectorLength asked() {
    boolean ours = given == null || (given.isObject() && !theirs.containsKey(DIMENSIONS));
    return VectorLength.of(request, ours ? DIMENSIONS : null);
  }

  /**
   * Writes them, and all other extra fields, into the object that is open. What the caller has
   * there and is no object is sent as it is.
   */
  void write(JsonGenerator json) {
    if (given != null && !given.isObject()) {
      WireJson.writeMembers(json, Map.of(NAME, given));
    } else {
      writeSettings(json);
    }
    for (Map.Entry<String, Json> extra : extras.entrySet()) {
      if (!extra.getKey().equals(NAME) && !SETTINGS.contains(extra.getKey())) {
        json.writeName(extra.getKey());
        WireJson.write(json, extra.getValue());
      }
    }
  }

  private void writeSettings(JsonGenerator json) {
    Map<String, Json> settings = new LinkedHashMap<>();
    if (request.dimensions() != null) {
      settings.put(DIMENSIONS, Json.ofValue(request.dimensions()));
    }
    for (Map.Entry<String, Json> extra : extras.entrySet()) {
      if (SETTINGS.contains(extra.getKey())) {
        settings.put(extra.getKey(), extra.getValue());
      }
    }
    for (Map.Entry<String, @Nullable Object> setting : theirs.entrySet()) {
      settings.put(setting.getKey(), Json.ofValue(setting.getValue()));
    }
    if (!settings.isEmpty()) {
      json.writeObjectPropertyStart(NAME);
      WireJson.writeMembers(json, settings);
      json.writeEndObject();
    }
  }
}
