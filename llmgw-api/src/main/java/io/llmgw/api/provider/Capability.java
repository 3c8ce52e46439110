package io.llmgw.api.provider;

import io.llmgw.api.request.Operation;

/** Something a provider or model can do. */
public enum Capability {
  /** Answers chats. */
  CHAT,
  /** Turns texts into vectors. */
  EMBEDDINGS,
  /** Judges whether texts are harmful. */
  MODERATION,
  /** Puts documents in order by how well they answer a query. */
  RERANK,
  /** Makes images of a description. */
  IMAGE_GENERATION,
  /** Speaks a text. */
  SPEECH,
  /** Writes down what is said in a recording. */
  TRANSCRIPTION,
  /** Counts the tokens of a chat without answering it. */
  TOKEN_COUNT,
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
  REASONING;

  /** What a provider must be able to do to be asked for an operation. */
  public static Capability of(Operation operation) {
    return switch (operation) {
      case CHAT -> CHAT;
      case EMBEDDINGS -> EMBEDDINGS;
      case MODERATION -> MODERATION;
      case RERANK -> RERANK;
      case IMAGE -> IMAGE_GENERATION;
      case SPEECH -> SPEECH;
      case TRANSCRIPTION -> TRANSCRIPTION;
      case TOKEN_COUNT -> TOKEN_COUNT;
    };
  }
}
