package io.llmgw.core.account;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import java.util.ArrayList;
import java.util.List;

/** A link around the provider that gives nothing out before the answer is whole. */
final class HoldingAll implements Interceptor {
  @Override
  public LinkSpec spec() {
    return LinkSpec.named("holding").in(Slot.ATTEMPT);
  }

  @Override
  public EventStream intercept(Chain chain) {
    EventStream stream = chain.proceed(chain.request());
    List<LlmEvent> all = new ArrayList<>();
    LlmEvent event;
    do {
      event = stream.next();
      all.add(event);
    } while (!(event instanceof Completed));
    return EventStreams.of(all);
  }
}
