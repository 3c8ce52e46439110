package io.llmgw.core.route;

import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.Ordered;
import io.llmgw.api.route.Target;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One member after the other. */
record OrderedNode(
    Ordered route,
    List<RouteNode> members,
    @Nullable RouteNode onContextLength,
    @Nullable RouteNode onContentPolicy)
    implements RouteNode {
  @Override
  public Cursor open(Plan plan, Within within) {
    boolean plain = onContextLength == null && onContentPolicy == null;
    Within inside =
        plain
            ? within
            : within.exits(new Within.Exits(onContextLength, onContentPolicy, within.exits()));
    return new Position(plan, inside);
  }

  private final class Position implements Cursor {
    private final Plan plan;
    private final Within inside;
    private @Nullable Cursor current;
    private int opened;

    Position(Plan plan, Within inside) {
      this.plan = plan;
      this.inside = inside;
    }

    @Override
    public @Nullable Candidate next() {
      while (true) {
        Candidate candidate = current == null ? null : current.next();
        if (candidate != null || opened == members.size()) {
          return candidate;
        }
        current = members.get(opened++).open(plan, inside);
      }
    }
  }

  @Override
  public void addTargets(Collection<? super Target> targets) {
    members.forEach(member -> member.addTargets(targets));
    if (onContextLength != null) {
      onContextLength.addTargets(targets);
    }
    if (onContentPolicy != null) {
      onContentPolicy.addTargets(targets);
    }
  }

  @Override
  public void addCertain(Set<ModelRef> models) {
    members.forEach(member -> member.addCertain(models));
  }
}
