package io.llmgw.examples.dashboard;

import java.time.Duration;
import java.util.Locale;

/**
 * One rule: it fires when a value has been above a threshold for a while.
 *
 * @param name unique
 * @param severity who has to act when
 * @param value in PromQL
 * @param above the threshold: a start, to be set to what is usual for the service
 * @param hold for how long the value has to stay there; zero for at once
 * @param summary one line, with labels as {@code {{ $labels.target }}}
 * @param what it means
 * @param act what to do
 */
public record Alert(
    String name,
    Severity severity,
    String value,
    double above,
    Duration hold,
    String summary,
    String what,
    String act) {

  /** How urgent an alert is. */
  public enum Severity {
    /** Callers are hurt, or money runs away: wake somebody. */
    CRITICAL,
    /** It will hurt, or does somewhat: look at it the same day. */
    WARNING;

    /** The word in the rules. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The whole rule in PromQL. */
  public String promQl() {
    return value + " > " + number(above);
  }

  private static String number(double threshold) {
    String exact = Double.toString(threshold);
    return exact.endsWith(".0") ? exact.substring(0, exact.length() - 2) : exact;
  }
}
