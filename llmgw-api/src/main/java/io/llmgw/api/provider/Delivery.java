package io.llmgw.api.provider;

/** How an answer is asked for. The events are the same either way. */
public enum Delivery {
  /** In one piece: the caller wants the finished answer. */
  WHOLE,
  /** Piece by piece: the caller reads while the model writes. */
  STREAMED
}
