package io.llmgw.providers.openai;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** One of OpenAI's formats at Azure's addresses. Stateless. */
final class AzureFormat implements WireFormat {
  private final WireFormat format;
  private final AzureRoute route;

  AzureFormat(WireFormat format, AzureRoute route) {
    this.format = format;
    this.route = route;
  }

  @Override
  public WireFormat forRequest(LlmRequest<?> request) {
    WireFormat own = format.forRequest(request);
    return own == format ? this : new AzureFormat(own, route);
  }

  @Override
  public Capabilities capabilities(Capabilities all, String model) {
    return format.capabilities(all, model);
  }

  @Override
  public EmbeddingLimits embeddingLimits() {
    return format.embeddingLimits();
  }

  @Override
  public MediaLimits mediaLimits() {
    return format.mediaLimits();
  }

  @Override
  public WireRequest encode(WireCall call) {
    WireRequest request = format.encode(call);
    return new WireRequest(
        route.path(request.path(), call.model()),
        headers(call, request),
        request.body(),
        request.framing());
  }

  /** Fields that the model inference API does not know itself are refused unless that is said. */
  private Map<String, String> headers(WireCall call, WireRequest request) {
    if (!route.inference() || call.request().content().extraBody().isEmpty()) {
      return request.headers();
    }
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.put("extra-parameters", "pass-through");
    return headers;
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    format.decodeWhole(body, length, head, events);
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return format.frames(head, events);
  }
}
