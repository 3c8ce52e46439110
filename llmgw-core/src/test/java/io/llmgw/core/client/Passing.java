package io.llmgw.core.client;

import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;

/** A stream that hands each event through a method. */
abstract class Passing implements EventStream {
  private final EventStream inner;

  Passing(EventStream inner) {
    this.inner = inner;
  }

  abstract LlmEvent passed(LlmEvent event);

  @Override
  public LlmEvent next() {
    LlmEvent event = inner.next();
    return event == null ? null : passed(event);
  }

  @Override
  public void close() {
    inner.close();
  }
}
