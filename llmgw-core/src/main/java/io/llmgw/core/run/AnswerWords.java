package io.llmgw.core.run;

import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.json.Json;
import io.llmgw.api.schema.Violation;
import io.llmgw.api.tool.UnwritableResultException;
import java.util.List;

/** What the model is told of the value that is wanted of it, and of results without a form. */
final class AnswerWords {
  static final String DESCRIPTION = "Give the final answer. Its arguments are the answer.";

  static final String TOO_EARLY =
      "Give the final answer in a call of its own, once you have read the results of all others.";

  private AnswerWords() {}

  static String instructions(Json schema) {
    return "Answer with one JSON value that fits this JSON Schema, and with nothing around it:\n"
        + schema.text();
  }

  static String callTheTool() {
    return "Give the final answer by calling the tool " + ExpectedAnswer.TOOL_NAME + ".";
  }

  static String repair(List<Violation> violations, boolean byTool) {
    return "The answer does not fit:\n"
        + list(violations)
        + (byTool
            ? "\nCall " + ExpectedAnswer.TOOL_NAME + " again with the whole answer, corrected."
            : "\nGive the whole answer again, corrected, as JSON and with nothing around it.");
  }

  /** What the tool did is done, so that it is not tried again for want of an answer. */
  static String unwritable(UnwritableResultException result) {
    return "The tool has done its work, but its result cannot be shown: " + result.getMessage();
  }

  /** One line each, as pointers and rules; none quotes the value. */
  static String list(List<Violation> violations) {
    StringBuilder lines = new StringBuilder();
    for (Violation violation : violations) {
      lines.append(lines.length() == 0 ? "- " : "\n- ").append(violation);
    }
    return lines.toString();
  }
}
