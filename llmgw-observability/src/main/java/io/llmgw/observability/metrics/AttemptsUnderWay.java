package io.llmgw.observability.metrics;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How many attempts are under way at which targets; of others it knows nothing. Thread-safe. */
final class AttemptsUnderWay {
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();

  void begin(String target) {
    counts.merge(target, 1, Integer::sum);
  }

  void end(String target) {
    counts.computeIfPresent(target, (same, count) -> count == 1 ? null : count - 1);
  }

  /** Where there are any now. */
  Set<String> targets() {
    return Set.copyOf(counts.keySet());
  }

  int at(String target) {
    return counts.getOrDefault(target, 0);
  }

  int elsewhereThan(Set<String> targets) {
    int sum = 0;
    for (Map.Entry<String, Integer> target : counts.entrySet()) {
      sum += targets.contains(target.getKey()) ? 0 : target.getValue();
    }
    return sum;
  }
}
