package io.llmgw.core.run;

import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.tool.ReturnedValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes what a function returned the result that the model reads. */
final class ToolResults {
  private ToolResults() {}

  /**
   * The result of this call.
   *
   * @throws io.llmgw.api.tool.UnwritableResultException when something in it cannot be written as
   *     JSON
   * @throws IllegalArgumentException when it is a part that cannot stand in a result
   */
  static ToolResult of(String callId, @Nullable Object returned) {
    if (returned instanceof ToolResult own) {
      return new ToolResult(callId, own.content(), own.isError());
    }
    if (returned instanceof String text) {
      return ToolResult.of(callId, text);
    }
    if (returned instanceof Part part) {
      return new ToolResult(callId, List.of(part), false);
    }
    List<Part> parts = parts(returned);
    return parts.isEmpty()
        ? ToolResult.json(callId, ReturnedValue.write(returned))
        : new ToolResult(callId, parts, false);
  }

  /** The parts of a list that consists of nothing else; empty for all other things. */
  private static List<Part> parts(@Nullable Object returned) {
    List<Part> parts = new ArrayList<>();
    if (returned instanceof Collection<?> several) {
      for (Object each : several) {
        if (!(each instanceof Part part)) {
          return List.of();
        }
        parts.add(part);
      }
    }
    return parts;
  }
}
