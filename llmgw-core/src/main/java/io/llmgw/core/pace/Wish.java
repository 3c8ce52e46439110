package io.llmgw.core.pace;

import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.route.TargetLimits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt needs a grant for.
 *
 * @param limits of the target
 * @param keys any of which it may use, the best first; empty where none is needed
 * @param tokens that it may use, in and out
 * @param call that makes it
 * @param parentCall the call that this one is a part of, under whose grant it may go; null for none
 */
public record Wish(
    TargetLimits limits, List<ApiKey> keys, long tokens, String call, @Nullable String parentCall) {
  boolean isPerKey() {
    return limits.scope() == TargetLimits.Scope.KEY && !keys.isEmpty();
  }

  /** In how many lanes it may go: one for each key; one alone where they do not matter. */
  int lanes() {
    return isPerKey() ? keys.size() : 1;
  }
}
