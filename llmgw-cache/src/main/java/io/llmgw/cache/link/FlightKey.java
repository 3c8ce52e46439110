package io.llmgw.cache.link;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Timeouts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * By which calls share one: equal for those that ask the same, in the same turn, by the same
 * clocks, and would take the same of what is kept. The clocks are those of the one request that is
 * made: by those of somebody else a call would wait too long, or fail too soon. Of the calls that
 * share, the one that begins decides what becomes of the answer: whether it is kept, and for how
 * long. Who asks after something was invalidated does not get what was asked for before.
 */
final class FlightKey {
  /** The clock that does not count, as each call has its own, made the same for all. */
  private static final Timeouts ANY_TOTAL = Timeouts.total(Duration.ofDays(1));

  private final Terms terms;
  private final Sought sought;

  private FlightKey(Terms terms, Sought sought) {
    this.terms = terms;
    this.sought = sought;
  }

  private record Terms(Object asked, @Nullable Timeouts clocks, @Nullable Round round) {}

  static FlightKey of(Sought sought, LlmRequest<?> request) {
    Timeouts clocks = sought.isMadeOnce() ? null : clocks(request);
    return new FlightKey(new Terms(sought.terms(), clocks, sought.turn().round()), sought);
  }

  private static Timeouts clocks(LlmRequest<?> request) {
    Timeouts own = request.option(Timeouts.class);
    return own == null ? ANY_TOTAL : ANY_TOTAL.or(own);
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
