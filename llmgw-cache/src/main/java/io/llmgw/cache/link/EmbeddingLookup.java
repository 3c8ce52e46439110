package io.llmgw.cache.link;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Interceptor.Chain;
import io.llmgw.api.content.EmbeddingContent;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.observe.CallFact;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.SameModel;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.CacheUse;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.entry.Entries;
import io.llmgw.cache.entry.Vector;
import io.llmgw.cache.key.CacheKey;
import io.llmgw.cache.key.RequestKeys;
import java.time.Duration;
import java.util.List;

/**
 * Answers a batch of texts from the vectors that are kept, and asks for the others alone, at the
 * model that gave the kept ones: vectors of two models cannot be compared.
 */
final class EmbeddingLookup {
  private final Entries entries;
  private final RequestKeys keys;
  private final TimeSource time;

  EmbeddingLookup(Entries entries, RequestKeys keys, TimeSource time) {
    this.entries = entries;
    this.keys = keys;
    this.time = time;
  }

  EventStream intercept(Chain chain, EmbeddingRequest request, CacheControl control) {
    CallContext context = chain.context();
    List<CacheKey> sought = keys.of(request, context, Policy.namespace(control));
    Batch batch = new Batch(sought, request.inputs());
    if (Policy.reads(control)) {
      look(batch, request, control);
    }
    if (batch.isKnown()) {
      hit(batch, context);
      return EventStreams.of(batch.events());
    }
    context.attribute(CallContext.CACHE_STATUS, CacheStatus.MISS);
    context.attribute(CallContext.CACHE_USE, CacheUse.miss(batch.key(0).hex()));
    context.recorder().count(CallFact.CACHE_MISS);
    String target = batch.target();
    if (target != null) {
      try {
        EmbeddingRequest pinned = request.with(new SameModel(ModelRef.parse(target)));
        return asked(chain, pinned, batch, control);
      } catch (LlmException error) {
        if (context.cancellation().isCancelled() || !isOfTarget(error)) {
          throw error;
        }
        context.trail().note(LookupLink.NAME, "asks for all texts: " + error.kind());
        batch.forget();
      }
    }
    return asked(chain, request, batch, control);
  }

  private void look(Batch batch, EmbeddingRequest request, CacheControl control) {
    SameModel same = request.option(SameModel.class);
    long now = time.nanos();
    for (int i = 0; i < batch.size(); i++) {
      if (entries.get(batch.key(i)) instanceof Vector kept
          && Freshness.of(kept, control, now).isFresh()
          && (same == null || same.model().toString().equals(kept.origin().target()))) {
        batch.know(i, kept);
      }
    }
  }

  /** Whether another target might do what this one did not. */
  private static boolean isOfTarget(LlmException error) {
    return switch (error.kind()) {
      case NO_TARGET, AUTH, PERMISSION, QUOTA, MODEL_NOT_FOUND, NO_PRICE -> true;
      default -> error.isRetryable();
    };
  }

  private EventStream asked(
      Chain chain, EmbeddingRequest request, Batch batch, CacheControl control) {
    CallContext context = chain.context();
    EmbeddingContent content = request.content();
    EmbeddingRequest part =
        batch.isWhole()
            ? request
            : request.withContent(content.withInputs(batch.missingInputs(content.inputs())));
    long askedAt = entries.lastInvalidation();
    EventStream stream =
        Policy.writes(control)
            ? chain.proceed(
                part, new VectorTap(request, context, batch, control, entries, askedAt, time))
            : chain.proceed(part);
    if (batch.isWhole()) {
      return stream;
    }
    if (batch.target() != null) {
      long saved = batch.knownTokens();
      context.trail().note(LookupLink.NAME, batch.knownTexts() + " of " + batch.size() + " known");
      context.attribute(CallContext.CACHE_USE, use(batch, saved));
      context.recorder().record(CallFact.CACHE_SAVED_TOKENS, null, saved);
    }
    return new CompletedBatch(stream, batch);
  }

  private void hit(Batch batch, CallContext context) {
    Hits.note(use(batch, batch.knownTokens()), context, CacheStatus.HIT);
    context.trail().note(LookupLink.NAME, "all " + batch.size() + " texts known");
  }

  private CacheUse use(Batch batch, long savedTokens) {
    String target = batch.target();
    Duration age = target == null ? null : batch.age(time.nanos());
    return new CacheUse(
        batch.key(0).hex(), age, target, null, input(savedTokens), Cost.UNKNOWN, null);
  }

  static Usage input(long tokens) {
    return Usage.builder().estimated(TokenKind.INPUT, tokens).build();
  }
}
