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
import io.llmgw.api.time.TimeSource;
import io.llmgw.cache.Idempotency;
import io.llmgw.cache.entry.Entries;
import io.llmgw.cache.key.RequestKeys;
import io.llmgw.cache.key.Said;
import io.llmgw.cache.link.Lookup.Late;
import io.llmgw.cache.store.SecondLevel;
import org.jspecify.annotations.Nullable;

/**
 * Sees what a call says before anything is masked in it, and what it gets once that is restored. Of
 * a call with a name a fingerprint is noted: two that are masked alike may mean two people, and be
 * two calls. An answer that is not the value that a call wants, now that it is whole, is dropped
 * where it is kept; where it is not, nothing is.
 */
public final class SaidLink implements Interceptor {
  private static final AttributeKey<Said> SAID = AttributeKey.of("said", Said.class);

  /** The last one before requests are masked, so that it sees what other links have made of it. */
  private static final LinkSpec SPEC = LinkSpec.named("said").in(Slot.LIMIT).at(Integer.MAX_VALUE);

  private final RequestKeys keys;
  private final Levels levels;

  /**
   * Makes fingerprints by these keys, and drops from these entries.
   *
   * @param secondLevel dropped from as well; null where there is none
   */
  public SaidLink(
      RequestKeys keys, Entries entries, @Nullable SecondLevel secondLevel, TimeSource time) {
    this.keys = keys;
    this.levels = new Levels(entries, secondLevel, time);
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
    if (isNamed || request.option(ExpectedAnswer.class) == null) {
      return chain.proceed(request); // by its name it is given again as it is
    }
    CallContext context = chain.context();
    context.attribute(Given.KEY, Given.NOTHING);
    return new RestoredStream(chain.proceed(request), request, () -> drop(context));
  }

  /** Drops what the call was given, if that is kept. */
  private void drop(CallContext context) {
    Given given = context.attribute(Given.KEY);
    Late kept = given == null ? null : given.kept();
    if (kept != null) {
      levels.drop(kept);
    }
  }

  /** What the call has said; null where it has no name. */
  static @Nullable Said of(CallContext context) {
    return context.attribute(SAID);
  }
}
