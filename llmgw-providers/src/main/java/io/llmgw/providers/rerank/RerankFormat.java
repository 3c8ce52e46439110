package io.llmgw.providers.rerank;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.json.Json;
import io.llmgw.api.rerank.RerankContent;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.embedding.NeverStreamed;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.BodyWriter;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * Reranking for one request: a query and texts, and which of them is how relevant. Cohere began it,
 * and Voyage, Jina, llama.cpp and vLLM have it so too. Stateless.
 */
public final class RerankFormat implements WireFormat {
  private static final Set<String> FIXED = Set.of("model", "query", "documents");

  private final RerankForm form;
  private final RerankRequest request;

  /** The format of this request and its answer. */
  public RerankFormat(RerankForm form, RerankRequest request) {
    this.form = form;
    this.request = request;
  }

  @Override
  public WireRequest encode(WireCall call) {
    return new WireRequest(
        form.path(), Map.of(), BodyWriter.write(call, this::write), Framing.SSE);
  }

  private void write(JsonGenerator json, WireCall call) {
    RerankContent content = request.content();
    call.refuse(FIXED, content.extraBody().keySet());
    if (content.userId() != null) {
      call.dropOrRefuse("the parameter userId");
    }
    json.writeStartObject();
    json.writeStringProperty("model", call.model());
    json.writeStringProperty("query", content.query());
    json.writeArrayPropertyStart("documents");
    content.documents().forEach(json::writeString);
    json.writeEndArray();
    Integer topN = request.topN();
    if (topN != null && !content.extraBody().containsKey(form.topField())) {
      json.writeNumberProperty(form.topField(), topN);
    }
    for (Map.Entry<String, Json> extra : content.extraBody().entrySet()) {
      json.writeName(extra.getKey());
      WireJson.write(json, extra.getValue());
    }
    json.writeEndObject();
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    new RerankDecoder(request, head).decode(body, length, events);
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return new NeverStreamed(head);
  }
}
