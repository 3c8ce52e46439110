package io.llmgw.core.run;

import io.llmgw.api.schema.Description;
import io.llmgw.api.tool.Tool;
import io.llmgw.api.tool.ToolFunction;

/** Tools for the tests. */
final class Weather {
  static final String OSLO = "{\"name\":\"Oslo\"}";
  static final String ROME = "{\"name\":\"Rome\"}";

  private Weather() {}

  record City(@Description("name in English") String name) {}

  record Report(String city, int degrees) {}

  /** Tells every city's weather the same way. */
  static Tool report() {
    return tool(city -> new Report(city.name(), city.name().length()));
  }

  static Tool tool(ToolFunction<City> function) {
    return Tool.of("weather", "Current weather of a city", City.class, function);
  }
}
