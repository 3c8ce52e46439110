package io.llmgw.core.chain;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import java.util.function.UnaryOperator;

/** A link whose body a test writes on the spot. */
record TestLink(LinkSpec spec, Body body) implements Interceptor {
  /** What a link does with a call. */
  @FunctionalInterface
  interface Body {
    EventStream intercept(Interceptor.Chain chain);
  }

  /** A link in this slot. */
  static TestLink in(Slot slot, Body body) {
    return named("link-" + slot, slot, body);
  }

  static TestLink named(String name, Slot slot, Body body) {
    return new TestLink(LinkSpec.named(name).in(slot), body);
  }

  /** A link that passes everything on. */
  static TestLink passing(Slot slot) {
    return in(slot, chain -> chain.proceed(chain.request()));
  }

  TestLink failingOpen() {
    return new TestLink(spec.failingOpen(), body);
  }

  TestLink at(int order) {
    return new TestLink(spec.at(order), body);
  }

  @Override
  public EventStream intercept(Chain chain) {
    return body.intercept(chain);
  }

  /** A stream around another one that shows each event to the test before it passes it on. */
  static EventStream wrapped(EventStream inner, UnaryOperator<LlmEvent> onEvent) {
    return new EventStream() {
      @Override
      public LlmEvent next() {
        return onEvent.apply(inner.next());
      }

      @Override
      public void close() {
        inner.close();
      }
    };
  }

  /** Throws whatever it is, declared or not. */
  static RuntimeException sneaky(Throwable thrown) {
    TestLink.<RuntimeException>rethrow(thrown);
    throw new AssertionError("not reached");
  }

  @SuppressWarnings("unchecked") // the cast is erased
  private static <T extends Throwable> void rethrow(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
