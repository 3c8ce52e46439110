package io.llmgw.docs;

import io.llmgw.examples.dashboard.Alert;
import io.llmgw.examples.dashboard.Alerts;
import io.llmgw.examples.dashboard.Board;
import io.llmgw.examples.dashboard.Panel;
import io.llmgw.examples.dashboard.Row;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Panels and alerts of dashboard.md are those of the example. */
class DashboardPageTest {
  private static final Path PAGE = Guide.DOCS.resolve("dashboard.md");

  @Test
  void everyPanelIsListed() {
    StringBuilder table = new StringBuilder("| row | panel | what it says |\n|---|---|---|\n");
    for (Row row : Board.rows()) {
      String title = row.title();
      for (Panel panel : row.panels()) {
        table.append("| ").append(title).append(" | ").append(panel.title()).append(" | ");
        table.append(panel.what()).append(" |\n");
        title = "";
      }
    }
    Guide.holdPart(PAGE, "panels", table.toString());
  }

  @Test
  void everyAlertIsExplained() {
    StringBuilder text = new StringBuilder();
    for (Alert alert : Alerts.all()) {
      text.append(text.isEmpty() ? "" : "\n").append("### ").append(alert.name()).append("\n\n");
      text.append(alert.what()).append(" *").append(alert.severity().word());
      text.append(alert.hold().isZero() ? ", at once" : ", after " + minutes(alert))
          .append("*\n\n");
      text.append("**What to do**: ").append(alert.act()).append("\n\n");
      text.append("```promql\n").append(alert.promQl()).append("\n```\n");
    }
    Guide.holdPart(PAGE, "alerts", text.toString());
  }

  private static String minutes(Alert alert) {
    long count = alert.hold().toMinutes();
    return count == 1 ? "a minute" : count + " minutes";
  }
}
