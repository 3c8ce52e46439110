package io.llmgw.cache.link;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.time.TimeSource;
import io.llmgw.cache.entry.Answer;
import io.llmgw.cache.entry.Entries;
import io.llmgw.cache.store.SecondLevel;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a call gets. It stands behind the link that looks and shares, so in a flight there is
 * one of it: what was kept between that look and the take-off is found here, and nothing is asked
 * for twice. The second level is asked here, once for all that share.
 */
public final class FillLink implements Interceptor {
  private static final LinkSpec SPEC = LinkSpec.named("fill").in(Slot.CACHE).at(1);

  private final Entries entries;
  private final @Nullable SecondLevel secondLevel;
  private final Policy policy;
  private final TimeSource time;

  /** Fills these, and the second level; null where there is none. */
  public FillLink(
      Entries entries, @Nullable SecondLevel secondLevel, Policy policy, TimeSource time) {
    this.secondLevel = secondLevel;
    this.entries = entries;
    this.policy = policy;
    this.time = time;
  }

  @Override
  public LinkSpec spec() {
    return SPEC;
  }

  @Override
  public EventStream intercept(Chain chain) {
    Lookup lookup = chain.request().option(Lookup.class);
    if (lookup == null || !(chain.request() instanceof ChatRequest request)) {
      return chain.proceed(chain.request());
    }
    Answer kept = Policy.reads(lookup.control()) ? kept(lookup, chain.context()) : null;
    if (kept != null) {
      lookup.found(kept);
      return EventStreams.of(kept.events());
    }
    return Policy.writes(lookup.control())
        ? chain.proceed(
            request,
            new AnswerTap(request, chain.context(), lookup, entries, secondLevel, policy, time))
        : chain.proceed(request);
  }

  /** What is there by now: here, or in the second level, which then is here as well. */
  private @Nullable Answer kept(Lookup lookup, CallContext context) {
    if (entries.get(lookup.sought()) instanceof Answer near
        && Freshness.of(near, lookup.control(), time.nanos()).isFresh()) {
      if (lookup.named() != null) {
        NamedCalls.check(near, lookup.named());
      }
      return near;
    }
    Answer far = secondLevel == null ? null : secondLevel.get(lookup.sought(), context);
    if (far == null || !Freshness.of(far, lookup.control(), time.nanos()).isFresh()) {
      return null;
    }
    entries.put(lookup.sought(), far, lookup.epoch());
    return far;
  }
}
