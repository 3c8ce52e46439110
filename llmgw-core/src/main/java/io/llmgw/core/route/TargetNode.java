package io.llmgw.core.route;

import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.Target;
import java.util.Collection;
import java.util.Set;

/** One target. */
record TargetNode(Target route) implements RouteNode {
  @Override
  public Cursor open(Plan plan, Within within) {
    Candidate[] only = {new Candidate(route, within)};
    return () -> {
      Candidate candidate = only[0];
      only[0] = null;
      return candidate != null && plan.takes(candidate) ? candidate : null;
    };
  }

  @Override
  public void addTargets(Collection<? super Target> targets) {
    targets.add(route);
  }

  @Override
  public void addCertain(Set<ModelRef> models) {
    models.add(route.ref());
  }
}
