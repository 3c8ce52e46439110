package io.llmgw.api.content;

/** What a text that leaves the process is, so that a visitor may treat kinds differently. */
public enum TextKind {
  /** Text of a system message. */
  SYSTEM,
  /** Text of a developer message. */
  DEVELOPER,
  /** Text of a user message. */
  USER,
  /** Text or refusal of an assistant message. */
  ASSISTANT,
  /** Reasoning of an assistant message. */
  REASONING,
  /** The name of the participant who speaks in a message. */
  PARTICIPANT_NAME,
  /** The name of a tool: in its description, in a call, in a choice. */
  TOOL_NAME,
  /** The description of a tool. */
  TOOL_DESCRIPTION,
  /** A string in a JSON Schema, or the name of a schema. */
  SCHEMA,
  /** A string or a whole number in the arguments of a tool call. */
  TOOL_ARGUMENT,
  /** The name of a field in the arguments of a tool call. */
  TOOL_ARGUMENT_NAME,
  /** Text, or a string or a whole number of JSON, in the result of a tool. */
  TOOL_RESULT,
  /** The name of a field of JSON in the result of a tool. */
  TOOL_RESULT_NAME,
  /** A stop sequence. */
  STOP,
  /** A value of the metadata. */
  METADATA,
  /** A string or a whole number in an extra field of the body. */
  EXTRA_BODY,
  /** The name of a field within an extra field of the body. */
  EXTRA_BODY_NAME,
  /** The value of an extra header. */
  EXTRA_HEADER,
  /** The name of a document. */
  DOCUMENT_NAME,
  /** The address of an image or other media. */
  URL,
  /** The id of the end user. */
  USER_ID,
  /** A text outside a conversation: to be embedded, judged, ranked, spoken, drawn or spelt. */
  INPUT
}
