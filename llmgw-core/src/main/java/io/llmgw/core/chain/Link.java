package io.llmgw.core.chain;

import io.llmgw.api.chain.FailurePolicy;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;

/** An interceptor at its place, with what it declared read once. */
public final class Link {
  private final Interceptor interceptor;
  private final LinkSpec spec;
  private final boolean textFixed;
  private final boolean failsOpen;

  /** A link as it declares itself. */
  public Link(Interceptor interceptor) {
    this.interceptor = interceptor;
    this.spec = interceptor.spec();
    this.textFixed = spec.slot().isTextFixed() && !spec.rewritesText();
    this.failsOpen = spec.failurePolicy() == FailurePolicy.OPEN;
  }

  Interceptor interceptor() {
    return interceptor;
  }

  /** What it declared. */
  public LinkSpec spec() {
    return spec;
  }

  boolean isTextFixed() {
    return textFixed;
  }

  boolean failsOpen() {
    return failsOpen;
  }

  boolean isProvider() {
    return spec.slot() == Slot.PROVIDER;
  }

  boolean isInsideRedact() {
    return spec.slot().compareTo(Slot.REDACT) > 0;
  }

  /** Who to blame. */
  String offender() {
    return interceptor.getClass().getName();
  }
}
