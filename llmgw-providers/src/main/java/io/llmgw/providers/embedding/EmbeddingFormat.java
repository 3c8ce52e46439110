package io.llmgw.providers.embedding;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.dialect.Parameter;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.NeverStreamed;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.Map;
import java.util.function.Consumer;

/** Embeddings (platform.openai.com/docs/api-reference/embeddings) for one request. Stateless. */
public final class EmbeddingFormat implements WireFormat {
  private final Dialect dialect;
  private final EmbeddingRequest request;

  /** The format of this request and its answer. */
  public EmbeddingFormat(Dialect dialect, EmbeddingRequest request) {
    this.dialect = dialect;
    this.request = request;
  }

  @Override
  public WireRequest encode(WireCall call) {
    return new WireRequest(
        dialect.embeddings().path(),
        Map.of(),
        EmbeddingEncoder.encode(call, request, dialect),
        Framing.SSE);
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    new EmbeddingDecoder(request.inputs().size(), dialect.embeddings().vectors(), asked(), head)
        .decode(body, length, events);
  }

  /** Bits are asked for by their number, and come eight at a time. */
  private VectorLength asked() {
    return NumberType.of(request) == NumberType.PACKED
        ? VectorLength.any()
        : VectorLength.of(request, dialect.field(Parameter.DIMENSIONS));
  }

  /** The protocol has no streams: whatever calls itself one is none of its answers. */
  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return new NeverStreamed(head, "an embedding");
  }
}
