package io.llmgw.examples.dashboard.promql;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;

/** Many series in few: {@code sum by (label) (query)}. */
record Aggregation(String name, Set<String> by, Query of) implements Query {
  @Override
  public Value of(Scrapes scrapes) {
    DoubleBinaryOperator join = name.equals("sum") ? Double::sum : Math::max;
    Map<Map<String, String>, Double> groups = new HashMap<>();
    of.of(scrapes)
        .samples()
        .forEach(
            (labels, value) -> {
              Map<String, String> group = new TreeMap<>(labels);
              group.keySet().retainAll(by);
              groups.merge(group, value, join::applyAsDouble);
            });
    return Value.vector(groups);
  }

  @Override
  public void mention(Set<String> above, Set<Mention> found) {
    if (!by.containsAll(above)) {
      throw new IllegalArgumentException(above + " is gone after " + name + " by " + by);
    }
    of.mention(new HashSet<>(by), found);
  }
}
