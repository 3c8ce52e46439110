package io.llmgw.test.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the simulated models have seen of the calls under way. Used by one thread at a time. */
final class Ledger {
  private final Map<Long, List<ServerExchange>> byCall = new HashMap<>();
  private final List<ServerExchange> ofNobody = new ArrayList<>();

  void add(ServerExchange exchange) {
    if (exchange.number() == 0) {
      ofNobody.add(exchange);
    } else {
      byCall.computeIfAbsent(exchange.number(), call -> new ArrayList<>(2)).add(exchange);
    }
  }

  /** Whether a request of this call has not ended: that of a hedge that lost, or lost to one. */
  boolean isOpen(long call) {
    for (ServerExchange exchange : byCall.getOrDefault(call, List.of())) {
      if (exchange.record() == null) {
        return true;
      }
    }
    return false;
  }

  /** Takes out what was seen of a call that has ended. */
  List<ServerExchange> take(long call) {
    List<ServerExchange> seen = byCall.remove(call);
    return seen == null ? List.of() : seen;
  }

  /** Takes out what belongs to no call of a load, or came after its call had ended. */
  List<ServerExchange> takeRest() {
    List<ServerExchange> rest = new ArrayList<>(ofNobody);
    byCall.values().forEach(rest::addAll);
    byCall.clear();
    ofNobody.clear();
    return rest;
  }
}
