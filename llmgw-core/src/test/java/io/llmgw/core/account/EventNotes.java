package io.llmgw.core.account;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import java.util.List;

/** Notes each event that comes out of the attempts of a call, by its class. */
record EventNotes(List<String> notes) implements Interceptor {
  @Override
  public LinkSpec spec() {
    return LinkSpec.named("event-notes").in(Slot.ATTEMPT);
  }

  @Override
  public EventStream intercept(Chain chain) {
    Tap tap =
        new Tap() {
          @Override
          public void onEvent(LlmEvent event) {
            notes.add(event.getClass().getSimpleName());
          }

          @Override
          public void onOutcome(Outcome outcome) {
            notes.add(
                outcome instanceof Outcome.Cancelled cancelled
                    ? "cancelled by " + cancelled.reason()
                    : outcome.getClass().getSimpleName());
          }
        };
    return chain.proceed(chain.request(), tap);
  }
}
