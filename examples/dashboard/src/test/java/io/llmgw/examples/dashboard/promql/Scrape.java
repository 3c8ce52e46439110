package io.llmgw.examples.dashboard.promql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an instance has shown at one moment, in Prometheus's text format. */
public final class Scrape {
  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"([^\"\\\\]*)\",?");

  private final List<Series> all;

  private Scrape(List<Series> all) {
    this.all = all;
  }

  /** One line of it. */
  record Series(String metric, Map<String, String> labels, double value) {}

  /**
   * Reads it.
   *
   * @param added the labels that Prometheus adds, such as {@code job}
   */
  public static Scrape of(String text, Map<String, String> added) {
    List<Series> all = new ArrayList<>();
    for (String line : text.split("\n")) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new IllegalArgumentException("no line of a scrape: " + line);
      }
      Map<String, String> labels = new TreeMap<>(added);
      labels.putAll(pairs(parts.group(2) == null ? "" : parts.group(2)));
      all.add(new Series(parts.group(1), labels, Double.parseDouble(number(parts.group(3)))));
    }
    return new Scrape(all);
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> labels = new TreeMap<>();
    Matcher label = LABEL.matcher(text);
    int end = 0;
    while (label.find() && label.start() == end) {
      labels.put(label.group(1), label.group(2));
      end = label.end();
    }
    if (end != text.length()) {
      throw new IllegalArgumentException("no labels: " + text);
    }
    return labels;
  }

  private static String number(String text) {
    return text.replace("+Inf", "Infinity");
  }

  List<Series> series(String metric) {
    return all.stream().filter(series -> series.metric().equals(metric)).toList();
  }

  /** The labels that series of this metric have; empty where there is no such metric. */
  public Set<String> labels(String metric) {
    Set<String> labels = new HashSet<>();
    series(metric).forEach(series -> labels.addAll(series.labels().keySet()));
    return labels;
  }
}
