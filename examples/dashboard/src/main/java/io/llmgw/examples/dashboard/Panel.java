package io.llmgw.examples.dashboard;

import java.util.List;

/**
 * One picture of the board.
 *
 * @param title unique on the board
 * @param what it says, and what to make of it
 * @param unit of its values, as Grafana calls it
 * @param form how it is drawn
 * @param queries at least one
 */
public record Panel(String title, String what, String unit, Form form, List<Query> queries) {
  /** How values are drawn. */
  public enum Form {
    /** A line for each series. */
    LINES,
    /** Areas on top of each other. */
    STACK,
    /** The last value of each series, red where it is not 0. */
    LAMPS
  }

  /** Copies the queries. */
  public Panel {
    queries = List.copyOf(queries);
  }

  /**
   * One question in PromQL.
   *
   * @param legend what its series are called, with labels as {@code {{route}}}
   */
  public record Query(String promQl, String legend) {}
}
