package io.llmgw.core.route;

import io.llmgw.api.condition.Condition;
import io.llmgw.api.route.Alias;
import io.llmgw.api.route.Balanced;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.Ordered;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Sticky;
import io.llmgw.api.route.Target;
import io.llmgw.api.route.Weighted;
import io.llmgw.api.route.When;
import io.llmgw.core.choice.Choices;
import io.llmgw.core.provider.Providers;
import io.llmgw.core.route.ChoiceNode.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns the routes of a client into nodes: finds aliases and providers, and refuses what can never
 * work, with the path to it. Used once, when a client is built.
 */
final class RouteCompiler {
  /** Far beyond what anybody reads; a plan goes down the levels of a route by recursion. */
  private static final int MOST_LEVELS = 32;

  private final Providers providers;
  private final Map<String, Route> aliases;
  private final DeclaredLimits limits;
  private final Choices choices;
  private final Supplier<String> expected;
  private final Map<String, RouteNode> done = new HashMap<>();
  private final Set<String> underWay = new LinkedHashSet<>();

  RouteCompiler(
      Providers providers,
      Map<String, Route> aliases,
      DeclaredLimits limits,
      Choices choices,
      Supplier<String> expected) {
    this.providers = providers;
    this.aliases = aliases;
    this.limits = limits;
    this.choices = choices;
    this.expected = expected;
  }

  /** The nodes of all aliases. */
  Map<String, RouteNode> all() {
    for (String alias : new TreeSet<>(aliases.keySet())) {
      alias(alias, Path.of(alias));
    }
    return Map.copyOf(done);
  }

  /** Where in the configuration a route stands, and what holds there for certain. */
  private record Path(String words, int level, Set<Condition> holding, Set<Condition> failing) {
    static Path of(String alias) {
      return new Path("alias " + alias, 0, Set.of(), Set.of());
    }

    Path to(String step) {
      return new Path(words + " > " + step, level + 1, holding, failing);
    }

    Path where(Condition condition, boolean holds) {
      Set<Condition> more = new HashSet<>(holds ? holding : failing);
      more.add(condition);
      return holds ? new Path(words, level, more, failing) : new Path(words, level, holding, more);
    }

    IllegalArgumentException refused(String why) {
      return new IllegalArgumentException(words + ": " + why);
    }
  }

  private RouteNode alias(String name, Path path) {
    RouteNode known = done.get(name);
    if (known != null) {
      return known;
    }
    Route route = aliases.get(name);
    if (route == null) {
      throw path.refused("no alias '" + name + "': " + expected.get());
    }
    if (!underWay.add(name)) {
      throw path.refused("goes in a circle: " + String.join(" > ", underWay) + " > " + name);
    }
    RouteNode node = node(route, Path.of(name));
    underWay.remove(name);
    done.put(name, node);
    return node;
  }

  private RouteNode node(Route route, Path path) {
    if (path.level() > MOST_LEVELS) {
      throw path.refused("routes may be nested " + MOST_LEVELS + " levels deep");
    }
    if (route instanceof Target target) {
      return target(target, path);
    }
    if (route instanceof Alias alias) {
      return alias(alias.name(), path);
    }
    if (route instanceof Ordered ordered) {
      return ordered(ordered, path);
    }
    if (route instanceof When fork) {
      return when(fork, path);
    }
    if (route instanceof Weighted weighted) {
      return weighted(weighted, path);
    }
    if (route instanceof Balanced balanced) {
      return balanced(balanced, path);
    }
    Sticky sticky = (Sticky) route;
    return new StickyNode(sticky, node(sticky.route(), path.to("sticky")));
  }

  private TargetNode target(Target target, Path path) {
    if (!providers.has(target.provider())) {
      throw path.refused(
          "no provider '" + target.provider() + "' for '" + target + "': " + expected.get());
    }
    return new TargetNode(limits.applied(target));
  }

  private OrderedNode ordered(Ordered route, Path path) {
    List<RouteNode> members = new ArrayList<>();
    Set<ModelRef> tried = new HashSet<>();
    for (int i = 0; i < route.routes().size(); i++) {
      Path here = path.to("ordered[" + (i + 1) + "]");
      RouteNode member = node(route.routes().get(i), here);
      if (i > 0 && tried.containsAll(models(member))) {
        throw here.refused(
            route.routes().get(i)
                + " can never be reached: its targets were all asked by then, each is asked once");
      }
      member.addCertain(tried);
      members.add(member);
    }
    return new OrderedNode(
        route,
        List.copyOf(members),
        exit(route.onContextLength(), path.to("onContextLength")),
        exit(route.onContentPolicy(), path.to("onContentPolicy")));
  }

  private @Nullable RouteNode exit(@Nullable Route route, Path path) {
    return route == null ? null : node(route, path);
  }

  private static Set<ModelRef> models(RouteNode node) {
    Set<ModelRef> models = new HashSet<>();
    for (Target target : targets(node)) {
      models.add(target.ref());
    }
    return models;
  }

  private static List<Target> targets(RouteNode node) {
    List<Target> targets = new ArrayList<>();
    node.addTargets(targets);
    return targets;
  }

  private WhenNode when(When fork, Path path) {
    Condition condition = fork.condition();
    if (path.failing().contains(condition)) {
      throw path.to("when.then")
          .refused(
              fork.then()
                  + " can never be reached: "
                  + condition
                  + " does not hold here, by a fork"
                  + " around it");
    }
    if (path.holding().contains(condition)) {
      throw path.to("when.otherwise")
          .refused("can never be reached: " + condition + " holds here, by a fork around it");
    }
    Route otherwise = fork.otherwise();
    return new WhenNode(
        fork,
        node(fork.then(), path.to("when.then").where(condition, true)),
        otherwise == null
            ? null
            : node(otherwise, path.to("when.otherwise").where(condition, false)));
  }

  private ChoiceNode weighted(Weighted route, Path path) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < route.shares().size(); i++) {
      Weighted.Share share = route.shares().get(i);
      RouteNode node = node(share.route(), path.to("weighted[" + (i + 1) + "]"));
      if (share.weight() > 0) {
        members.add(Member.of(node, share.weight()));
      }
    }
    return new ChoiceNode(route, members, choices.byWeight(), 0);
  }

  private ChoiceNode balanced(Balanced route, Path path) {
    List<Member> members = new ArrayList<>();
    int minTier = route.strategy().minTier();
    for (int i = 0; i < route.routes().size(); i++) {
      Path here = path.to("balanced[" + (i + 1) + "]");
      RouteNode node = node(route.routes().get(i), here);
      if (targets(node).stream().allMatch(target -> target.quality().best() < minTier)) {
        throw here.refused(
            route.routes().get(i)
                + " can never be reached: it declares no quality of "
                + minTier
                + " or more, as "
                + route.strategy()
                + " wants; say target(...).quality(n)");
      }
      members.add(Member.of(node, 1));
    }
    return new ChoiceNode(route, members, choices.of(route.strategy()), minTier);
  }
}
