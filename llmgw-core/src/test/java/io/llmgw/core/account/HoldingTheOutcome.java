package io.llmgw.core.account;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.test.Gate;

/** Keeps each attempt from being settled until the gate is open. */
record HoldingTheOutcome(Gate gate) implements Interceptor {
  @Override
  public LinkSpec spec() {
    return LinkSpec.named("holding-the-outcome").in(Slot.ATTEMPT);
  }

  @Override
  public EventStream intercept(Chain chain) {
    return chain.proceed(chain.request(), this::hold);
  }

  private void hold(Outcome outcome) {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
