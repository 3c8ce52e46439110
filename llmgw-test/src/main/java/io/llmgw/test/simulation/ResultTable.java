package io.llmgw.test.simulation;

import io.llmgw.api.error.ErrorKind;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A result for people. */
final class ResultTable {
  private final StringBuilder text = new StringBuilder();

  private ResultTable() {}

  static String of(SimulationResult result) {
    ResultTable table = new ResultTable();
    table.head(result);
    table.targets(result);
    if (!result.mismatches().isEmpty()) {
      table.line(
          "MISMATCHES " + result.mismatches().size() + ", first: %s", result.mismatches().get(0));
    }
    return table.text.toString();
  }

  private void head(SimulationResult result) {
    line(
        "calls        %,d in %,.1f s, seed %d",
        result.calls(), result.lasted().toNanos() / 1e9, result.seed());
    line(
        "answered     %,d (%.2f %%)%s",
        result.answered(),
        percent(result.answered(), result.calls()),
        result.failures().isEmpty() ? "" : "   failed " + failures(result.failures()));
    line("latency      %s", result.latency());
    if (result.firstContent().count() > 0) {
      line("first token  %s", result.firstContent());
    }
    line("requests     %,d, %.3f a call", result.requests(), result.requestsPerCall());
    line("cost         %s", result.cost());
  }

  private void targets(SimulationResult result) {
    int width = "target".length();
    for (TargetResult target : result.targets()) {
      width = Math.max(width, target.target().length());
    }
    String row = "%-" + width + "s  %9s  %9s  %8s  %6s  %s";
    line(row, "target", "requests", "answered", "share", "left", "failed");
    for (TargetResult target : result.targets()) {
      line(
          row,
          target.target(),
          number(target.requests()),
          number(target.answered()),
          String.format(Locale.ROOT, "%.1f %%", 100 * target.share()),
          number(target.left()),
          target.failures().isEmpty() ? "-" : failures(target.failures()));
    }
  }

  private void line(String format, Object... values) {
    String line = String.format(Locale.ROOT, format, values).stripTrailing();
    text.append(text.isEmpty() ? "" : "\n").append(line);
  }

  private static String number(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static double percent(int part, int whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }

  private static String failures(Map<ErrorKind, Integer> failures) {
    return failures.entrySet().stream()
        .map(entry -> entry.getKey() + " " + number(entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
