package io.llmgw.core.route;

import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Target;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A route of a client, with its aliases found and its members checked. Shared by all calls. */
public sealed interface RouteNode
    permits TargetNode, OrderedNode, WhenNode, ChoiceNode, StickyNode {
  /** The route as it was written. */
  Route route();

  /** Where a call stands in it. Nothing is chosen before it is asked. */
  Cursor open(Plan plan, Within within);

  /** Adds all targets that it may give. */
  void addTargets(Collection<? super Target> targets);

  /** Adds those that it surely gives to a call that fails at each of them. */
  void addCertain(Set<ModelRef> models);

  /** The targets of one call, one after the other. For one thread at a time. */
  interface Cursor {
    /** The next one that may take the call; null when there is none left. */
    @Nullable Candidate next();
  }
}
