package io.llmgw.api.request;

/** What a model is asked to do. */
public enum Operation {
  /** Answer a conversation. */
  CHAT,
  /** Turn texts into vectors. */
  EMBEDDINGS,
  /** Judge whether texts are harmful. */
  MODERATION,
  /** Put documents in order by how well they answer a query. */
  RERANK,
  /** Make images of a description. */
  IMAGE,
  /** Speak a text. */
  SPEECH,
  /** Write down what is said in a recording. */
  TRANSCRIPTION,
  /** Say how many tokens a chat is, without answering it. */
  TOKEN_COUNT;

  /**
   * Whether the answer is something that the model writes, draws or speaks, which providers count
   * as output. Vectors, verdicts and scores are none: the input alone is charged.
   */
  public boolean writes() {
    return switch (this) {
      case CHAT, IMAGE, SPEECH, TRANSCRIPTION -> true;
      case EMBEDDINGS, MODERATION, RERANK, TOKEN_COUNT -> false;
    };
  }

  /** Whether providers charge for it: for all but a count of tokens. */
  public boolean isCharged() {
    return this != TOKEN_COUNT;
  }
}
