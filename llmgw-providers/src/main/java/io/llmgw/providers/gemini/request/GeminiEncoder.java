package io.llmgw.providers.gemini.request;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.BodyWriter;
import io.llmgw.providers.wire.WireCall;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * Writes one request; not thread-safe. A field of the caller's {@code extraBody} takes the place of
 * ours, unless the answer would be one to another question then.
 */
public final class GeminiEncoder {
  // Budgets, prices and rules go by these. Both spellings are taken there.
  private static final Set<String> FIXED =
      Set.of("model", "contents", "systemInstruction", "system_instruction");

  private static final Set<String> CONFIGS = Set.of(GeminiConfigWriter.NAME, "generation_config");
  private static final Set<String> CANDIDATES = Set.of("candidateCount", "candidate_count");

  private final WireCall call;
  private final JsonGenerator json;
  private final ChatContent content;
  private final GenerationSettings settings;
  private final boolean labels;

  private GeminiEncoder(WireCall call, JsonGenerator json, ChatRequest request, boolean labels) {
    this.call = call;
    this.json = json;
    this.content = request.content();
    this.settings = request.settings();
    this.labels = labels;
  }

  /**
   * Writes the body of a request.
   *
   * @param labels whether the host takes labels, as Vertex does
   */
  public static RequestBytes encode(WireCall call, ChatRequest request, boolean labels) {
    return BodyWriter.write(
        call, (json, writer) -> new GeminiEncoder(writer, json, request, labels).writeAll());
  }

  private void writeAll() {
    call.refuse(FIXED, content.extraBody().keySet());
    refuseCandidates();
    json.writeStartObject();
    new GeminiMessageWriter(json, call).write(content.messages());
    new GeminiToolWriter(json, call, content).write();
    new GeminiConfigWriter(json, call, content, settings).write();
    writeLabels();
    call.leaveOutCacheMarks(content);
    WireJson.writeMembers(json, content.extraBody(), GeminiConfigWriter.NAME);
    json.writeEndObject();
  }

  /** They would be charged for, and all but the first are lost. */
  private void refuseCandidates() {
    for (String name : CONFIGS) {
      Json config = content.extraBody().get(name);
      if (config != null && config.isObject()) {
        call.refuse(CANDIDATES, config.asObject().keySet());
      }
    }
  }

  private void writeLabels() {
    if (content.userId() != null) {
      call.dropOrRefuse("the parameter userId");
    }
    if (content.metadata().isEmpty() || content.extraBody().containsKey("labels")) {
      return;
    }
    if (!labels) {
      call.dropOrRefuse("the parameter metadata");
      return;
    }
    json.writeObjectPropertyStart("labels");
    content.metadata().forEach(json::writeStringProperty);
    json.writeEndObject();
  }
}
