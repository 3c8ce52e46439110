package io.llmgw.cache.link;

import io.llmgw.api.chain.AttributeKey;
import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.cache.Idempotency;
import io.llmgw.cache.key.RequestKeys;
import io.llmgw.cache.key.Said;
import org.jspecify.annotations.Nullable;

/**
 * Notes what a call with a name says before anything is masked in it, as a fingerprint: two that
 * are masked alike may mean two people, and be two calls. Of all others nothing is noted.
 */
public final class SaidLink implements Interceptor {
  private static final AttributeKey<Said> SAID = AttributeKey.of("said", Said.class);

  /** The last one before requests are masked, so that it sees what other links have made of it. */
  private static final LinkSpec SPEC = LinkSpec.named("said").in(Slot.LIMIT).at(Integer.MAX_VALUE);

  private final RequestKeys keys;

  /** Makes fingerprints by these. */
  public SaidLink(RequestKeys keys) {
    this.keys = keys;
  }

  @Override
  public LinkSpec spec() {
    return SPEC;
  }

  @Override
  public EventStream intercept(Chain chain) {
    LlmRequest<?> request = chain.request();
    if (request.option(Idempotency.class) != null
        && !(request instanceof TokenCountRequest)
        && !(request instanceof EmbeddingRequest)) {
      chain.context().attribute(SAID, keys.said(request));
    }
    return chain.proceed(request);
  }

  /** What the call has said; null where it has no name. */
  static @Nullable Said of(CallContext context) {
    return context.attribute(SAID);
  }
}
