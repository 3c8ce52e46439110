package io.llmgw.cache.link;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.usage.CacheUse;
import io.llmgw.api.usage.Served;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a call of somebody else: whose it is, and what it cost there, is said in the end.
 */
final class JoinedStream implements EventStream {
  private final EventStream answer;
  private final Lookup lookup;
  private final CallContext context;

  JoinedStream(EventStream answer, Lookup lookup, CallContext context) {
    this.answer = answer;
    this.lookup = lookup;
    this.context = context;
  }

  @Override
  public @Nullable LlmEvent next() {
    LlmEvent event = answer.next();
    Served served = event instanceof Completed ? lookup.served() : null;
    if (served != null) {
      Hits.saved(use(served), context);
    }
    return event;
  }

  private CacheUse use(Served served) {
    return new CacheUse(
        lookup.sought().hex(), null, served.target(), null, served.usage(), served.cost(), null);
  }

  @Override
  public void close() {
    answer.close();
  }
}
