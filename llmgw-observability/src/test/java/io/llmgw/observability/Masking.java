package io.llmgw.observability;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.request.LlmRequest;
import org.jspecify.annotations.Nullable;

/** Replaces one word on its way to the model, and restores it in the answer. */
record Masking(String word, String mask) implements Interceptor {
  @Override
  public LinkSpec spec() {
    return LinkSpec.named("masking").in(Slot.REDACT);
  }

  @Override
  public EventStream intercept(Chain chain) {
    LlmRequest<?> asked = chain.request();
    EventStream inner =
        chain.proceed(
            asked.withContent(
                asked.content().mapText((path, kind, text) -> text.replace(word, mask))));
    return new EventStream() {
      @Override
      public @Nullable LlmEvent next() {
        LlmEvent event = inner.next();
        if (event instanceof TextDelta delta) {
          return new TextDelta(delta.index(), delta.text().replace(mask, word));
        }
        if (event instanceof ToolArgumentsDelta delta) {
          return new ToolArgumentsDelta(delta.index(), delta.json().replace(mask, word));
        }
        return event;
      }

      @Override
      public void close() {
        inner.close();
      }
    };
  }
}
