package io.llmgw.api.tool;

/** What becomes of a tool that throws. */
public enum ToolFailures {
  /**
   * The model is told that the tool failed, and with which class of exception; its message only of
   * a {@link ToolException}. The run goes on.
   */
  TELL_MODEL,
  /**
   * The run ends with an error of kind {@link io.llmgw.api.error.ErrorKind#TOOL}, whose cause is
   * what the tool threw. A {@link ToolException} is told to the model all the same.
   */
  END_RUN
}
