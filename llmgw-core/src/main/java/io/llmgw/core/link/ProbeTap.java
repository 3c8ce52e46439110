package io.llmgw.core.link;

import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.core.breaker.TargetBreaker;

/** The tap of a probe, at whose end another one may go unless the breaker knows better by then. */
record ProbeTap(Tap tap, TargetBreaker breaker, long permit) implements Tap {
  @Override
  public void onEvent(LlmEvent event) {
    tap.onEvent(event);
  }

  @Override
  public void onOutcome(Outcome outcome) {
    breaker.released(permit);
    tap.onOutcome(outcome);
  }
}
