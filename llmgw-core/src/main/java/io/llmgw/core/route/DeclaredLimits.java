package io.llmgw.core.route;

import io.llmgw.api.route.Alias;
import io.llmgw.api.route.Balanced;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.Ordered;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Sticky;
import io.llmgw.api.route.Target;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.route.Weighted;
import io.llmgw.api.route.When;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The limits of models, which are what a provider allows: they hold for every call of a client to
 * the model, whichever way it comes, though only one target declares them. Immutable.
 */
final class DeclaredLimits {
  private final Map<ModelRef, TargetLimits> limits = new HashMap<>();

  /**
   * Those of all targets in these routes.
   *
   * @throws IllegalArgumentException when two targets declare different ones for the same model
   */
  DeclaredLimits(Map<String, Route> aliases) {
    new TreeMap<>(aliases).forEach(this::collect);
  }

  private void collect(String alias, @Nullable Route route) {
    if (route == null || route instanceof Alias) {
      return;
    }
    if (route instanceof Target target) {
      declare(alias, target);
    } else if (route instanceof Ordered ordered) {
      ordered.routes().forEach(member -> collect(alias, member));
      collect(alias, ordered.onContextLength());
      collect(alias, ordered.onContentPolicy());
    } else if (route instanceof When fork) {
      collect(alias, fork.then());
      collect(alias, fork.otherwise());
    } else if (route instanceof Weighted weighted) {
      weighted.shares().forEach(share -> collect(alias, share.route()));
    } else if (route instanceof Balanced balanced) {
      balanced.routes().forEach(member -> collect(alias, member));
    } else {
      collect(alias, ((Sticky) route).route());
    }
  }

  private void declare(String alias, Target target) {
    TargetLimits own = target.limits();
    TargetLimits before = own == null ? null : limits.putIfAbsent(target.ref(), own);
    if (before != null && !before.equals(own)) {
      throw new IllegalArgumentException(
          "alias "
              + alias
              + ": "
              + target
              + " has "
              + own
              + " here and "
              + before
              + " elsewhere; the limits of a model hold for all calls to it, so say the same");
    }
  }

  /** The target with the limits of its model. */
  Target applied(Target target) {
    TargetLimits known = target.limits() == null ? limits.get(target.ref()) : null;
    return known == null ? target : target.limits(known);
  }

  boolean isEmpty() {
    return limits.isEmpty();
  }
}
