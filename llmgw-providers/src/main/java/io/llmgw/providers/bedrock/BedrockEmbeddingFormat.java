package io.llmgw.providers.bedrock;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.bedrock.answer.InputTokens;
import io.llmgw.providers.bedrock.answer.TitanVector;
import io.llmgw.providers.bedrock.request.EmbeddingFamily;
import io.llmgw.providers.bedrock.request.TitanEncoder;
import io.llmgw.providers.cohere.EmbeddingInputType;
import io.llmgw.providers.cohere.answer.CohereVectors;
import io.llmgw.providers.cohere.request.CohereEmbeddingEncoder;
import io.llmgw.providers.embedding.VectorLength;
import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.NeverStreamed;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Embeddings of one request by InvokeModel, in the body of the model's maker (user guide, "Amazon
 * Titan Embeddings" and "Cohere Embed"). Stateless.
 */
final class BedrockEmbeddingFormat implements WireFormat {
  private static final String INPUT_TYPE = EmbeddingInputType.SEARCH_DOCUMENT.word();

  private final EmbeddingRequest request;

  BedrockEmbeddingFormat(EmbeddingRequest request) {
    this.request = request;
  }

  /** How much a model takes at once; one text where it is not known. */
  static EmbeddingLimits limits(String model) {
    EmbeddingFamily family = EmbeddingFamily.of(model);
    return new EmbeddingLimits(family == null ? 1 : family.mostTexts(), Long.MAX_VALUE);
  }

  @Override
  public WireRequest encode(WireCall call) {
    return new WireRequest(
        ModelPath.of(call, "invoke"), Map.of(), body(call), Framing.AWS_EVENT_STREAM);
  }

  private RequestBytes body(WireCall call) {
    EmbeddingFamily family = EmbeddingFamily.of(call.model());
    if (family == null) {
      throw call.unsupported("embeddings: its id is none of titan-embed and cohere.embed");
    }
    return switch (family) {
      case TITAN -> TitanEncoder.encode(call, request);
      case COHERE -> CohereEmbeddingEncoder.encodeHosted(call, request, INPUT_TYPE);
    };
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    if (EmbeddingFamily.of(head.model()) == EmbeddingFamily.TITAN) {
      VectorLength asked = VectorLength.of(request, TitanEncoder.DIMENSIONS);
      new TitanVector(asked, head).decode(body, length, events);
    } else {
      VectorLength asked = VectorLength.of(request, CohereEmbeddingEncoder.DIMENSIONS);
      new CohereVectors(request.inputs().size(), asked, head, InputTokens.of(head))
          .decode(body, length, events);
    }
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return new NeverStreamed(head, "an embedding");
  }
}
