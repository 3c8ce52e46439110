package io.llmgw.core.account;

import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.route.ModelRef;

/** What one request needs at one model, worked out when it is first asked for. For one thread. */
public final class TokenNeed {
  private final NeededTokens needed;
  private final LlmRequest<?> request;
  private final ModelRef model;
  private long read;

  /** The need of a request. */
  public TokenNeed(NeededTokens needed, LlmRequest<?> request, ModelRef model) {
    this.needed = needed;
    this.request = request;
    this.model = model;
  }

  /** What the model reads. */
  public long read() {
    if (read == 0) {
      read = needed.read(request, model);
    }
    return read;
  }

  /** The most that it may write; 0 where the request does not say. */
  public long written() {
    return NeededTokens.written(request);
  }
}
