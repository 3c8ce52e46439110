package io.llmgw.cache.link;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Interceptor.Chain;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.observe.CallFact;
import io.llmgw.api.request.Aggregation;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.route.SameModel;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.CacheUse;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.entry.Entries;
import io.llmgw.cache.entry.Origin;
import io.llmgw.cache.key.CacheKey;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers a batch of texts from the vectors that are kept, and asks for the others alone, together
 * with those who ask for the same others.
 */
final class EmbeddingLookup {
  private final Entries entries;
  private final Policy policy;
  private final TimeSource time;
  private final KeptVectors kept;

  EmbeddingLookup(Entries entries, Policy policy, TimeSource time) {
    this.entries = entries;
    this.policy = policy;
    this.time = time;
    this.kept = new KeptVectors(entries, time);
  }

  /**
   * Answers a call.
   *
   * @param sought the key of each of its texts
   */
  EventStream intercept(
      Chain chain, EmbeddingRequest request, CacheControl control, List<CacheKey> sought) {
    CallContext context = chain.context();
    Batch batch = kept.look(sought, request, control);
    if (batch.isKnown()) {
      hit(batch, null, context, CacheStatus.HIT);
      return EventStreams.of(batch.events());
    }
    context.attribute(CallContext.CACHE_USE, CacheUse.miss(batch.key(0).hex()));
    try {
      return Remainder.ask(
          context, request, batch, (part, turn) -> asked(chain, part, batch, control, turn));
    } catch (LlmException error) {
      if (PassingFailure.is(error) && !context.cancellation().isCancelled()) {
        Batch stale = kept.lookForStale(sought, request, control);
        if (stale.isKnown()) {
          context.trail().note(LookupLink.NAME, "the call failed with " + error.kind());
          hit(stale, null, context, CacheStatus.STALE);
          return EventStreams.of(stale.events());
        }
      }
      boolean joined = SharedCalls.isJoined(context);
      context.recorder().count(joined ? CallFact.CACHE_COALESCED : CallFact.CACHE_MISS);
      throw error;
    }
  }

  /** Alone or together with others. */
  private EventStream asked(
      Chain chain, EmbeddingRequest part, Batch batch, CacheControl control, Turn turn) {
    CallContext context = chain.context();
    VectorLookup lookup = lookup(part, batch, control, turn, context);
    EventStream stream;
    if (policy.isAlone(context, control)) {
      context.attribute(CallContext.CACHE_STATUS, CacheStatus.MISS);
      stream = chain.proceed(part.with(lookup));
    } else {
      stream = SharedCalls.ask(chain, part, lookup);
    }
    tell(batch, lookup, context);
    return stream;
  }

  private VectorLookup lookup(
      EmbeddingRequest part, Batch batch, CacheControl control, Turn turn, CallContext context) {
    SameModel same = part.option(SameModel.class);
    String model = same == null ? null : same.model().toString();
    Origin origin = Origin.of(part, context, Policy.namespace(control));
    List<CacheKey> unknown = batch.missingKeys();
    long askedAt = entries.lastInvalidation();
    long invalidated = 0;
    for (CacheKey key : unknown) {
      invalidated = Math.max(invalidated, entries.lastInvalidation(key, origin));
    }
    boolean alone = part.option(Aggregation.Alone.class) != null;
    return new VectorLookup(
        new VectorLookup.Texts(unknown, part.inputs(), model, alone),
        control,
        askedAt,
        invalidated,
        turn);
  }

  /** Says how it went, once, to those who observe the call. */
  private void tell(Batch batch, VectorLookup lookup, CallContext context) {
    boolean joined = SharedCalls.isJoined(context);
    Batch late = lookup.late();
    if (late != null) {
      hit(batch, late, context, joined ? CacheStatus.JOINED : CacheStatus.HIT);
      return;
    }
    context.recorder().count(joined ? CallFact.CACHE_COALESCED : CallFact.CACHE_MISS);
    CacheUse use = use(batch, null, joined ? lookup.target() : null);
    context.attribute(CallContext.CACHE_USE, use);
    if (batch.target() != null) {
      context.trail().note(LookupLink.NAME, batch.knownTexts() + " of " + batch.size() + " known");
      long saved = use.savedUsage().tokens(TokenKind.INPUT);
      context.recorder().record(CallFact.CACHE_SAVED_TOKENS, null, saved);
    }
  }

  private void hit(Batch batch, @Nullable Batch late, CallContext context, CacheStatus status) {
    Hits.note(use(batch, late, null), context, status);
    String past = status == CacheStatus.STALE ? ", of which some are past their time" : "";
    context.trail().note(LookupLink.NAME, "all " + batch.size() + " texts known" + past);
  }

  /**
   * What is to be said of a batch.
   *
   * @param late the others, where they were there after all; null where they were not
   * @param other who gave vectors that were asked for by somebody else
   */
  private CacheUse use(Batch batch, @Nullable Batch late, @Nullable String other) {
    long now = time.nanos();
    String target = batch.target();
    Duration age = target == null ? null : batch.age(now);
    long saved = batch.knownTokens();
    if (late != null) {
      target = late.target();
      Duration ageOfLate = late.age(now);
      age = age == null || ageOfLate.compareTo(age) > 0 ? ageOfLate : age;
      saved += late.knownTokens();
    }
    return new CacheUse(
        batch.key(0).hex(),
        age,
        target == null ? other : target,
        null,
        age == null ? Usage.ZERO : input(saved),
        age == null ? Cost.ZERO : Cost.UNKNOWN,
        null);
  }

  static Usage input(long tokens) {
    return Usage.builder().estimated(TokenKind.INPUT, tokens).build();
  }
}
