package io.llmgw.core.link;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.route.Target;
import io.llmgw.core.chain.RealChain;

/** Chooses where the call goes. */
public final class RouteLink implements Interceptor {
  private static final LinkSpec SPEC = LinkSpec.named("router").in(Slot.ROUTE);

  private final Models models;

  /** A router over these names. */
  public RouteLink(Models models) {
    this.models = models;
  }

  @Override
  public LinkSpec spec() {
    return SPEC;
  }

  @Override
  public EventStream intercept(Chain chain) {
    RealChain rest = (RealChain) chain;
    Target target = models.resolve(rest.request().model());
    return rest.proceed(rest.request(), null, rest.context().at(target));
  }
}
