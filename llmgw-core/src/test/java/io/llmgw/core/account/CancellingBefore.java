package io.llmgw.core.account;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;

/** Cancels each attempt right before its provider is asked. */
record CancellingBefore(CancelHandle handle) implements Interceptor {
  @Override
  public LinkSpec spec() {
    return LinkSpec.named("cancelling").in(Slot.ATTEMPT);
  }

  @Override
  public EventStream intercept(Chain chain) {
    handle.cancel();
    return chain.proceed(chain.request());
  }
}
