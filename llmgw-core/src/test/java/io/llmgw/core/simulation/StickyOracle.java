package io.llmgw.core.simulation;

import io.llmgw.api.route.Route;
import io.llmgw.test.simulation.ServerRequest;
import io.llmgw.test.simulation.SimulatedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows that calls of one conversation go to one target as long as it takes calls: of two that went
 * to different ones, one could not go where the other went (F111).
 */
final class StickyOracle {
  private final RandomScenario scenario;
  private final RestOracle rests;
  private final Map<String, List<Choice>> chosen = new HashMap<>();

  StickyOracle(RandomScenario scenario, RestOracle rests) {
    this.scenario = scenario;
    this.rests = rests;
  }

  private record Choice(String target, Duration at, long call) {}

  void note(SimulatedCall call) {
    String conversation = CallFeatures.conversation(call.number());
    List<Route> routes = scenario.routesAt(call.began());
    ServerRequest first = first(call);
    if (conversation == null
        || first == null
        || routes.size() > 1
        || !RandomRoutes.isPinned(routes.get(0))
        || !first.arrived().equals(call.began())) {
      return;
    }
    // Of the same features: a fork in the route sends them the same way.
    String group =
        conversation + " " + CallFeatures.isHard(call.number()) + " " + changesBefore(call.began());
    chosen
        .computeIfAbsent(group, added -> new ArrayList<>())
        .add(new Choice(first.target(), first.arrived(), call.number()));
  }

  private static @Nullable ServerRequest first(SimulatedCall call) {
    for (ServerRequest request : call.seen()) {
      if (request.attempt() == 1 && !call.attempts().get(0).hedge()) {
        return request;
      }
    }
    return null;
  }

  private long changesBefore(Duration time) {
    return scenario.changes().stream().filter(change -> change.compareTo(time) < 0).count();
  }

  /** How many choices were made by a key. */
  int pinned() {
    return chosen.values().stream().mapToInt(List::size).sum();
  }

  /** What was broken, once all is known. */
  List<String> judge() {
    List<String> broken = new ArrayList<>();
    for (List<Choice> choices : chosen.values()) {
      for (int i = 0; i < choices.size(); i++) {
        for (int j = i + 1; j < choices.size(); j++) {
          Choice one = choices.get(i);
          Choice other = choices.get(j);
          if (!one.target().equals(other.target())
              && rests.isHealthy(one.target(), other.at())
              && rests.isHealthy(other.target(), one.at())) {
            broken.add("F111: " + one + " and " + other);
          }
        }
      }
    }
    return broken;
  }
}
