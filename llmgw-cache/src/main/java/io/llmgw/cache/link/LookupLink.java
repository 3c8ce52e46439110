package io.llmgw.cache.link;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.observe.CallFact;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.CacheUse;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.CacheControl.Use;
import io.llmgw.cache.Idempotency;
import io.llmgw.cache.entry.Answer;
import io.llmgw.cache.entry.Entries;
import io.llmgw.cache.entry.Origin;
import io.llmgw.cache.key.CacheKey;
import io.llmgw.cache.key.RequestKeys;
import io.llmgw.cache.key.UncomparableOptionException;
import io.llmgw.cache.link.Lookup.Late;
import io.llmgw.cache.link.Lookup.Name;
import io.llmgw.cache.link.NamedRounds.Place;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers calls from what is kept, and lets those that ask the same at the same time share one call
 * of them.
 */
public final class LookupLink implements Interceptor {
  static final String NAME = "responses";
  private static final LinkSpec SPEC = LinkSpec.named(NAME).in(Slot.CACHE);

  private final Entries entries;
  private final RequestKeys keys;
  private final Policy policy;
  private final TimeSource time;
  private final EmbeddingLookup embeddings;
  private final NamedRounds named = new NamedRounds();

  /** Looks into these. */
  public LookupLink(Entries entries, RequestKeys keys, Policy policy, TimeSource time) {
    this.entries = entries;
    this.keys = keys;
    this.policy = policy;
    this.time = time;
    this.embeddings = new EmbeddingLookup(entries, policy, time);
  }

  @Override
  public LinkSpec spec() {
    return SPEC;
  }

  @Override
  public EventStream intercept(Chain chain) {
    LlmRequest<?> request = chain.request();
    CacheControl control = policy.of(request, chain.context().nameOf(request));
    Idempotency once = request.option(Idempotency.class);
    boolean counts = request instanceof TokenCountRequest; // the name is that of the chat
    if (once != null && !counts) {
      return once(chain, request, control, once);
    }
    String obstacle = Policy.obstacle(request, control);
    if (obstacle == null && !keys.isKnown(chain.context().caller())) {
      obstacle = "is passed by: the caller names no user";
    }
    if (obstacle != null) {
      return passedBy(chain, request, obstacle);
    }
    return request instanceof EmbeddingRequest embedding
        ? vectors(chain, embedding, control)
        : whole(chain, request, control);
  }

  private static EventStream passedBy(Chain chain, LlmRequest<?> request, String obstacle) {
    chain.context().trail().note(NAME, "the cache " + obstacle);
    chain.context().recorder().count(CallFact.CACHE_BYPASS);
    return chain.proceed(request);
  }

  private EventStream vectors(Chain chain, EmbeddingRequest request, CacheControl control) {
    List<CacheKey> sought;
    try {
      sought = keys.of(request, chain.context(), Policy.namespace(control));
    } catch (UncomparableOptionException ofHost) {
      return passedBy(chain, request, "is passed by: " + ofHost.getMessage());
    }
    return embeddings.intercept(chain, request, control, sought);
  }

  private EventStream whole(Chain chain, LlmRequest<?> request, CacheControl control) {
    CallContext context = chain.context();
    String namespace = Policy.namespace(control);
    CacheKey key;
    try {
      key = keys.of(request, context, namespace);
    } catch (UncomparableOptionException ofHost) {
      return passedBy(chain, request, "is passed by: " + ofHost.getMessage());
    }
    Answer kept = kept(key, request, control);
    if (kept != null && Freshness.of(kept, control, time.nanos()).isFresh()) {
      return replayed(kept, key, context, CacheStatus.HIT);
    }
    Origin origin = Origin.of(request, context, namespace);
    Lookup lookup =
        new Lookup(key, control, entries.lastInvalidation(), entries.lastInvalidation(key, origin));
    EventStream asked;
    try {
      asked = asked(chain, request, lookup);
    } catch (LlmException error) {
      Answer now = PassingFailure.is(error) ? afterFailure(lookup, request) : null;
      if (now != null && !context.cancellation().isCancelled()) {
        context.trail().note(NAME, "the call failed with " + error.kind());
        boolean fresh = Freshness.of(now, control, time.nanos()).isFresh();
        return replayed(now, key, context, fresh ? CacheStatus.HIT : CacheStatus.STALE);
      }
      tell(context, null);
      throw error;
    }
    tell(context, lookup.late());
    return told(asked, lookup, context);
  }

  /**
   * What answers a call that has failed: what is kept by now, here or in the second level. Not what
   * was there before the call: it may have been invalidated, or replaced, since.
   */
  private @Nullable Answer afterFailure(Lookup lookup, LlmRequest<?> request) {
    Answer here = kept(lookup.sought(), request, lookup.control());
    Answer far = lookup.spare();
    if (here != null && mayStandIn(here, lookup)) {
      return here; // a fresh one too, for those who want that
    }
    return far != null && mayStandIn(far, lookup) && ValueFit.of(request, far.events())
        ? far
        : null;
  }

