package io.llmgw.examples.dashboard.promql;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** {@code histogram_quantile}: interpolated in the bucket that the rank falls into. */
record Quantile(double rank, Query buckets) implements Query {
  private static final String LIMIT = "le";

  @Override
  public Value of(Scrapes scrapes) {
    Map<Map<String, String>, NavigableMap<Double, Double>> histograms = new HashMap<>();
    buckets
        .of(scrapes)
        .samples()
        .forEach(
            (labels, count) -> {
              Map<String, String> rest = new TreeMap<>(labels);
              double limit = Double.parseDouble(rest.remove(LIMIT).replace("+Inf", "Infinity"));
              histograms.computeIfAbsent(rest, none -> new TreeMap<>()).put(limit, count);
            });
    Map<Map<String, String>, Double> found = new HashMap<>();
    histograms.forEach((labels, histogram) -> found.put(labels, at(histogram)));
    return Value.vector(found);
  }

  private double at(NavigableMap<Double, Double> histogram) {
    double all = histogram.lastEntry().getValue();
    double wanted = rank * all;
    double below = 0;
    double counted = 0;
    if (all == 0) {
      return Double.NaN;
    }
    for (Map.Entry<Double, Double> bucket : histogram.entrySet()) {
      if (bucket.getValue() >= wanted) {
        double within = (wanted - counted) / (bucket.getValue() - counted);
        return bucket.getKey().isInfinite() ? below : below + (bucket.getKey() - below) * within;
      }
      below = bucket.getKey();
      counted = bucket.getValue();
    }
    return below;
  }

  @Override
  public void mention(Set<String> above, Set<Mention> found) {
    Set<String> needed = new HashSet<>(above);
    needed.add(LIMIT);
    buckets.mention(needed, found);
  }
}
