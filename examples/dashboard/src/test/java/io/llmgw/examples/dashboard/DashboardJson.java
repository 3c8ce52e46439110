package io.llmgw.examples.dashboard;

import io.llmgw.examples.dashboard.Panel.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/** The board as Grafana loads it (dashboards of schema version 42, as of Grafana 12). */
final class DashboardJson {
  private static final int SCHEMA = 42;
  private static final int WIDTH = 24;
  private static final int PANELS_IN_A_LINE = 3;
  private static final int HEIGHT = 8;
  private static final Map<String, Object> DATASOURCE =
      object("type", "prometheus", "uid", "${datasource}");

  private int panels;
  private int y;

  private DashboardJson() {}

  static String of(List<Row> rows, List<Variable> variables) {
    Map<String, Object> board = new DashboardJson().board(rows, variables);
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return JsonMapper.shared()
            .writer()
            .with(
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter))
            .writeValueAsString(board)
        + "\n";
  }

  private Map<String, Object> board(List<Row> rows, List<Variable> variables) {
    List<Object> all = new ArrayList<>();
    for (Row row : rows) {
      all.add(heading(row));
      for (int i = 0; i < row.panels().size(); i++) {
        int column = i % PANELS_IN_A_LINE;
        y += column == 0 && i > 0 ? HEIGHT : 0;
        all.add(panel(row.panels().get(i), column));
      }
      y += HEIGHT;
    }
    return object(
        "uid",
        "llmgw",
        "title",
        "llmgw",
        "description",
        "Calls, targets, detours, money, and the library itself.",
        "tags",
        List.of("llmgw"),
        "schemaVersion",
        SCHEMA,
        "version",
        1,
        "editable",
        true,
        "graphTooltip",
        1,
        "refresh",
        "30s",
        "time",
        object("from", "now-1h", "to", "now"),
        "timezone",
        "browser",
        "annotations",
        object("list", List.of()),
        "links",
        List.of(),
        "templating",
        object("list", templating(variables)),
        "panels",
        all);
  }

  private Map<String, Object> heading(Row row) {
    Map<String, Object> heading =
        object(
            "id",
            ++panels,
            "type",
            "row",
            "title",
            row.title(),
            "collapsed",
            false,
            "gridPos",
            object("h", 1, "w", WIDTH, "x", 0, "y", y),
            "panels",
            List.of());
    y++;
    return heading;
  }

  private Map<String, Object> panel(Panel panel, int column) {
    int width = WIDTH / PANELS_IN_A_LINE;
    return object(
        "id", ++panels,
        "type", panel.form() == Form.LAMPS ? "stat" : "timeseries",
        "title", panel.title(),
        "description", panel.what(),
        "datasource", DATASOURCE,
        "gridPos", object("h", HEIGHT, "w", width, "x", column * width, "y", y),
        "fieldConfig", object("defaults", defaults(panel), "overrides", List.of()),
        "options", options(panel),
        "targets", targets(panel));
  }

  private static Map<String, Object> defaults(Panel panel) {
    if (panel.form() == Form.LAMPS) {
      return object(
          "unit", panel.unit(),
          "color", object("mode", "thresholds"),
          "thresholds",
              object("mode", "absolute", "steps", List.of(step("green", null), step("red", 1))));
    }
    boolean isStacked = panel.form() == Form.STACK;
    return object(
        "unit", panel.unit(),
        "min", 0,
        "color", object("mode", "palette-classic"),
        "custom",
            object(
                "drawStyle",
                "line",
                "lineWidth",
                1,
                "fillOpacity",
                isStacked ? 30 : 0,
                "showPoints",
                "never",
                "stacking",
                object("mode", isStacked ? "normal" : "none", "group", "A")));
  }

  private static Map<String, Object> step(String color, Integer from) {
    return object("color", color, "value", from);
  }

  private static Map<String, Object> options(Panel panel) {
    if (panel.form() == Form.LAMPS) {
      return object(
          "reduceOptions", object("calcs", List.of("lastNotNull"), "fields", "", "values", false),
          "colorMode", "background",
          "graphMode", "none",
          "textMode", "value_and_name");
    }
    return object(
        "legend", object("displayMode", "list", "placement", "bottom", "showLegend", true),
        "tooltip", object("mode", "multi", "sort", "desc"));
  }

  private static List<Object> targets(Panel panel) {
    List<Object> targets = new ArrayList<>();
    for (Panel.Query query : panel.queries()) {
      targets.add(
          object(
              "refId", String.valueOf((char) ('A' + targets.size())),
              "datasource", DATASOURCE,
              "expr", query.promQl(),
              "legendFormat", query.legend(),
              "range", true));
    }
    return targets;
  }

  private static List<Object> templating(List<Variable> variables) {
    List<Object> list = new ArrayList<>();
    list.add(
        object(
            "name",
            "datasource",
            "label",
            "Data source",
            "type",
            "datasource",
            "query",
            "prometheus"));
    for (Variable variable : variables) {
      String query = "label_values(" + variable.metric() + ", " + variable.label() + ")";
      list.add(
          object(
              "name",
              variable.name(),
              "label",
              variable.title(),
              "type",
              "query",
              "datasource",
              DATASOURCE,
              "definition",
              query,
              "query",
              object("qryType", 1, "query", query, "refId", variable.name()),
              "refresh",
              2,
              "sort",
              1,
              "multi",
              true,
              "includeAll",
              true,
              "allValue",
              ".*",
              "current",
              object("text", List.of("All"), "value", List.of("$__all"))));
    }
    return list;
  }

  private static Map<String, Object> object(Object... pairs) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      object.put((String) pairs[i], pairs[i + 1]);
    }
    return object;
  }
}
