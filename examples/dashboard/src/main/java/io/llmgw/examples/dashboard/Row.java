package io.llmgw.examples.dashboard;

import java.util.List;

/** Panels on one subject, in reading order. */
public record Row(String title, List<Panel> panels) {
  /** Copies the panels. */
  public Row {
    panels = List.copyOf(panels);
  }
}
