package io.llmgw.core.route;

import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.Target;
import io.llmgw.api.route.When;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One of two sides. */
record WhenNode(When route, RouteNode then, @Nullable RouteNode otherwise) implements RouteNode {
  private static final Cursor NOWHERE = () -> null;

  @Override
  public Cursor open(Plan plan, Within within) {
    if (plan.holds(route.condition())) {
      return then.open(plan, within);
    }
    if (otherwise == null) {
      plan.skip(route.toString(), "does not hold");
      return NOWHERE;
    }
    return otherwise.open(plan, within);
  }

  @Override
  public void addTargets(Collection<? super Target> targets) {
    then.addTargets(targets);
    if (otherwise != null) {
      otherwise.addTargets(targets);
    }
  }

  @Override
  public void addCertain(Set<ModelRef> models) {
    if (otherwise != null) {
      Set<ModelRef> both = new HashSet<>();
      Set<ModelRef> other = new HashSet<>();
      then.addCertain(both);
      otherwise.addCertain(other);
      both.retainAll(other);
      models.addAll(both);
    }
  }
}
