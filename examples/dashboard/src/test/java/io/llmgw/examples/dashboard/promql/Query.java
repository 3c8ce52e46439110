package io.llmgw.examples.dashboard.promql;

import java.util.Set;
import java.util.TreeSet;

/** A query that was understood. */
public interface Query {
  /** What it gives for what happened between two scrapes. */
  Value of(Scrapes scrapes);

  /**
   * Adds what it mentions.
   *
   * @param above labels that the query around it expects of its series
   */
  void mention(Set<String> above, Set<Mention> found);

  /** All metrics that it mentions, each with the labels that it expects of it. */
  default Set<Mention> mentions() {
    Set<Mention> found = new TreeSet<>();
    mention(Set.of(), found);
    return found;
  }

  /** A label that is expected of a metric; none for the metric itself. */
  record Mention(String metric, String label) implements Comparable<Mention> {
    @Override
    public int compareTo(Mention other) {
      return toString().compareTo(other.toString());
    }
  }
}
