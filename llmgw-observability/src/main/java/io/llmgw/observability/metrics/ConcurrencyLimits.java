package io.llmgw.observability.metrics;

import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.route.TargetLimits.Scope;
import io.llmgw.observability.genai.GenAi;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many attempts at once are declared for targets, as their last attempts met it: a client that
 * is configured anew tells no other moment. For one thread; looked at from any.
 */
final class ConcurrencyLimits {
  private static final double NONE = Double.POSITIVE_INFINITY;

  private final Meters meters;
  private final Series all;
  private final Map<String, Limit> perTarget = new HashMap<>();
  private final Map<String, Limit> perKey = new HashMap<>();

  ConcurrencyLimits(Meters meters, Series all) {
    this.meters = meters;
    this.all = all;
  }

  /** What a gauge shows. */
  private static final class Limit {
    private volatile double most;

    Limit(double most) {
      this.most = most;
    }
  }

  /** An attempt at this target was made within these limits; null for none. */
  void see(String target, @Nullable TargetLimits limits) {
    set(perTarget, target, Scope.TARGET, limits);
    set(perKey, target, Scope.KEY, limits);
  }

  private void set(
      Map<String, Limit> shown, String target, Scope scope, @Nullable TargetLimits limits) {
    double most = limits == null || limits.scope() != scope ? NONE : most(limits.concurrency());
    Limit known = shown.get(target);
    if (known != null) {
      known.most = most;
    } else if (most != NONE) {
      show(shown, target, scope, most);
    }
  }

  private static double most(@Nullable Integer declared) {
    return declared == null ? NONE : declared;
  }

  private void show(Map<String, Limit> shown, String target, Scope scope, double most) {
    Series ofTarget = all.with(Label.TARGET, target);
    if (KeptNames.OTHER.equals(ofTarget.value(Label.TARGET))) {
      return; // several targets have no limit together
    }
    Limit added = new Limit(most);
    Series ofScope = ofTarget.with(Label.SCOPE, GenAi.lower(scope));
    meters.gauge(Metric.CONCURRENCY_LIMIT, ofScope, () -> added.most);
    shown.put(target, added);
  }
}