  private boolean mayStandIn(Answer answer, Lookup lookup) {
    return Freshness.of(answer, lookup.control(), time.nanos()).isStaleEnough();
  }

  private @Nullable Answer kept(CacheKey key, LlmRequest<?> request, CacheControl control) {
    return Policy.reads(control)
            && entries.get(key) instanceof Answer answer
            && ValueFit.of(request, answer.events())
        ? answer
        : null;
  }

  /** A call that has a name is made once, whatever else is said of the cache. */
  private EventStream once(
      Chain chain, LlmRequest<?> request, CacheControl control, Idempotency once) {
    CallContext context = chain.context();
    if (request instanceof EmbeddingRequest) {
      throw NamedCalls.unsupported("one for vectors");
    }
    NamedCalls.checkSingle(context);
    if (!keys.isKnown(context.caller())) {
      throw NamedCalls.unsupported("one of a caller who names no user, and users are apart here");
    }
    String namespace = Policy.namespace(control);
    CacheKey key = keys.ofNamed(once.name(), context, namespace);
    CacheKey asked = asked(request, context, namespace);
    CacheControl always = CacheControl.DEFAULT.use(Use.ON).namespace(namespace);
    Origin origin = Origin.of(request, context, namespace);
    Lookup lookup =
        Lookup.ofNamed(
            key, always, entries.lastInvalidation(), new Name(asked, origin, once.window()));
    long now = time.nanos();
    Place place = // before the look: who finds nothing has a place
        named.enter(
            lookup.terms(), it -> it instanceof Lookup answered && answered.isPast(entries, now));
    boolean takesPart = false;
    try {
      EventStream kept = named(lookup, context, asked);
      if (kept != null) {
        return kept; // and leaves: he reads nothing of what is under way
      }
      Lookup own = lookup.again(place.turn());
      EventStream answer = named(chain, request, own);
      takesPart = true;
      return new NamedStream(answer, place, own.answeredIn());
    } finally {
      if (!takesPart) {
        place.leave();
      }
    }
  }

  /** What is kept under a name; null for nothing. */
  private @Nullable EventStream named(Lookup lookup, CallContext context, CacheKey asked) {
    if (!(entries.get(lookup.sought()) instanceof Answer kept)
        || !Freshness.of(kept, lookup.control(), time.nanos()).isFresh()) {
      return null;
    }
    notGiven(lookup, context); // unless it is an answer to this
    try {
      NamedCalls.check(kept, asked);
    } catch (LlmException conflict) {
      tell(context, null);
      throw conflict;
    }
    return replayed(kept, lookup.sought(), context, CacheStatus.HIT);
  }

  private EventStream named(Chain chain, LlmRequest<?> request, Lookup lookup) {
    CallContext context = chain.context();
    try {
      return told(asked(chain, request, lookup), lookup, context);
    } finally {
      tell(context, lookup.late());
    }
  }

  private static void notGiven(Lookup lookup, CallContext context) {
    context.attribute(Given.KEY, lookup);
    context.attribute(CallContext.CACHE_USE, CacheUse.miss(lookup.sought().hex()));
    context.attribute(CallContext.CACHE_STATUS, CacheStatus.MISS);
  }

  /** Says in the end who gave the answer, where somebody else has asked for it. */
  private static EventStream told(EventStream answer, Lookup lookup, CallContext context) {
    return SharedCalls.isJoined(context) && lookup.late() == null
        ? new JoinedStream(answer, lookup, context)
        : answer;
  }

  private CacheKey asked(LlmRequest<?> request, CallContext context, String namespace) {
    try {
      return keys.ofAsked(request, SaidLink.of(context), context, namespace);
    } catch (UncomparableOptionException ofHost) {
      throw NamedCalls.unsupported("one with an option whose hashCode or equals throws");
    }
  }

  /** Alone or together with others. */
  private EventStream asked(Chain chain, LlmRequest<?> request, Lookup lookup) {
    CallContext context = chain.context();
    notGiven(lookup, context);
    if (lookup.named() == null && policy.isAlone(context, lookup.control())) {
      return chain.proceed(request.with(lookup));
    }
    return SharedCalls.ask(chain, request, lookup);
  }

  /** Says how it went, once, to those who observe the call. */
  private void tell(CallContext context, @Nullable Late late) {
    boolean joined = SharedCalls.isJoined(context);
    if (late != null) {
      Hits.note(late, context, joined ? CacheStatus.JOINED : CacheStatus.HIT, age(late.answer()));
    } else {
      context.recorder().count(joined ? CallFact.CACHE_COALESCED : CallFact.CACHE_MISS);
    }
  }

  private EventStream replayed(
      Answer answer, CacheKey key, CallContext context, CacheStatus status) {
    Late given = new Late(answer, key, null);
    context.attribute(Given.KEY, given);
    Hits.note(given, context, status, age(answer));
    return EventStreams.of(answer.events());
  }

  private Duration age(Answer answer) {
    return answer.age(time.nanos());
  }
}
