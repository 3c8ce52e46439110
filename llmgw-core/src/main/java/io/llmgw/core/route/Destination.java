package io.llmgw.core.route;

import io.llmgw.api.route.Balanced;
import io.llmgw.core.filter.CallRouteFacts;
import io.llmgw.core.filter.Eligibility;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one call may go by its route, in words: the sides that its conditions lead to, without the
 * targets that filters of the host forbid it. Two calls of the same words may be answered by the
 * same models, for the same reasons. Nothing is chosen, and no state of a target matters.
 */
final class Destination {
  private final CallRouteFacts facts;
  private final Eligibility eligibility;
  private final StringBuilder words = new StringBuilder(64);

  private Destination(CallRouteFacts facts, Eligibility eligibility) {
    this.facts = facts;
    this.eligibility = eligibility;
  }

  static String of(RouteNode route, CallRouteFacts facts, Eligibility eligibility) {
    Destination destination = new Destination(facts, eligibility);
    destination.add(route);
    if (!eligibility.ofClient().isNone()) {
      destination.words.append(" for ").append(eligibility.ofClient());
    }
    return destination.words.toString();
  }

  private void add(RouteNode node) {
    if (node instanceof TargetNode target) {
      words.append(eligibility.isAllowed(target.route(), facts) ? target.route().ref() : "-");
    } else if (node instanceof OrderedNode ordered) {
      add("ordered", ordered.members());
      addExit(" on context length ", ordered.onContextLength());
      addExit(" on content policy ", ordered.onContentPolicy());
    } else if (node instanceof WhenNode when) {
      addSide(when);
    } else if (node instanceof StickyNode sticky) {
      // Who is kept at one target is not to be answered by another one.
      String key = Plan.key(sticky.route().by(), facts);
      words.append("sticky ").append(key == null ? "" : key.length() + ":" + key).append(' ');
      add(sticky.inner());
    } else {
      ChoiceNode choice = (ChoiceNode) node;
      String manner =
          choice.route() instanceof Balanced balanced ? balanced.strategy().toString() : "weighted";
      words.append(manner).append('(');
      for (ChoiceNode.Member member : choice.members()) {
        words.append(member.weight()).append(' ');
        add(member.node());
        words.append(", ");
      }
      words.append(')');
    }
  }

  private void add(String manner, List<RouteNode> members) {
    words.append(manner).append('(');
    for (RouteNode member : members) {
      add(member);
      words.append(", ");
    }
    words.append(')');
  }

  private void addExit(String manner, @Nullable RouteNode exit) {
    if (exit != null) {
      words.append(manner);
      add(exit);
    }
  }

  private void addSide(WhenNode when) {
    RouteNode side = Plan.holds(when.route().condition(), facts) ? when.then() : when.otherwise();
    if (side == null) {
      words.append('-');
    } else {
      add(side);
    }
  }
}
