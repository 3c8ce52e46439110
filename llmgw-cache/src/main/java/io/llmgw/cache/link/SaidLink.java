package io.llmgw.cache.link;

import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.chain.AttributeKey;
import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.usage.CacheUse;
import io.llmgw.cache.Idempotency;
import io.llmgw.cache.key.RequestKeys;
import io.llmgw.cache.key.Said;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees what a call says before anything is masked in it, and what it gets once that is restored. Of
 * a call with a name a fingerprint is noted: two that are masked alike may mean two people, and be
 * two calls. An answer that is not the value that a call wants, now that it is whole, is dropped.
 */
public final class SaidLink implements Interceptor {
  private static final AttributeKey<Said> SAID = AttributeKey.of("said", Said.class);

  /** The last one before requests are masked, so that it sees what other links have made of it. */
  private static final LinkSpec SPEC = LinkSpec.named("said").in(Slot.LIMIT).at(Integer.MAX_VALUE);

  private final RequestKeys keys;
  private final Consumer<String> drop;

  /**
   * Makes fingerprints by these.
   *
   * @param drop given the key of an answer that is to be gone, wherever it is kept
   */
  public SaidLink(RequestKeys keys, Consumer<String> drop) {
    this.keys = keys;
    this.drop = drop;
  }

  @Override
  public LinkSpec spec() {
    return SPEC;
  }

  @Override
  public EventStream intercept(Chain chain) {
    LlmRequest<?> request = chain.request();
    boolean isNamed = request.option(Idempotency.class) != null;
    if (isNamed
        && !(request instanceof TokenCountRequest)
        && !(request instanceof EmbeddingRequest)) {
      chain.context().attribute(SAID, keys.said(request));
    }
    EventStream answer = chain.proceed(request);
    return isNamed || request.option(ExpectedAnswer.class) == null
        ? answer // by its name it is given again as it is
        : new RestoredStream(answer, request, () -> drop(chain.context()));
  }

  /** Nothing where the cache was passed by. */
  private void drop(CallContext context) {
    CacheUse use = context.attribute(CallContext.CACHE_USE);
    if (use != null) {
      drop.accept(use.key());
    }
  }

  /** What the call has said; null where it has no name. */
  static @Nullable Said of(CallContext context) {
    return context.attribute(SAID);
  }
}
