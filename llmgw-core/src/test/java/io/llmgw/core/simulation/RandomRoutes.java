package io.llmgw.core.simulation;

import io.llmgw.api.route.Balanced;
import io.llmgw.api.route.Ordered;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Sticky;
import io.llmgw.api.route.Strategy;
import io.llmgw.api.route.Target;
import io.llmgw.api.route.Weighted;
import io.llmgw.api.route.Weighted.Share;
import io.llmgw.api.route.When;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Routes as chance has them, of every kind and in any nesting, and what is known of them. */
final class RandomRoutes {
  private final Random random;

  RandomRoutes(Random random) {
    this.random = random;
  }

  /** A route over all of these. */
  Route of(List<Route> targets) {
    return random.nextInt(3) == 0
        ? Route.sticky(CallFeatures.CONVERSATION, nested(targets, true))
        : nested(targets, true);
  }

  /**
   * Over routes of some of them, now and then.
   *
   * @param mayFork whether there is no fork around it, which might leave one side without calls
   */
  private Route nested(List<Route> members, boolean mayFork) {
    if (members.size() == 1) {
      return members.get(0);
    }
    if (mayFork && random.nextInt(5) == 0) {
      return fork(members);
    }
    if (members.size() > 2 && random.nextBoolean()) {
      int at = between(1, members.size() - 1);
      return over(
          nested(members.subList(0, at), mayFork),
          nested(members.subList(at, members.size()), mayFork));
    }
    return random.nextInt(6) == 0
        ? Route.sticky(CallFeatures.CONVERSATION, over(members.toArray(Route[]::new)))
        : over(members.toArray(Route[]::new));
  }

  private Route fork(List<Route> members) {
    int at = between(1, members.size() - 1);
    When fork =
        Route.when(
            CallFeatures.ALL.get(random.nextInt(CallFeatures.ALL.size())).condition(),
            nested(members.subList(0, at), false));
    Route others = nested(members.subList(at, members.size()), false);
    return random.nextBoolean() ? fork.otherwise(others) : Route.ordered(fork, others);
  }

  private Route over(Route... members) {
    return switch (between(0, 9)) {
      case 0 -> Route.balanced(Strategy.roundRobin(), members);
      case 1 -> Route.balanced(Strategy.random(), members);
      case 2 -> Route.balanced(Strategy.leastInFlight(), members);
      case 3 -> Route.balanced(Strategy.fastest(), members);
      case 4 -> Route.balanced(Strategy.cheapest(), members);
      case 5 -> Route.balanced(Strategy.leastUsed(), members);
      case 6 -> Route.weighted(Arrays.stream(members).map(this::share).toArray(Share[]::new));
      default -> Route.ordered(members);
    };
  }

  /** Never of no weight, as all members of a route might have that. */
  private Share share(Route member) {
    return Route.share(between(1, 9), member);
  }

  private int between(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  /** Adds the targets that a call may come to. */
  static void addTargets(Route route, long call, Set<String> targets) {
    if (route instanceof Target target) {
      targets.add(target.ref().toString());
    } else if (route instanceof When fork) {
      Route side = CallFeatures.holds(fork.condition(), call) ? fork.then() : fork.otherwise();
      if (side != null) {
        addTargets(side, call, targets);
      }
    } else {
      members(route).forEach(member -> addTargets(member, call, targets));
    }
  }

  /** Whether all choices in it go by the key of a call that has one. */
  static boolean isPinned(Route route) {
    return route instanceof Sticky
        || route instanceof Target
        || !(route instanceof Balanced || route instanceof Weighted)
            && members(route).stream().allMatch(RandomRoutes::isPinned);
  }

  private static List<Route> members(Route route) {
    if (route instanceof Ordered ordered) {
      return ordered.routes();
    }
    if (route instanceof Balanced balanced) {
      return balanced.routes();
    }
    if (route instanceof Weighted weighted) {
      return weighted.shares().stream().map(Share::route).toList();
    }
    if (route instanceof Sticky sticky) {
      return List.of(sticky.route());
    }
    When fork = (When) route;
    return fork.otherwise() == null ? List.of(fork.then()) : List.of(fork.then(), fork.otherwise());
  }
}
