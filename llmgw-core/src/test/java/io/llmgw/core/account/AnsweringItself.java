package io.llmgw.core.account;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import java.util.List;

/** A link that answers in place of the provider. */
record AnsweringItself(Completed end) implements Interceptor {
  @Override
  public LinkSpec spec() {
    return LinkSpec.named("stand-in").in(Slot.ATTEMPT);
  }

  @Override
  public EventStream intercept(Chain chain) {
    return EventStreams.of(List.of(Started.inProcess(), new TextDelta(0, "canned"), end));
  }
}
