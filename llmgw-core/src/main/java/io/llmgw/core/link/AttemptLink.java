package io.llmgw.core.link;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.route.Target;
import io.llmgw.core.chain.Committed;
import io.llmgw.core.chain.RealAttempt;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.chain.RealChain;
import io.llmgw.core.chain.Scope;
import java.util.Objects;

/**
 * Makes the attempt at the chosen target: picks the key, opens the account, sets the attempt's
 * clocks and waits for the commit.
 */
public final class AttemptLink implements Interceptor {
  private static final LinkSpec SPEC = LinkSpec.named("attempt").in(Slot.RETRY);

  private final Models models;

  /** Attempts at the targets of these names. */
  public AttemptLink(Models models) {
    this.models = models;
  }

  @Override
  public LinkSpec spec() {
    return SPEC;
  }

  @Override
  public EventStream intercept(Chain chain) {
    RealChain rest = (RealChain) chain;
    Scope scope = rest.context();
    Target target = Objects.requireNonNull(scope.target(), "target");
    ApiKey key = models.keyFor(target, scope.caller());
    RealAttempt attempt = scope.call().startAttempt(target, key);
    RealCancellation token = scope.cancellation().part();
    AttemptTap tap = new AttemptTap(attempt, token, scope.call().timeouts(), scope.time());
    return Committed.of(rest.proceed(rest.request(), tap, scope.trying(attempt, token)));
  }
}
