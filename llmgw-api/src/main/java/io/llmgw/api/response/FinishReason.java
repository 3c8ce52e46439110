package io.llmgw.api.response;

/** Why an answer ended. */
public enum FinishReason {
  /** The model was done. */
  STOP,
  /** The limit of tokens, the model's or the request's, was reached. */
  LENGTH,
  /** The model waits for the results of tools. */
  TOOL_CALLS,
  /** The provider's filter cut the answer off. */
  CONTENT_FILTER,
  /** The model refused to answer. */
  REFUSAL,
  /** A stop sequence of the request was reached. */
  STOP_SEQUENCE,
  /** The provider paused a long turn; sending the conversation again lets it go on. */
  PAUSE,
  /**
   * The provider says that generating failed, after some of an answer. Where there is none, the
   * call fails instead ({@code SERVER}).
   */
  ERROR,
  /** A reason that is not known here; the raw one tells more. */
  OTHER
}
