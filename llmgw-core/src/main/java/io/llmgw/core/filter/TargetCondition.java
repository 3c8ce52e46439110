package io.llmgw.core.filter;

import io.llmgw.api.Caller;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.route.Target;
import io.llmgw.core.account.TokenNeeds;
import io.llmgw.core.chain.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to targets that keeps them from taking calls: an open breaker, a cool-down, no
 * key or quota left, no room within its limits. Only looks, takes no permit. Thread-safe; asked for
 * each target of each call.
 */
@FunctionalInterface
public interface TargetCondition {
  /**
   * Why this target takes no call of this caller; null when it does.
   *
   * @param scope of the call, whose end is the end of a look at keys; null where it is explained
   * @param needs what the request that it would be sent needs
   * @throws LlmException of the end of the call
   */
  @Nullable Unavailable unavailable(
      Target target, Caller caller, @Nullable Scope scope, TokenNeeds needs);
}
