package io.llmgw.core.route;

import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.Sticky;
import io.llmgw.api.route.Target;
import io.llmgw.core.choice.Hash;
import java.util.Collection;
import java.util.Set;

/** A route inside which a key decides. */
record StickyNode(Sticky route, RouteNode inner) implements RouteNode {
  @Override
  public Cursor open(Plan plan, Within within) {
    String key = plan.key(route.by());
    return inner.open(plan, key == null ? within : within.sticky(Hash.of(key)));
  }

  @Override
  public void addTargets(Collection<? super Target> targets) {
    inner.addTargets(targets);
  }

  @Override
  public void addCertain(Set<ModelRef> models) {
    inner.addCertain(models);
  }
}
