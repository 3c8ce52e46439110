package io.llmgw.providers.cohere;

import io.llmgw.api.content.EmbeddingContent;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.cohere.answer.CohereVectors;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.BodyWriter;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.NeverStreamed;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** Embeddings of one request (docs.cohere.com, API reference "Embed"). Stateless. */
final class CohereEmbeddingFormat implements WireFormat {
  /** The most texts of one request, by that page. */
  static final EmbeddingLimits LIMITS = new EmbeddingLimits(96, Long.MAX_VALUE);

  private static final Set<String> FIXED = Set.of("model", "texts", "inputs", "images");
  private static final String TYPES = "embedding_types";
  private static final Set<Object> READABLE = Set.of(List.of("float"), List.of("base64"));
  private static final String DIMENSION = "output_dimension";

  private final EmbeddingRequest request;
  private final EmbeddingInputType inputType;

  CohereEmbeddingFormat(EmbeddingRequest request, EmbeddingInputType inputType) {
    this.request = request;
    this.inputType = inputType;
  }

  @Override
  public WireRequest encode(WireCall call) {
    int most = LIMITS.maxInputs();
    if (request.inputs().size() > most) {
      throw call.unsupported("more than " + most + " texts at once; use LlmClient.embed");
    }
    return new WireRequest("v2/embed", Map.of(), BodyWriter.write(call, this::write), Framing.SSE);
  }

  private void write(JsonGenerator json, WireCall call) {
    EmbeddingContent content = request.content();
    Map<String, Json> extraBody = content.extraBody();
    call.refuse(FIXED, extraBody.keySet());
    Json types = extraBody.get(TYPES);
    if (types != null && (types.value() == null || !READABLE.contains(types.value()))) {
      throw call.unsupported("an embedding type other than float and base64");
    }
    if (content.userId() != null) {
      call.dropOrRefuse("the parameter userId");
    }
    json.writeStartObject();
    json.writeStringProperty("model", call.model());
    json.writeArrayPropertyStart("texts");
    content.inputs().forEach(json::writeString);
    json.writeEndArray();
    if (!extraBody.containsKey(EmbeddingInputType.FIELD)) {
      json.writeStringProperty(EmbeddingInputType.FIELD, inputType.word());
    }
    if (types == null) {
      json.writeArrayPropertyStart(TYPES);
      json.writeString("float");
      json.writeEndArray();
    }
    if (request.dimensions() != null && !extraBody.containsKey(DIMENSION)) {
      json.writeNumberProperty(DIMENSION, request.dimensions());
    }
    for (Map.Entry<String, Json> extra : extraBody.entrySet()) {
      json.writeName(extra.getKey());
      WireJson.write(json, extra.getValue());
    }
    json.writeEndObject();
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    new CohereVectors(request.inputs().size(), head).decode(body, length, events);
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return new NeverStreamed(head, "an embedding");
  }
}
