package io.llmgw.api.answer;

/**
 * How a model is made to answer with a value. Chosen by what the target declares, in this order,
 * unless {@link ExpectedAnswer#form} says which.
 */
public enum AnswerForm {
  /** The provider holds the answer to the schema. */
  SCHEMA,
  /**
   * The answer is the arguments of a tool that stands for it. Left out with {@code
   * ToolChoice.NONE}, and after {@link #JSON_OBJECT} where nothing makes the model call a tool and
   * it has no others.
   */
  TOOL,
  /** The provider holds the answer to some JSON object; the prompt tells the model the schema. */
  JSON_OBJECT,
  /** The prompt alone tells the model to answer in JSON, and the schema. */
  INSTRUCTIONS
}
