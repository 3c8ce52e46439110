package io.llmgw.examples.dashboard;

import java.util.List;

/** The alerts as Prometheus loads them. */
final class RulesYaml {
  private RulesYaml() {}

  static String of(List<Alert> alerts) {
    StringBuilder yaml = new StringBuilder("groups:\n  - name: llmgw\n    rules:\n");
    for (Alert alert : alerts) {
      yaml.append("      - alert: ").append(alert.name()).append('\n');
      yaml.append("        expr: ").append(quoted(alert.promQl())).append('\n');
      if (!alert.hold().isZero()) {
        yaml.append("        for: ").append(alert.hold().toMinutes()).append("m\n");
      }
      yaml.append("        labels:\n");
      yaml.append("          severity: ").append(alert.severity().word()).append('\n');
      yaml.append("        annotations:\n");
      yaml.append("          summary: ").append(quoted(alert.summary())).append('\n');
      String description = alert.what() + " " + alert.act();
      yaml.append("          description: ").append(quoted(description)).append('\n');
    }
    return yaml.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
