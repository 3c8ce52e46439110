package io.llmgw.providers.cohere;

import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.cohere.answer.CohereFrameDecoder;
import io.llmgw.providers.cohere.answer.CohereWholeDecoder;
import io.llmgw.providers.cohere.request.CohereEncoder;
import io.llmgw.providers.cohere.request.CohereModel;
import io.llmgw.providers.cohere.request.CountedText;
import io.llmgw.providers.counting.CountField;
import io.llmgw.providers.counting.TokenCountFormat;
import io.llmgw.providers.operation.RerankFormat;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Version 2 of Cohere's API: chats (docs.cohere.com, "Chat"), embeddings and reranking; and of the
 * first one the tokenizer, which the second has not. Stateless.
 */
final class CohereFormat implements WireFormat {
  /** docs.cohere.com, "Image Inputs": 20 MB of images in a request. */
  private static final MediaLimits LIMITS = MediaLimits.UNKNOWN.withImageBytes(20L << 20);

  private final EmbeddingInputType inputType;

  /** The format of a provider that embeds texts as this where a request says nothing else. */
  CohereFormat(EmbeddingInputType inputType) {
    this.inputType = inputType;
  }

  @Override
  public WireFormat forRequest(LlmRequest<?> request) {
    if (request instanceof EmbeddingRequest embedding) {
      return new CohereEmbeddingFormat(embedding, inputType);
    }
    if (request instanceof TokenCountRequest count) {
      return new TokenCountFormat(
          this,
          count,
          call -> "v1/tokenize",
          WireCall::model,
          CountedText::of,
          CountField.list("tokens"));
    }
    return request instanceof RerankRequest rerank
        ? new RerankFormat("v2/rerank", "top_n", rerank)
        : this;
  }

  @Override
  public Capabilities capabilities(Capabilities all, String model) {
    return CohereModel.thinks(model) ? all : all.without(Capability.REASONING);
  }

  @Override
  public EmbeddingLimits embeddingLimits() {
    return CohereEmbeddingFormat.LIMITS;
  }

  @Override
  public MediaLimits mediaLimits() {
    return LIMITS;
  }

  @Override
  public WireRequest encode(WireCall call) {
    return new WireRequest(
        "v2/chat", Map.of(), CohereEncoder.encode(call, call.chat()), Framing.SSE);
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    new CohereWholeDecoder(head, events).decode(body, length);
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return new CohereFrameDecoder(head, events);
  }
}
