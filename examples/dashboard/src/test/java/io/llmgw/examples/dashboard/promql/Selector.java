package io.llmgw.examples.dashboard.promql;

import io.llmgw.examples.dashboard.promql.Scrape.Series;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Series of one metric.
 *
 * @param windowSeconds 0 for their values now
 * @param isOffset whether it looks back to the beginning
 */
record Selector(String metric, List<Match> matches, long windowSeconds, boolean isOffset)
    implements Query {

  /** One condition. */
  record Match(String label, String operator, String value) {
    boolean holds(Map<String, String> labels) {
      String found = labels.getOrDefault(label, "");
      return switch (operator) {
        case "=" -> found.equals(value);
        case "!=" -> !found.equals(value);
        case "=~" -> Pattern.matches(value, found);
        case "!~" -> !Pattern.matches(value, found);
        default -> throw new IllegalArgumentException("unknown operator " + operator);
      };
    }
  }

  Selector withWindow(long seconds) {
    return new Selector(metric, matches, seconds, isOffset);
  }

  Selector withOffset() {
    return new Selector(metric, matches, windowSeconds, true);
  }

  @Override
  public Value of(Scrapes scrapes) {
    if (windowSeconds > 0) {
      throw new IllegalArgumentException("a window is for rate and increase: " + metric);
    }
    return Value.vector(in(isOffset ? scrapes.before() : scrapes.after()));
  }

  private Map<Map<String, String>, Double> in(Scrape scrape) {
    Map<Map<String, String>, Double> found = new HashMap<>();
    for (Series series : scrape.series(metric)) {
      if (matches.stream().allMatch(match -> match.holds(series.labels()))) {
        found.put(series.labels(), series.value());
      }
    }
    return found;
  }

  /** How much counters grew. One that is new has no value to grow from, as in Prometheus. */
  Map<Map<String, String>, Double> growth(Scrapes scrapes) {
    if (windowSeconds == 0 || isOffset) {
      throw new IllegalArgumentException("rate and increase need a window: " + metric);
    }
    Map<Map<String, String>, Double> before = in(scrapes.before());
    Map<Map<String, String>, Double> growth = new HashMap<>();
    in(scrapes.after())
        .forEach(
            (labels, value) -> {
              Double from = before.get(labels);
              if (from != null) {
                growth.put(labels, value < from ? value : value - from);
              }
            });
    return growth;
  }

  @Override
  public void mention(Set<String> above, Set<Mention> found) {
    found.add(new Mention(metric, ""));
    above.forEach(label -> found.add(new Mention(metric, label)));
    matches.forEach(match -> found.add(new Mention(metric, match.label())));
  }
}
