package io.llmgw.core.chain;

import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.core.shape.AnswerShape;
import org.jspecify.annotations.Nullable;

/** A stream of a link's own making, which fails in its name when the events do not fit together. */
final class ShapedStream implements EventStream {
  private final EventStream inner;
  private final AnswerShape shape;
  private final Link link;
  private final Scope scope;

  ShapedStream(EventStream inner, AnswerShape shape, Link link, Scope scope) {
    this.inner = inner;
    this.shape = shape;
    this.link = link;
    this.scope = scope;
  }

  @Override
  public @Nullable LlmEvent next() {
    LlmEvent event = inner.next();
    String rule = event == null ? null : shape.brokenBy(event);
    if (rule != null) {
      throw Failures.breach(link, scope, rule);
    }
    return event;
  }

  @Override
  public void close() {
    inner.close();
  }
}
