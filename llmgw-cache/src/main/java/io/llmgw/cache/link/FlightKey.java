package io.llmgw.cache.link;

import io.llmgw.api.chain.CallContext;
import org.jspecify.annotations.Nullable;

/**
 * By which calls share one: equal for those that ask the same, in the same turn, and would take the
 * same of what is kept. Of the calls that share, the one that begins decides what becomes of the
 * answer: whether it is kept, and for how long. Who asks after something was invalidated does not
 * get what was asked for before.
 */
final class FlightKey {
  private final Terms terms;
  private final Sought sought;

  private FlightKey(Terms terms, Sought sought) {
    this.terms = terms;
    this.sought = sought;
  }

  private record Terms(Object asked, @Nullable Round round) {}

  static FlightKey of(Sought sought) {
    return new FlightKey(new Terms(sought.terms(), sought.turn().round()), sought);
  }

  /** What is sought by whoever has begun the flight that a call took part in by this key. */
  Sought begun(CallContext context) {
    return SharedCalls.isJoined(context)
            && context.attribute(CallContext.JOINED_FLIGHT) instanceof FlightKey other
            && other.equals(this)
        ? other.sought
        : sought;
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
    return "FlightKey[" + Integer.toHexString(hashCode()) + "]";
  }
}
