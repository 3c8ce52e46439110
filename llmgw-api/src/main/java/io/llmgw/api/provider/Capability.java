package io.llmgw.api.provider;

/** Something a provider or model can do. */
public enum Capability {
  /** Answers chats. */
  CHAT,
  /** Turns texts into vectors. */
  EMBEDDINGS,
  /** Sends its answer piece by piece. */
  STREAMING,
  /** Calls tools. */
  TOOLS,
  /** Can be made to call a tool, some tool or none. */
  TOOL_CHOICE,
  /** Reads images. */
  IMAGES,
  /** Listens to audio. */
  AUDIO,
  /** Watches video. */
  VIDEO,
  /** Reads documents such as PDF. */
  DOCUMENTS,
  /** Answers with some JSON object when asked to. */
  JSON_OBJECT,
  /** Answers with JSON that follows a schema. */
  JSON_SCHEMA,
  /** Thinks before it answers, with a settable effort. */
  REASONING
}
