package io.llmgw.observability.content;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;

/** Takes the content of calls on their way; fails open. Thread-safe. */
final class ContentLink implements Interceptor {
  private final LinkSpec spec;
  private final ContentCapture capture;

  ContentLink(String name, ContentCapture capture) {
    this.spec = LinkSpec.named(name).in(Slot.RECORD).failingOpen();
    this.capture = capture;
  }

  @Override
  public LinkSpec spec() {
    return spec;
  }

  @Override
  public EventStream intercept(Chain chain) {
    CallContent content = capture.of(chain.context().callId());
    return content == null
        ? chain.proceed(chain.request())
        : chain.proceed(chain.request(), content.begin(chain.request().content()));
  }
}
