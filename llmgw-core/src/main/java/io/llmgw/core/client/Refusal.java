package io.llmgw.core.client;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;

/** The last link of a call that is not made: behind it, there are those who observe it alone. */
record Refusal(LlmException why) implements Interceptor {
  private static final LinkSpec SPEC = LinkSpec.named("refusal").in(Slot.PROVIDER);

  @Override
  public LinkSpec spec() {
    return SPEC;
  }

  @Override
  public EventStream intercept(Chain chain) {
    throw why;
  }
}
