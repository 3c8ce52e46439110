package io.llmgw.core.choice;

import io.llmgw.api.condition.RouteFacts;
import io.llmgw.api.route.Target;

/**
 * The faster of two that chance names (power of two choices): the best alone would get all calls
 * until it is the slowest. What a target would take is reckoned from its time to the first token
 * and per token, for an answer of usual length. One that nobody knows yet gets one call at a time,
 * and is preferred for that one; where that tells nothing, as when it is refused, the others are
 * for a while. Only the two are held to the filters.
 */
final class Fastest implements Choice {
  private static final int USUAL_TOKENS = 200;

  private final TargetStatistics statistics;

  Fastest(TargetStatistics statistics) {
    this.statistics = statistics;
  }

  @Override
  public int choose(Members members) {
    int size = members.size();
    if (size == 1) {
      return 0;
    }
    int one = members.chance().below(size);
    int other = members.chance().below(size - 1);
    other += other >= one ? 1 : 0;
    Target first = members.head(one);
    Target second = members.head(other);
    if (first == null || second == null) {
      return first == null ? one : other; // which leaves the rest to choose from
    }
    return millis(members, second) < millis(members, first) ? other : one;
  }

  private double millis(Members members, Target target) {
    Speed speed = statistics.speed(target.ref());
    if (speed.askedInVain()) {
      return Double.POSITIVE_INFINITY;
    }
    int inFlight = statistics.inFlight(target.ref());
    if (Double.isNaN(speed.firstTokenMillis())) {
      return inFlight == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    double perToken = speed.millisPerToken();
    double rest = Double.isNaN(perToken) ? 0 : perToken * tokens(members.facts());
    return (speed.firstTokenMillis() + rest) * (inFlight + 1);
  }

  private static int tokens(RouteFacts facts) {
    int most = facts.maxOutputTokens();
    return most == 0 ? USUAL_TOKENS : Math.min(most, USUAL_TOKENS);
  }
}
