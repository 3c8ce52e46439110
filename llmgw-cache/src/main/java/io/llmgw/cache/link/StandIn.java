package io.llmgw.cache.link;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.Served;
import java.util.List;

/** Tells answers of the first choice of a route from those of others. */
final class StandIn {
  private StandIn() {}

  /** Whether the first choice failed, was passed over for the time being, or lost to a hedge. */
  static boolean answered(CallContext context, Served served) {
    if (Boolean.TRUE.equals(context.attribute(CallContext.STAND_IN))) {
      return true;
    }
    List<AttemptRecord> attempts = served.attempts();
    for (AttemptRecord attempt : attempts) {
      if (!attempt.hedge()) { // a hedge may be the first to begin
        return !attempt.target().equals(served.target());
      }
    }
    return !attempts.isEmpty();
  }
}
