package io.llmgw.providers.ollama;

import io.llmgw.api.content.EmbeddingContent;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.embedding.VectorLength;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.ollama.answer.OllamaVectors;
import io.llmgw.providers.ollama.request.OllamaOptionsWriter;
import io.llmgw.providers.wire.BodyWriter;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.NeverStreamed;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Embeddings of one request: {@code /api/embed} (docs.ollama.com/api/embed). Stateless. */
final class OllamaEmbeddingFormat implements WireFormat {
  private static final String PATH = "api/embed";
  private static final String DIMENSIONS = "dimensions";
  private static final Set<String> FIXED = Set.of("model", "input");

  private final EmbeddingRequest request;
  private final @Nullable Integer contextTokens;

  OllamaEmbeddingFormat(EmbeddingRequest request, @Nullable Integer contextTokens) {
    this.request = request;
    this.contextTokens = contextTokens;
  }

  @Override
  public WireRequest encode(WireCall call) {
    return new WireRequest(PATH, Map.of(), BodyWriter.write(call, this::write), Framing.JSON_LINES);
  }

  private void write(JsonGenerator json, WireCall call) {
    EmbeddingContent content = request.content();
    call.refuse(FIXED, content.extraBody().keySet());
    if (content.userId() != null) {
      call.dropOrRefuse("the parameter userId");
    }
    json.writeStartObject();
    json.writeStringProperty("model", call.model());
    json.writeArrayPropertyStart("input");
    for (String input : content.inputs()) {
      json.writeString(input);
    }
    json.writeEndArray();
    Integer dimensions = request.dimensions();
    if (dimensions != null && !content.extraBody().containsKey(DIMENSIONS)) {
      json.writeNumberProperty(DIMENSIONS, dimensions);
    }
    new OllamaOptionsWriter(json, content.extraBody()).write(contextTokens);
    WireJson.writeMembers(json, content.extraBody(), OllamaOptionsWriter.NAME);
    json.writeEndObject();
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    VectorLength asked = VectorLength.of(request, DIMENSIONS);
    new OllamaVectors(request.inputs().size(), asked, head).decode(body, length, events);
  }

  @Override
  public LlmException refused(LlmException refusal, ErrorBody body) {
    return MissingModel.mayBePulled(refusal);
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return new NeverStreamed(head, "an embedding");
  }
}
