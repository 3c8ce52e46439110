package io.llmgw.core.account;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.test.Gate;

/** Waits right before the provider is asked, as for a permit, until the gate opens or a cancel. */
public record WaitingBefore(Gate gate) implements Interceptor {
  @Override
  public LinkSpec spec() {
    return LinkSpec.named("waiting").in(Slot.ATTEMPT);
  }

  @Override
  public EventStream intercept(Chain chain) {
    try {
      chain
          .context()
          .cancellation()
          .interruptible(
              () -> {
                gate.pass();
                return true;
              });
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the gate throws nothing else", e);
    }
    return chain.proceed(chain.request());
  }
}
