package io.llmgw.core.client;

import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.LlmResponse;
import io.llmgw.core.chain.CallFacts;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.run.OpenAnswer;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call that a link makes on behalf of another call: it ends with that one and is noted in its
 * trail.
 */
record InternalCall(Scope parent, CallFacts facts) {
  /** Its clocks: half of what is left to its parent, or less. */
  static Timeouts clocks(Timeouts own, @Nullable Duration remaining) {
    if (remaining == null) {
      return own;
    }
    Duration half = remaining.dividedBy(2).plusNanos(1);
    Duration total = own.total();
    return Timeouts.total(total == null || half.compareTo(total) < 0 ? half : total).or(own);
  }

  /** Makes it and waits for its answer. */
  <R extends LlmResponse> R make(Function<RealCancellation, OpenAnswer<R>> opener) {
    String purpose = facts.purpose().name();
    RealCancellation token = parent.cancellation().dependent();
    try {
      parent.trail().note(purpose, "internal call " + facts.callId());
      R answer = opener.apply(token).collect();
      parent.trail().note(purpose, answer.served().target() + " answered " + facts.callId());
      return answer;
    } catch (CallCancelledException end) {
      // The end of the client, for one, may reach the child before the parent.
      if (!parent.cancellation().isCancelled()) {
        parent.call().cancellation().cancel(end.reason());
      }
      throw end;
    } finally {
      token.close();
    }
  }
}
