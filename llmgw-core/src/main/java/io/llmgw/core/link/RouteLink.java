package io.llmgw.core.link;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.route.Target;
import io.llmgw.core.account.Accounting;
import io.llmgw.core.chain.RealChain;

/** Chooses where the call goes, and holds the request to what is known of that target. */
public final class RouteLink implements Interceptor {
  private static final LinkSpec SPEC = LinkSpec.named("router").in(Slot.ROUTE);

  private final Models models;
  private final Requirements requirements;

  /** A router over these names. */
  public RouteLink(Models models, Accounting accounting) {
    this.models = models;
    this.requirements = new Requirements(accounting);
  }

  @Override
  public LinkSpec spec() {
    return SPEC;
  }

  @Override
  public EventStream intercept(Chain chain) {
    RealChain rest = (RealChain) chain;
    Target target = models.resolve(rest.request().model());
    requirements.check(rest.request(), target, models.provider(target), rest.context().trail());
    return rest.proceed(rest.request(), null, rest.context().at(target));
  }
}
