package io.llmgw.core.account;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import java.util.List;

/** Writes down how each call ended, and with which usage. */
record OutcomeNotes(List<String> heard) implements Interceptor {
  @Override
  public LinkSpec spec() {
    return LinkSpec.named("notes").in(Slot.CALL);
  }

  @Override
  public EventStream intercept(Chain chain) {
    return chain.proceed(
        chain.request(),
        outcome -> heard.add(outcome.getClass().getSimpleName() + " " + outcome.usage()));
  }
}
