package io.llmgw.cache.link;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.CacheControl.Use;
import io.llmgw.cache.key.CacheKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * By which calls share one: equal for those that ask the same and would take the same of what is
 * kept. Of the calls that share, the one that begins decides what becomes of the answer: whether it
 * is kept, and for how long. Who asks after something was invalidated does not get what was asked
 * for before.
 */
final class FlightKey {
  private final Terms terms;
  private final Lookup lookup;

  private FlightKey(Terms terms, Lookup lookup) {
    this.terms = terms;
    this.lookup = lookup;
  }

  private record Terms(
      CacheKey key,
      @Nullable Use use,
      @Nullable CacheKey named,
      long invalidated,
      @Nullable Duration maxAge,
      @Nullable Double similarity,
      boolean exact,
      boolean standIns,
      boolean toolCalls,
      @Nullable Round round) {}

  static FlightKey of(Lookup lookup) {
    CacheControl control = lookup.control();
    return new FlightKey(
        new Terms(
            lookup.sought(),
            control.use(),
            lookup.named(),
            lookup.invalidated(),
            control.maxAge(),
            control.similarity(),
            Policy.isTrue(control.exact()),
            Policy.isTrue(control.standIns()),
            Policy.isTrue(control.toolCalls()),
            lookup.round()),
        lookup);
  }

  /** The look of whoever has begun the flight that a call took part in by this key. */
  Lookup begun(CallContext context) {
    return context.attribute(CallContext.CACHE_STATUS) == CacheStatus.JOINED
            && context.attribute(CallContext.JOINED_FLIGHT) instanceof FlightKey other
            && other.equals(this)
        ? other.lookup
        : lookup;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FlightKey that && terms.equals(that.terms);
  }

  @Override
  public int hashCode() {
    return terms.hashCode();
  }

  @Override
  public String toString() {
    return "FlightKey[" + terms.key() + "]";
  }
}
