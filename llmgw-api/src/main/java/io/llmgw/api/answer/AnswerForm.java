package io.llmgw.api.answer;

/**
 * How a model is made to answer with a value. Chosen by what the target declares, in this order,
 * unless {@link ExpectedAnswer#form} says which.
 */
public enum AnswerForm {
  /** The provider holds the answer to the schema. */
  SCHEMA,
  /** The answer is the arguments of a tool that stands for it. */
  TOOL,
  /** The provider holds the answer to some JSON object; the prompt tells the model the schema. */
  JSON_OBJECT,
  /** The prompt alone tells the model to answer in JSON, and the schema. */
  INSTRUCTIONS
}
