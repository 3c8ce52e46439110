package io.llmgw.providers.operation;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.rerank.RerankContent;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.JsonBody;
import io.llmgw.providers.wire.NeverStreamed;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Rerank as Cohere began it (docs.cohere.com/reference/rerank), and vLLM, llama.cpp, Voyage and
 * others speak it, each at its own path, for one request. Stateless.
 */
public final class RerankFormat implements WireFormat {
  private final String path;
  private final String topField;
  private final RerankRequest request;

  /**
   * The format of this request and its answer.
   *
   * @param path that follows the base URL, without a leading slash
   * @param topField how the host calls the number of documents that are wanted
   */
  public RerankFormat(String path, String topField, RerankRequest request) {
    this.path = path;
    this.topField = topField;
    this.request = request;
  }

  @Override
  public WireRequest encode(WireCall call) {
    RerankContent content = request.content();
    JsonBody.refuseUser(call, content);
    return new WireRequest(
        path,
        Map.of(),
        JsonBody.of(
            call,
            Set.of("query", "documents", topField),
            json ->
                json.text("query", content.query())
                    .texts("documents", content.documents())
                    .number(topField, request.topN())),
        Framing.SSE);
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    int documents = request.content().documents().size();
    new RerankDecoder(documents, request.wanted(), head).decode(body, length, events);
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return new NeverStreamed(head, "a rerank");
  }
}
