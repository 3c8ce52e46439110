package io.llmgw.providers.replay;

import io.llmgw.api.request.LlmRequest;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bodies of requests as a format writes them, without a transport. */
public final class Written {
  private Written() {}

  /** The body of a request to whom a recorded one went, streamed where that was. */
  public static JsonNode json(WireFormat format, LlmRequest<?> request, Exchange like) {
    WireCall call =
        new WireCall(request, like.provider(), like.model(), like.delivery(), note -> {});
    return json(format, call);
  }

  /** The body of a call. */
  public static JsonNode json(WireFormat format, WireCall call) {
    return JsonMapper.shared()
        .readTree(format.forRequest(call.request()).encode(call).body().toByteArray());
  }
}
