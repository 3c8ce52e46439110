package io.llmgw.providers.cohere;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.cohere.answer.CohereVectors;
import io.llmgw.providers.cohere.request.CohereEmbeddingEncoder;
import io.llmgw.providers.embedding.VectorLength;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.NeverStreamed;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.Map;
import java.util.function.Consumer;

/** Embeddings of one request (docs.cohere.com, API reference "Embed"). Stateless. */
final class CohereEmbeddingFormat implements WireFormat {
  static final EmbeddingLimits LIMITS =
      new EmbeddingLimits(CohereEmbeddingEncoder.MOST_TEXTS, Long.MAX_VALUE);

  private final EmbeddingRequest request;
  private final EmbeddingInputType inputType;

  CohereEmbeddingFormat(EmbeddingRequest request, EmbeddingInputType inputType) {
    this.request = request;
    this.inputType = inputType;
  }

  @Override
  public WireRequest encode(WireCall call) {
    return new WireRequest(
        "v2/embed",
        Map.of(),
        CohereEmbeddingEncoder.encode(call, request, inputType.word()),
        Framing.SSE);
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    VectorLength asked = VectorLength.of(request, CohereEmbeddingEncoder.DIMENSIONS);
    new CohereVectors(request.inputs().size(), asked, head).decode(body, length, events);
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return new NeverStreamed(head, "an embedding");
  }
}
