package io.llmgw.api.request;

/** What a model is asked to do. */
public enum Operation {
  /** Answer a conversation. */
  CHAT,
  /** Turn texts into vectors. */
  EMBEDDINGS
}
