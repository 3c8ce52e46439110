package io.llmgw.providers.bedrock.request;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes {@code additionalModelRequestFields}: what Converse passes on to the model unread. Members
 * that the caller gives are written beside ours, and in place of those of the same name.
 */
final class ModelFieldsWriter {
  static final String FIELD = "additionalModelRequestFields";

  private final JsonGenerator json;
  private final @Nullable Json given;
  private final Map<String, @Nullable Object> members;

  ModelFieldsWriter(JsonGenerator json, @Nullable Json given) {
    this.json = json;
    this.given = given;
    this.members = given != null && given.isObject() ? given.asObject() : Map.of();
  }

  /**
   * Writes all of them.
   *
   * @param topK how many likely words are chosen from; null to leave it to the model
   */
  void write(AskedReasoning reasoning, @Nullable Integer topK) {
    if (given != null && !given.isObject()) {
      json.writeName(FIELD);
      WireJson.write(json, given);
      return;
    }
    boolean nova =
        reasoning.family() == ModelFamily.NOVA || reasoning.family() == ModelFamily.NOVA_2;
    boolean writesTopK = topK != null && isOurs(nova ? "inferenceConfig" : "top_k");
    String member = reasoning.member();
    boolean writesReasoning = member != null && isOurs(member);
    if (!writesTopK && !writesReasoning && members.isEmpty()) {
      return;
    }
    json.writeObjectPropertyStart(FIELD);
    if (writesTopK && topK != null) {
      writeTopK(topK, nova);
    }
    if (writesReasoning) {
      reasoning.write(json);
    }
    members.forEach(
        (name, value) -> {
          json.writeName(name);
          WireJson.write(json, Json.ofValue(value));
        });
    json.writeEndObject();
  }

  private boolean isOurs(String name) {
    return !members.containsKey(name);
  }

  private void writeTopK(int topK, boolean nova) {
    if (nova) {
      json.writeObjectPropertyStart("inferenceConfig");
      json.writeNumberProperty("topK", topK);
      json.writeEndObject();
    } else {
      json.writeNumberProperty("top_k", topK);
    }
  }
}
