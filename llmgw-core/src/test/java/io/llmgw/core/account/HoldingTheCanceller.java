package io.llmgw.core.account;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.test.Gate;
import java.util.Queue;

/**
 * Keeps whoever cancels a call at a gate, before the attempt of the call hears of it: each call at
 * the next of the gates, those that come when there is none left at none.
 */
record HoldingTheCanceller(Queue<Gate> gates) implements Interceptor {
  @Override
  public LinkSpec spec() {
    return LinkSpec.named("holding-the-canceller").in(Slot.CALL);
  }

  @Override
  public EventStream intercept(Chain chain) {
    EventStream stream = chain.proceed(chain.request());
    Gate gate = gates.poll();
    if (gate != null) {
      // Wake-ups run in the opposite order of their registration.
      chain.context().cancellation().onCancel(() -> hold(gate));
    }
    return stream;
  }

  private static void hold(Gate gate) {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
