package io.llmgw.cache.link;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.Served;
import java.util.List;

/**
 * Tells answers of the first choice of a route from those of others. A call may make several
 * requests, such as for the rest of a batch and then for all of it: who was asked for the ones
 * before says nothing of this one.
 */
final class StandIn {
  private final CallContext context;
  private final int attemptsBefore;

  private StandIn(CallContext context, int attemptsBefore) {
    this.context = context;
    this.attemptsBefore = attemptsBefore;
  }

  /** For the request that the call makes next; what the router has noted of others is no more. */
  static StandIn inNext(CallContext context) {
    if (isNoted(context)) {
      context.attribute(CallContext.STAND_IN, false);
    }
    return new StandIn(context, context.served().attempts().size());
  }

  private static boolean isNoted(CallContext context) {
    return Boolean.TRUE.equals(context.attribute(CallContext.STAND_IN));
  }

  /** Whether the first choice failed, was passed over for the time being, or lost to a hedge. */
  boolean answered(Served served) {
    if (isNoted(context)) {
      return true;
    }
    List<AttemptRecord> all = served.attempts();
    List<AttemptRecord> attempts = all.subList(attemptsBefore, all.size());
    for (AttemptRecord attempt : attempts) {
      if (!attempt.hedge()) { // a hedge may be the first to begin
        return !attempt.target().equals(served.target());
      }
    }
    return !attempts.isEmpty();
  }
}
