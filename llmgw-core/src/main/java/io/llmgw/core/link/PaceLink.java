package io.llmgw.core.link;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.core.chain.RealAttempt;
import io.llmgw.core.chain.RealChain;
import io.llmgw.core.pace.Grant;
import java.util.Objects;

/**
 * Counts an attempt that comes here against the limits of its target, and gives its grant back at
 * the outcome. The grant itself has been taken before the attempt began, by {@link RetryLink},
 * which chooses the key: so what waits for a grant is no attempt yet, and no clock of one runs.
 */
public final class PaceLink implements Interceptor {
  private static final LinkSpec SPEC = LinkSpec.named("pace").in(Slot.PACE);

  @Override
  public LinkSpec spec() {
    return SPEC;
  }

  @Override
  public EventStream intercept(Chain chain) {
    RealChain rest = (RealChain) chain;
    RealAttempt attempt = Objects.requireNonNull(rest.context().attempt(), "attempt");
    Grant grant = attempt.grant();
    if (grant == null) {
      return rest.proceed(rest.request());
    }
    grant.begin();
    return rest.proceed(rest.request(), grant);
  }
}
